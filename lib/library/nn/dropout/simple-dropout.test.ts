import { expect, test } from "vitest";
import { seeded } from "../../random/index.ts";
import { ones, rand } from "../../tensor/index.ts";
import { dropoutMask, invertedDropout, naiveDropout } from "./simple-dropout.ts";

test("100 neurons at p = 0.4: naive dropout passes on 60, inverted dropout 100", () => {
  const generator = seeded("100 neurons");
  const x = ones([100]);
  const mean = (draw: () => number) =>
    Array.from({ length: 2000 }, draw).reduce((sum, value) => sum + value) / 2000;
  const naive = mean(() => naiveDropout(x, { p: 0.4, generator }).sum().item());
  const inverted = mean(() => invertedDropout(x, { p: 0.4, generator }).sum().item());
  // Standard deviations of one sum: √(100 · 0.4 · 0.6) = 4.9, scaled 8.2; five of the mean's.
  expect(Math.abs(naive - 60)).toBeLessThan((5 * 4.9) / Math.sqrt(2000));
  expect(Math.abs(inverted - 100)).toBeLessThan((5 * 8.2) / Math.sqrt(2000));
});

test("both use the same mask, and differ by the scale", () => {
  const x = rand([50], { generator: seeded(1) });
  const draw = () => seeded("mask");
  const mask = dropoutMask(x, { p: 0.25, generator: draw() });
  const naive = naiveDropout(x, { p: 0.25, generator: draw() });
  expect(naive.tolist()).toEqual(x.mul(mask).tolist());
  const inverted = invertedDropout(x, { p: 0.25, generator: draw() });
  expect(inverted.tolist()).toEqual(naive.mul(1 / 0.75).tolist());
  expect(mask.eq(0).any().item() && mask.eq(1).any().item()).toBe(true);
});

test("p = 0 keeps all, p = 1 drops all", () => {
  const x = ones([20]);
  expect(naiveDropout(x, { p: 0 }).sum().item()).toBe(20);
  expect(invertedDropout(x, { p: 0 }).sum().item()).toBe(20);
  expect(naiveDropout(x, { p: 1 }).sum().item()).toBe(0);
  expect(invertedDropout(x, { p: 1 }).sum().item()).toBe(0);
});

test("p outside [0, 1] is refused in torch's words", () => {
  for (const drop of [naiveDropout, invertedDropout]) {
    expect(() => drop(ones([2]), { p: 1.5 })).toThrow(
      new RangeError("dropout probability has to be between 0 and 1, but got 1.5"),
    );
  }
});
