import { expect, test } from "vitest";
import { ones, type Tensor, tensor, zeros } from "../index.ts";

// What torch 2.13 does with what arrives at a leaf.

const leaf = () => tensor([1, 2, 3], { requiresGrad: true });
const gradOf = (x: Tensor) => x.grad as Tensor;

test("a second backward adds into the gradient that is there: who holds it sees the sum", () => {
  const x = leaf();
  x.sum().backward();
  const held = gradOf(x);
  const [view, copy] = [held.reshape([3, 1]), held.clone()];
  x.mul(2).sum().backward();
  expect(x.grad).toBe(held);
  expect(held.tolist()).toEqual([3, 3, 3]);
  expect(view.tolist()).toEqual([[3], [3], [3]]);
  expect(copy.tolist()).toEqual([1, 1, 1]);
});

test("a gradient that was set is added to where it lies, in its own order", () => {
  const x = tensor([[1, 2, 3]], { requiresGrad: true });
  const memory = zeros([3, 2]);
  x.grad = memory.slice(0, 1, { dim: 1 }).t() as Tensor<"float32">;
  x.mul(x).sum().backward();
  expect(memory.tolist()).toEqual([
    [2, 0],
    [4, 0],
    [6, 0],
  ]);
});

test("the gradient handed to backward stays as it is", () => {
  const x = leaf();
  const given = ones([3]);
  x.backward(given);
  x.sum().backward();
  expect(given.tolist()).toEqual([1, 1, 1]);
  expect(x.grad?.tolist()).toEqual([2, 2, 2]);
});

test("elements that share memory cannot be added into", () => {
  const x = leaf();
  x.grad = ones([1]).expand([3]);
  expect(() => x.sum().backward()).toThrow("must not share memory");
});

test("what was computed from a gradient refuses to go back once it has been added to", () => {
  const [x, w] = [leaf(), leaf()];
  x.sum().backward();
  const y = w.mul(gradOf(x)).sum();
  x.sum().backward();
  expect(() => y.backward()).toThrow("modified by an inplace operation");
});

test("the first gradient lies in memory as the leaf does, unless that has gaps", () => {
  const strides = (x: Tensor) => {
    x.requiresGrad = true;
    x.mul(ones(x.shape)).sum().backward();
    return gradOf(x).strides;
  };
  expect(strides(ones([3, 4]).t())).toEqual([1, 4]);
  expect(strides(ones([3, 8]).slice(0, 8, { dim: 1, step: 2 }).t())).toEqual([3, 1]);
  const x = ones([3, 4]);
  x.requiresGrad = true;
  x.t()
    .mul(ones([4, 3]))
    .sum()
    .backward();
  expect(gradOf(x).strides).toEqual([4, 1]);
});
