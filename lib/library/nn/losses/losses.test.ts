import { expect, test } from "vitest";
import { ones, type Tensor, tensor, zeros } from "../../tensor/index.ts";
import { functional as F } from "../index.ts";

const labels = (...values: number[]) => tensor(values, { dtype: "int64" });

test("the cross-entropy of equal logits is the logarithm of the number of classes", () => {
  const loss = F.crossEntropy(zeros([3, 8]), labels(0, 5, 7));
  expect(loss.item()).toBe(Math.fround(Math.log(8)));
});

test("it can be averaged, added up or left as it is", () => {
  const logits = tensor([
    [1, 2, 3],
    [3, 0, 0],
  ]);
  const each = F.crossEntropy(logits, labels(2, 1), { reduction: "none" });
  const expected = [Math.log(1 + Math.exp(-1) + Math.exp(-2)), Math.log(Math.exp(3) + 2)];
  for (const [i, value] of (each.tolist() as number[]).entries()) {
    expect(value).toBeCloseTo(expected[i] as number, 6);
  }
  const [a = 0, b = 0] = expected;
  expect(F.crossEntropy(logits, labels(2, 1), { reduction: "sum" }).item()).toBeCloseTo(a + b, 6);
  expect(F.crossEntropy(logits, labels(2, 1)).item()).toBeCloseTo((a + b) / 2, 6);
});

test("the gradient of a row is weighed by what comes back to its loss", () => {
  const logits = zeros([2, 2]);
  logits.requiresGrad = true;
  const each = F.crossEntropy(logits, labels(0, 1), { reduction: "none" });
  each
    .mul(tensor([1, 10]))
    .sum()
    .backward(undefined, { retainGraph: true });
  expect(logits.grad?.tolist()).toEqual([
    [-0.5, 0.5],
    [5, -5],
  ]);
  // The graph can be used again: nothing it holds has been changed.
  each.sum().backward();
  expect(logits.grad?.tolist()).toEqual([
    [-1, 1],
    [5.5, -5.5],
  ]);
});

test("huge logits do not overflow", () => {
  const logits = tensor([[1000, 0, -1000]]);
  expect(F.crossEntropy(logits, labels(1)).item()).toBe(1000);
  expect(F.logSoftmax(logits).tolist()).toEqual([[0, -1000, -2000]]);
  expect(F.softmax(logits).tolist()).toEqual([[1, 0, 0]]);
});

test("softmax runs along any dimension", () => {
  const x = ones([2, 3, 4]);
  for (const dim of [0, 1, -1]) {
    const { [dim < 0 ? 2 : dim]: length = 0 } = x.shape;
    expect((F.softmax(x, dim) as Tensor).at(0, 0, 0).item()).toBeCloseTo(1 / length, 6);
    expect(F.logSoftmax(x, dim).at(1, 1, 1).item()).toBeCloseTo(-Math.log(length), 6);
  }
});

test("labels that are no classes, and shapes that do not fit, are refused", () => {
  expect(() => F.crossEntropy(ones([1, 3]), labels(3))).toThrow("in [0, 2], got 3");
  expect(() => F.crossEntropy(ones([1, 3]), labels(-1))).toThrow("got -1");
  expect(() => F.crossEntropy(ones([2, 3]), labels(1))).toThrow("got [2, 3] and [1]");
  expect(() => F.crossEntropy(ones([3]), labels(1))).toThrow("got [3] and [1]");
});

test("softmax and its logarithm are row-major whatever their input is, as in torch", () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 7],
  ]).t();
  for (const operation of [F.softmax, F.logSoftmax]) {
    expect(operation(x, 0).isContiguous()).toBe(true);
    expect(operation(x, 0).tolist()).toEqual(operation(x.contiguous(), 0).tolist());
  }
});
