import { expect, test } from "vitest";
import { ones, type Tensor, tensor } from "../index.ts";

const leaf = () => tensor([1, 2, 3], { requiresGrad: true });
const assign = (gradient: unknown) => () => Object.assign(leaf(), { grad: gradient });

test("a gradient that is assigned is added to, and null forgets it as undefined does", () => {
  const x = leaf();
  x.grad = ones([1]).expand([3]).clone();
  x.sum().backward();
  expect(x.grad?.tolist()).toEqual([2, 2, 2]);
  x.grad = null;
  expect(x.grad).toBeUndefined();
});

test.each([
  ["a number", 1, "grad: must be a tensor, got number 1"],
  ["a list", [1, 1, 1], "grad: must be a tensor, got a list"],
  ["another kind", ones([3], { dtype: "float64" }), "grad: must be float32 as the tensor, got fl"],
  ["integers", ones([3], { dtype: "int64" }), "grad: must be float32 as the tensor, got int64"],
  ["a shorter one", ones([2]), "grad: must have the tensor's shape [3], got [2]"],
  ["one that would broadcast", ones([1, 3]), "grad: must have the tensor's shape [3], got [1,3]"],
])("%s is no gradient", (_what, gradient, message) => {
  expect(assign(gradient)).toThrow(message);
});

test("a tensor is not its own gradient, and what is refused changes nothing", () => {
  const x: Tensor<"float32"> = leaf();
  x.grad = ones([3]);
  expect(() => Object.assign(x, { grad: x })).toThrow("must be another tensor, got the tensor");
  expect(x.grad.tolist()).toEqual([1, 1, 1]);
});
