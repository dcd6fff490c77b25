import { expect, it } from "vitest";
import { seeded } from "../seeded.ts";
import { isUnlikely, middle, surprise } from "./chance.ts";

it("bounds the tails of the binomial distribution", () => {
  // P(all of 10 fair coins) is 2^-10.
  expect(surprise(10, 10, 0.5)).toBeCloseTo(10 * Math.LN2, 12);
  expect(surprise(5, 10, 0.5)).toBe(0);
  expect(isUnlikely(64, 64, 0.5)).toBe(true);
  expect(isUnlikely(57, 57, 0.5)).toBe(false);
});

it("is exceeded by chance at most as often as it says", () => {
  const random = seeded(5);
  const flips = (n: number, q: number) => {
    let kept = 0;
    for (let i = 0; i < n; i++) if (random() < q) kept++;
    return kept;
  };
  for (const q of [0.5, 0.1, 0.95]) {
    const far = Array.from({ length: 20_000 }, () => surprise(flips(30, q), 30, q));
    // Both tails together are at most 2 e^-3, about 1,991 of 20,000.
    expect(far.filter((nats) => nats > 3).length).toBeLessThan(2000);
  }
});

it("knows how often a count falls in the middle", () => {
  expect(middle(2, 0.5)).toMatchObject({ probability: 0.5 });
  expect(middle(4, 0.5).probability).toBeCloseTo(0.875, 12);
  const { radius, probability } = middle(1000, 0.3);
  expect(radius).toBeLessThan(9);
  expect(probability).toBeGreaterThan(0.4);
  expect(probability).toBeLessThan(0.46);
});
