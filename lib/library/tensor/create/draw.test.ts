import { expect, test } from "vitest";
import { Generator, manualSeed } from "../../random/index.ts";
import { multinomial, normal, randLike, randnLike, tensor, zeros } from "../index.ts";

// The numbers are torch 2.13's after torch.manual_seed(0).
test("normal scales and shifts what torch draws", () => {
  manualSeed(0);
  expect(String(normal(tensor([1, 2, 3]), 2))).toBe("tensor([ 4.0820,  1.4131, -1.3576])");
  manualSeed(0);
  expect(String(normal(2, 3, [20]).slice(0, 2))).toBe("tensor([-1.3775, -1.4571])");
  expect(() => normal(0, -1, [3])).toThrow("normal: std must not be negative, got -1");
});

test("multinomial draws torch's places with its words", () => {
  const weights = tensor([
    [0.1, 0.2, 0.7],
    [1, 0, 3],
  ]);
  manualSeed(0);
  expect(multinomial(weights, 2).tolist()).toEqual([
    [2, 1],
    [2, 0],
  ]);
  const words = (n: number, replacement: boolean) => {
    const generator = new Generator(0);
    multinomial(weights, n, { replacement, generator });
    return generator.engine.next;
  };
  expect([words(2, false), words(2, true), words(1, true)]).toEqual([12, 8, 12]);
});

test("multinomial refuses weights that are none", () => {
  expect(() => multinomial(tensor([1, -1]), 1)).toThrow("finite and not negative, got -1");
  expect(() => multinomial(tensor([0, 0]), 1)).toThrow("must have one above 0 in each row");
  expect(() => multinomial(tensor([1, 2]), 3)).toThrow("from 1 to 2, the number of weights, got 3");
});

test("like draws fill the memory in its order", () => {
  const like = zeros([3, 2]).t();
  const generator = new Generator(0);
  expect(randLike(like, { generator }).strides).toEqual(like.strides);
  expect(() => randnLike(zeros([2], { dtype: "int64" }))).toThrow("randnLike: must be floats");
});
