import { expect, it } from "vitest";
import { tensor } from "../tensor/index.ts";
import { checkFunction, type FunctionCheck } from "./index.ts";

const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
const CHECK: FunctionCheck<[number[]]> = {
  inputs: (random) => [Array.from({ length: 5 + Math.floor(8 * random()) }, random)],
  reference: mean,
  mistakes: [
    { is: (x) => Math.max(...x), reason: "That is the largest." },
    { is: (x) => mean(x) * x.length, reason: "That is the sum." },
  ],
  why: "The sum over the count.",
  seed: 1,
};

it("accepts what agrees to six digits, in other styles", () => {
  const loop = (x: number[]) => {
    let sum = 0;
    for (const v of x) sum += Math.fround(v);
    return sum / x.length;
  };
  expect(checkFunction(mean, CHECK).text).toBe("Correct. The sum over the count.");
  expect(checkFunction(loop, CHECK).outcome).toBe("correct");
  const rough = (x: number[]) => mean(x) + 0.004;
  expect(checkFunction(rough, CHECK).outcome).toBe("incorrect");
  expect(checkFunction(rough, { ...CHECK, tolerance: 0.005 }).outcome).toBe("correct");
});

let calls = 0;
const kept: number[] = [];
const FAULTS: [string, unknown, RegExp][] = [
  ["a number", 0.5, /must be a function, and this is a number/],
  ["nothing returned", () => {}, /returned undefined\. Does it end with return\?/],
  ["a string", (x: number[]) => mean(x).toFixed(6), /must return a number.* a string \("0\./],
  ["an array", (x: number[]) => [mean(x)], /must return a number, and it returned an array/],
  ["an async one", async (x: number[]) => mean(x), /a promise: write it without async/],
  ["a known mistake", (x: number[]) => Math.max(...x), /That is the largest\./],
  ["another", (x: number[]) => x.reduce((sum, v) => sum + v, 0), /That is the sum\./],
  ["a constant", () => 0.5, /It returns 0\.5 for every input\./],
  ["NaN", () => Number.NaN, /It returns NaN for every input/],
  ["changed input", (x: number[]) => mean(x.sort()), /It changes what it is given/],
  ["its calls counted", () => ++calls, /Asked the same twice, it returned two different results/],
  ["chance", () => Math.random(), /Asked the same twice/],
  [
    "earlier inputs",
    (x: number[]) => mean(kept.concat(x).slice(-9)) + kept.push(...x),
    /the same twice/,
  ],
  [
    "short inputs only",
    (x: number[]) => (x.length < 9 ? mean(x) : 0),
    /^For \[.* more\] it returns 0, and 0\.\d+ is right\.$/,
  ],
];

it.each(FAULTS)("gives its own reason to %s", (_, answer, reason) => {
  expect(checkFunction(answer as typeof mean, CHECK)).toMatchObject({
    outcome: "incorrect",
    message: expect.stringMatching(reason),
  });
});

it("judges lists, records and booleans, too", () => {
  const lists = { ...CHECK, mistakes: [], reference: (x: number[]) => x.map((v) => v * 2) };
  const twice = (x: number[]) => Float32Array.from(x, (v) => v * 2);
  expect(checkFunction(twice, lists).outcome).toBe("correct");
  expect(checkFunction((x) => tensor(x) as never, lists).message).toBe(
    "It must return an array, and it returned a tensor: make an array of it by .tolist().",
  );
  expect(checkFunction((x) => tensor([mean(x)]) as never, CHECK).message).toMatch(/\.item\(\)/);
  expect(checkFunction((x) => x.slice(1), lists).message).toMatch(/must return \d+ values there/);
  expect(checkFunction(mean, lists).message).toMatch(/must return an array, .* a number/);
  const records = {
    ...lists,
    reference: (x: number[]) => ({ mean: mean(x), isLong: x.length > 8 }),
  };
  expect(checkFunction((x) => ({ isLong: x.length > 8, mean: mean(x) }), records).outcome).toBe(
    "correct",
  );
  expect(checkFunction((x) => ({ mean: mean(x) }), records).message).toBe(
    "What it returns must have isLong.",
  );
  expect(checkFunction((x) => ({ mean: mean(x), isLong: true }), records).outcome).toBe(
    "incorrect",
  );
  const booleans = { ...lists, reference: (x: number[]): boolean => x.length > 8 };
  expect(checkFunction((x) => x.length > 8, booleans).outcome).toBe("correct");
  expect(checkFunction(() => true, booleans).message).toBe("It returns true for every input.");
});

it("names a part of another kind, where it would look like what is right", () => {
  const lists = { ...CHECK, mistakes: [], reference: (x: number[]) => x.map((v) => v * 2) };
  const told = (answer: (x: number[]) => unknown) =>
    checkFunction(answer as typeof lists.reference, lists).message;
  const must = "What it returns must have a number at 0, and there is";
  expect(told((x) => x.map((v) => String(v * 2)))).toMatch(`${must} a string`);
  expect(told((x) => x.map(() => null))).toBe(`${must} null.`);
  expect(told((x) => new Array(x.length))).toBe(`${must} undefined.`);
  expect(told((x) => x.map(() => 1n))).toBe(`${must} a bigint.`);
  expect(told((x) => x.map(async (v) => v))).toBe(`${must} a promise: write it without async.`);
});

it("judges what was returned each time, though it is the same memory", () => {
  const { mistakes: _, ...check } = CHECK;
  const ends = { ...check, reference: (x: number[]) => [Math.min(...x), Math.max(...x)] };
  const memory = [0, 0];
  const filled = (x: number[]) => Object.assign(memory, ends.reference(x));
  expect(checkFunction(filled, ends).outcome).toBe("correct");
});

it.each([0, 1, 2.5, Number.NaN])("refuses %s cases", (cases) => {
  expect(() => checkFunction(mean, { ...CHECK, cases })).toThrow(
    new RangeError(`checkFunction: cases must be a whole number from 2, got ${cases}`),
  );
});

it("tries the case that must not be missed", () => {
  const empty = {
    ...CHECK,
    inputs: (random: () => number, index: number): [number[]] => [
      index === 0 ? [] : [random(), random()],
    ],
    reference: (x: readonly number[]) => (x.length === 0 ? 0 : mean(x)),
  };
  expect(checkFunction(mean, empty).message).toBe("For [] it returns NaN, and 0 is right.");
});

it("draws other cases for each check, unless a seed is told", () => {
  const { seed: _, ...unseeded } = CHECK;
  const told = () => checkFunction((x) => mean(x) + 1, unseeded).message;
  expect(told()).not.toBe(told());
});
