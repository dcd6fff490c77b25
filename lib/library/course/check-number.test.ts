import { expect, it } from "vitest";
import { tensor } from "../tensor/index.ts";
import { checkNumber } from "./index.ts";

const CHECK = { expected: 60, why: "100 × 0.6" };

it("accepts six digits, or the tolerance given", () => {
  expect(checkNumber(60.0002, CHECK).outcome).toBe("correct");
  expect(checkNumber(60.001, CHECK).outcome).toBe("incorrect");
  expect(checkNumber(61, { ...CHECK, tolerance: 1 }).outcome).toBe("correct");
});

it("says how a number is off, and what is no number", () => {
  expect(checkNumber(59.92, CHECK).message).toBe(
    "59.92 is near, but the answer is asked for to six digits. Compute it, rather than measure or round it.",
  );
  expect(checkNumber(61, { ...CHECK, tolerance: 0.5 }).message).toMatch(/asked for within 0\.5\. /);
  expect(checkNumber(50, CHECK).message).toBe("50 is too small.");
  expect(checkNumber(100, CHECK).message).toBe("100 is too large.");
  expect(checkNumber(Number.NaN, CHECK).message).toMatch(/^The answer is NaN/);
  const kinds: [unknown, string][] = [
    [
      "60",
      'a string ("60"): a number has no quotes, and toFixed() and toPrecision() make a string, so put Number(…) around them',
    ],
    ["sixty", "a string"],
    [() => 60, "a function: call it"],
    [Promise.resolve(60), "a promise: put await before it"],
    [[60], "an array"],
    [tensor([60]), "a tensor: take its number out by .item()"],
    [{ value: 60 }, "an object"],
    [null, "null"],
    [60n, "a bigint"],
  ];
  for (const [answer, name] of kinds) {
    expect(checkNumber(answer as number, CHECK).message).toBe(
      `The answer must be a number, and this is ${name}.`,
    );
  }
});

it("knows a mistake near its own value, however wide the tolerance", () => {
  const mistakes = [{ value: 2, reason: "two" }];
  const wide = { ...CHECK, expected: 600, tolerance: 60, mistakes };
  expect(checkNumber(2.019, wide).message).toBe("two");
  expect(checkNumber(3, wide).message).toBe("3 is too small.");
});
