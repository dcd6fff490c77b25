import { expect, it } from "vitest";
import { choose, yourTurn } from "./index.ts";

const definition = {
  question: "(a) 1 (b) 2 (c) 3",
  right: "b",
  wrong: { a: "Too small.", c: "Too large." },
  hints: ["Count."],
  solution: 'const two = "b";',
  why: "1 + 1 is 2.",
};

it("accepts the right key, however it is written, and gives each wrong one its own reason", () => {
  const two = choose(definition);
  for (const answer of ["b", "B", " b ", "(b)"]) {
    expect(two.check(answer).text).toBe("Correct. 1 + 1 is 2.");
  }
  expect(two.check("a").text).toBe("Not yet. Too small.");
  expect(two.check("C").text).toBe("Not yet. Too large.");
  expect(two.check(yourTurn()).outcome).toBe("not attempted");
  expect(two.kind).toBe("choose");
});

it("names the keys to an answer that is none", () => {
  const must = 'The answer must be one of "a", "b", "c", and this is';
  expect(choose(definition).check("d").message).toBe(`${must} "d".`);
  expect(choose(definition).check("toString").message).toBe(`${must} "toString".`);
  expect(choose(definition).check(2 as never).message).toBe(`${must} a number.`);
});

it("refuses a right option among the wrong ones, and no wrong one", () => {
  expect(() => choose({ ...definition, right: "a" })).toThrow(
    new RangeError("choose: wrong must hold at least one key, and not the right one, got a, a, c"),
  );
  expect(() => choose({ ...definition, wrong: { B: "Too large." } })).toThrow(RangeError);
  expect(() => choose({ ...definition, wrong: { a: "Too small.", " A": "Too large." } })).toThrow(
    RangeError,
  );
  expect(() => choose({ ...definition, wrong: {} })).toThrow(RangeError);
});
