import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import { fillRand } from "./fill-rand.ts";
import { seeded } from "./seeded.ts";

test("seeded gives the numbers of the package seedrandom", () => {
  const expected = seedrandom("dropout");
  const generator = seeded("dropout");
  for (let i = 0; i < 100; i++) expect(generator.random()).toBe(expected());
  expect(seeded(15172).random()).toBe(seedrandom("15172")());
});

test("its words are whole, unsigned and differ from seed to seed", () => {
  const words = Array.from({ length: 1000 }, seeded("a").uint32);
  expect(words.every((word) => Number.isInteger(word) && word >= 0 && word < 0x100000000)).toBe(
    true,
  );
  // Half of them have the upper bit: 500 ± 5 standard deviations of 16.
  expect(Math.abs(words.filter((word) => word >= 0x80000000).length - 500)).toBeLessThan(80);
  expect(seeded("b").uint32()).not.toBe(words[0]);
});

test("every draw accepts it", () => {
  const values = fillRand(new Float32Array(10_000), seeded("c"));
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  // The mean of 10,000 uniforms has a standard deviation of 0.0029.
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.015);
});
