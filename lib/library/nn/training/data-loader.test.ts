import { expect, test } from "vitest";
import { Generator, manualSeed } from "../../random/index.ts";
import { arange, rand } from "../../tensor/index.ts";
import { DataLoader } from "../index.ts";

test("the first draw of an epoch is made when it begins, the others when batches are asked for", () => {
  // torch's: iter(DataLoader(…)), then rand(2) after seed 0.
  for (const shuffle of [false, true]) {
    manualSeed(0);
    new DataLoader([arange(4)], { shuffle })[Symbol.iterator]();
    expect(String(rand([2]))).toBe("tensor([0.0885, 0.1320])");
  }
});

test("a loader with a generator of its own draws from nothing else", () => {
  manualSeed(0);
  const generator = new Generator(1);
  const batches = [...new DataLoader([arange(4)], { shuffle: true, generator })];
  expect(batches.map(([x]) => x?.item())).toEqual([0, 3, 1, 2]);
  expect(String(rand([2]))).toBe("tensor([0.4963, 0.7682])");
});
