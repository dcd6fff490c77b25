import { expect, test } from "vitest";
import { Generator, manualSeed } from "../random/index.ts";
import { arange, rand, zeros } from "../tensor/index.ts";
import { DataLoader } from "./index.ts";

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

const any = (value: unknown) => value as never;
const wrong: [call: string, run: () => unknown, message: string][] = [
  [
    "a tensor",
    () => new DataLoader(any(arange(3))),
    "DataLoader: tensors must be a list of tensors, such as [x, labels], got a tensor",
  ],
  [
    "a list of lists",
    () => new DataLoader(any([[1, 2]])),
    "such as [x, labels], got a list of other things",
  ],
  ["an empty list", () => new DataLoader([]), "DataLoader: lengths must be equal, got []"],
  [
    "unequal lengths",
    () => new DataLoader([arange(3), arange(4)]),
    "DataLoader: lengths must be equal, got [3, 4]",
  ],
  [
    "a number",
    () => new DataLoader([arange(3)], any(64)),
    "DataLoader: options must be an object, such as { batchSize: 64 }, got number 64",
  ],
  [
    "torch's spelling",
    () => new DataLoader([arange(3)], any({ batch_size: 2 })),
    'DataLoader: unknown option "batch_size"; known are batchSize, shuffle, dropLast, generator',
  ],
  [
    "text as size",
    () => new DataLoader([arange(3)], any({ batchSize: "2" })),
    'DataLoader: batchSize must be a number, got string "2"',
  ],
  [
    "a size of 0",
    () => new DataLoader([arange(3)], { batchSize: 0 }),
    "DataLoader: batchSize must be a whole number from 1, got 0",
  ],
  [
    "no truth value",
    () => new DataLoader([arange(3)], any({ shuffle: 1 })),
    "DataLoader: shuffle must be true or false, got number 1",
  ],
  [
    "no generator",
    () => new DataLoader([arange(3)], any({ generator: null })),
    "DataLoader: generator must be a Generator, such as new Generator(0), or left out",
  ],
  [
    "nothing to shuffle",
    () => new DataLoader([zeros([0, 2])], { shuffle: true }),
    "DataLoader: tensors must have rows to shuffle, got none",
  ],
];

test.each(wrong)("%s is refused in one sentence", (_, run, message) => {
  expect(run).toThrow(message);
});
