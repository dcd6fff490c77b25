import { expect, it } from "vitest";
import { predict } from "./index.ts";

const definition = {
  question: "What arrives? Within 5 of the mean is near enough.",
  truth: [52, 68, 57, 58, 59, 60, 61, 61, 63, 64],
  of: "steps",
  band: [55, 65] as const,
  mistakes: [{ value: 40, reason: "40 are dropped." }],
  hints: ["A share 1 - p is kept."],
  solution: "const sum = 60;",
  why: "100 · 0.6 is 60.",
};

it("accepts what is within the band, its ends too, and shows where the truth lies", () => {
  const sum = predict(definition);
  for (const answer of [55, 60, 65]) {
    expect(sum.check(answer).text).toMatch(
      /^Correct\. 100 · 0\.6 is 60\. The truth, in 10 steps: /,
    );
  }
  expect(sum.kind).toBe("predict");
});

it("says of a wrong prediction what was missed, or how it is off, and shows the truth", () => {
  const sum = predict(definition);
  expect(sum.check(40).message).toMatch(/^40 are dropped\. The truth, in 10 steps: median 60\.5, /);
  expect(sum.check(54.9).message).toMatch(/^54\.9 is too small\. The truth/);
  expect(sum.check(66).message).toMatch(/^66 is too large\. The truth/);
});

it("shows the truth to nobody who has not committed to a number", () => {
  const sum = predict(definition);
  for (const answer of [Number.NaN, "60", undefined]) {
    expect(sum.check(answer as never).message).not.toMatch(/truth/);
  }
  expect(sum.check("60" as never).message).toMatch(/must be a number, and this is a string/);
});

it("draws how often the values fall into eight equal parts of their range", () => {
  const text = (values: number[]) =>
    predict({ ...definition, truth: values, band: [0, 10] })
      .check(20)
      .message.split("\n")[0];
  expect(text([0, 1, 2, 3, 4, 5, 6, 8])).toMatch(/from 0 to 8\. █{7}▁?█?$/);
  expect(text([0, 0, 0, 8])).toMatch(/median 0, from 0 to 8\. █▁▁▁▁▁▁▄$/);
  expect(text([4, 4])).toMatch(/in 2 steps: 4 in each\.$/);
});

it("refuses a truth that is none, a band beside the truth, and a mistake in the band", () => {
  expect(() => predict({ ...definition, truth: [] })).toThrow(RangeError);
  expect(() => predict({ ...definition, truth: [1, Number.NaN] })).toThrow(RangeError);
  expect(() => predict({ ...definition, band: [0, 50] })).toThrow(
    new RangeError("predict: band must hold the median, 60.5, got 0 to 50"),
  );
  const mistakes = [{ value: 60, reason: "It is accepted, so that nobody would read this." }];
  expect(() => predict({ ...definition, band: [55, 65], mistakes })).toThrow(
    new RangeError("predict: mistakes must lie outside of the band, 55 to 65, got 60"),
  );
});
