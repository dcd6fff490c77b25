import { expect, it } from "vitest";
import { repeat } from "./index.ts";

it("collects an experiment's numbers in order", () => {
  expect(repeat(4, (i) => i * i)).toEqual(Float64Array.of(0, 1, 4, 9));
});

it("refuses an experiment that gives no number, and a count that is none", () => {
  expect(() => repeat(2, () => [60] as never)).toThrow(
    new TypeError("repeat: the experiment must return a number, got object"),
  );
  expect(() => repeat(0, () => 1)).toThrow(
    new RangeError("repeat: n must be a whole number of at least 1, got 0"),
  );
});
