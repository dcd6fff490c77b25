import { expect, test } from "vitest";
import { hundredNeurons, sumsOf } from "./hundred-neurons.ts";
import { DEFAULTS, type Mode } from "./settings.ts";
import { DRAWS } from "./sizes.ts";

/** Further from its expectation than a mean of so many sums gets: six standard errors. */
const within = (p: number, scale: number) =>
  (6 * scale * Math.sqrt(100 * p * (1 - p))) / Math.sqrt(DRAWS);

test.each<[Mode, number, training: number, evaluation: number, scale: number]>([
  ["none", 0.4, 100, 100, 0],
  ["naive", 0.4, 60, 100, 1],
  ["naive", 0.8, 20, 100, 1],
  ["scaled", 0.4, 60, 60, 1],
  ["scaled", 0.8, 20, 20, 1],
  ["inverted", 0.4, 100, 100, 1 / 0.6],
  ["inverted", 0.8, 100, 100, 1 / 0.2],
  ["inverted", 0, 100, 100, 1],
])("%s at p = %f: the sum is about %f in training, %f in evaluation", (...row) => {
  const [mode, p, training, evaluation, scale] = row;
  for (const seed of [1, 2, 3]) {
    const sums = sumsOf({ ...DEFAULTS, mode, p, seed });
    expect(Math.abs(sums.mean - training)).toBeLessThanOrEqual(within(p, scale) + 1e-3);
    expect(sums.evaluation).toBeCloseTo(evaluation, 3);
    expect(sums.spread).toBeCloseTo(scale * Math.sqrt(100 * p * (1 - p)), -0.5);
  }
});

test("what is kept of a neuron is divided by 1 − p where dropout is inverted, else it stays", () => {
  for (const [mode, kept] of [
    ["naive", 1],
    ["scaled", 1],
    ["inverted", 1 / 0.6],
  ] as const) {
    const { training } = hundredNeurons({ ...DEFAULTS, mode });
    expect(new Set(training)).toEqual(new Set([0, Math.fround(kept)]));
  }
});

test("each step and each seed draws a mask of its own, the same one each time", () => {
  const maskOf = (steps: number, seed: number) =>
    hundredNeurons({ ...DEFAULTS, steps, seed }).training.join("");
  const masks = [maskOf(0, 1), maskOf(1, 1), maskOf(0, 2), maskOf(1, 2)];
  expect(new Set(masks).size).toBe(4);
  expect([maskOf(0, 1), maskOf(1, 1), maskOf(0, 2), maskOf(1, 2)]).toEqual(masks);
});
