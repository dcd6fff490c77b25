import { expect, test } from "vitest";
import { rand, randn } from "../tensor/index.ts";
import { defaultGenerator, forkRng, manualSeed } from "./index.ts";

test("what is drawn inside changes nothing afterwards, also after an error", () => {
  manualSeed(5);
  randn([1]);
  const before = defaultGenerator.getState();
  expect(forkRng(() => manualSeed(1).uint32())).toBe(1791095845);
  expect(defaultGenerator.getState()).toEqual(before);
  const failing = () => {
    rand([3]);
    throw new Error("inside");
  };
  expect(() => forkRng(failing)).toThrow("inside");
  expect(defaultGenerator.getState()).toEqual(before);
});

test("an asynchronous function keeps its draws until it has settled", async () => {
  manualSeed(5);
  const before = defaultGenerator.getState();
  const drawing = forkRng(async () => {
    await Promise.resolve();
    return rand([2]).shape;
  });
  expect(await drawing).toEqual([2]);
  expect(defaultGenerator.getState()).toEqual(before);
  await expect(forkRng(() => Promise.reject(new Error("later")))).rejects.toThrow("later");
  expect(defaultGenerator.getState()).toEqual(before);
  expect(() => forkRng(3 as never)).toThrow("forkRng: must be a function");
});
