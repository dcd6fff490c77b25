import { expect, expectTypeOf, test } from "vitest";
import { cat, ones, stack, type Tensor, tensor, zeros } from "../index.ts";

const halves = tensor([0.5, 1.5]);
const wholes = tensor([1, 2], { dtype: "int64" });

test("cat and stack promote as torch", () => {
  const row = cat([halves, wholes]);
  expectTypeOf(row).toEqualTypeOf<Tensor<"float32">>();
  expect(row.dtype).toBe("float32");
  expect(row.tolist()).toEqual([0.5, 1.5, 1, 2]);
  const rows = stack([tensor([true, false]), wholes]);
  expectTypeOf(rows).toEqualTypeOf<Tensor<"int64">>();
  expect(rows.dtype).toBe("int64");
  expect(rows.tolist()).toEqual([
    [1, 0],
    [1, 2],
  ]);
  const x = ones([2], { requiresGrad: true });
  cat([x, ones([1], { dtype: "float64" })])
    .sum()
    .backward();
  expect(x.grad?.dtype).toBe("float32");
});

test("cat skips tensors of shape [0], whose gradients are of shape [0]", () => {
  const nothing = zeros([0], { requiresGrad: true });
  const x = ones([2, 2], { requiresGrad: true });
  const joined = cat([nothing, x, x], 1);
  expect(joined.shape).toEqual([2, 4]);
  joined.sum().backward();
  expect(nothing.grad?.shape).toEqual([0]);
  expect(x.grad?.tolist()).toEqual([
    [2, 2],
    [2, 2],
  ]);
  expect(cat([nothing, nothing], 1).shape).toEqual([0]);
  expect(cat([nothing, wholes]).dtype).toBe("float32");
});

test("errors name the function, and the shapes that were given", () => {
  expect(() => stack([ones([2]), ones([3])])).toThrow(
    "stack: shapes must be equal, got [2] and [3]",
  );
  expect(() => stack([ones([2])], 5)).toThrow("stack: dim must be in [-2, 1], got 5");
  expect(() => stack([])).toThrow("stack: must be at least one tensor, got none");
  expect(() => cat([tensor(1), ones([1])])).toThrow("at least one dimension, got shape []");
  expect(() => cat([ones([2, 3]), ones([2])])).toThrow("got [2, 3] and [2]");
});

test("flatten joins some dimensions, as torch", () => {
  const x = ones([2, 3, 4], { requiresGrad: true });
  expect(x.flatten().shape).toEqual([24]);
  expect(x.flatten(1).shape).toEqual([2, 12]);
  expect(x.flatten(-3, 1).shape).toEqual([6, 4]);
  expect(x.flatten(1, 1)).toBe(x);
  expect(x.flatten(1).gradFn?.name).toBe("ViewBackward0");
  expect(x.transpose(0, 2).flatten().gradFn?.name).toBe("UnsafeViewBackward0");
  expect(tensor(1).flatten().shape).toEqual([1]);
  expect(zeros([2, 0, 3]).flatten(1).shape).toEqual([2, 0]);
  expect(() => x.flatten(5)).toThrow("flatten: dim must be in [-3, 2], got 5");
  expect(() => x.flatten(2, 1)).toThrow("flatten: startDim must not come after endDim");
});

test("clamp takes bigints, and loses no bit of an int64", () => {
  const x = tensor([1n, (1n << 60n) + 1n, -5n]);
  // torch 2.13: x.clamp(2, 2**60 - 1).
  const y = x.clamp(2n, (1n << 60n) - 1n);
  expect([...y.data]).toEqual([2n, (1n << 60n) - 1n, 2n]);
  expect([...x.clamp((1n << 53n) + 1n).data]).toContain((1n << 53n) + 1n);
  expect(tensor([1, 5]).clamp(2n, 4n).tolist()).toEqual([2, 4]);
  expect([...x.clone().clamp_(0n, 3).data]).toEqual([1n, 3n, 0n]);
  expect(() => x.clamp(0, 1n << 63n)).toThrow("int64: must fit in 64 bits");
});

test("clamp takes one bound, as torch", () => {
  const x = tensor([-2, 0, 2], { requiresGrad: true });
  const y = x.clamp(0);
  expect(y.tolist()).toEqual([0, 0, 2]);
  y.sum().backward();
  expect(x.grad?.tolist()).toEqual([0, 1, 1]);
  expect(x.clamp(null, 1).tolist()).toEqual([-2, 0, 1]);
  const upper = wholes.clamp(undefined, 1);
  expectTypeOf(upper).toEqualTypeOf<Tensor<"int64">>();
  expect(upper.dtype).toBe("int64");
  expect(upper.tolist()).toEqual([1, 1]);
  const above = wholes.clamp(1.5);
  expectTypeOf(above).toEqualTypeOf<Tensor<"float32">>();
  expect(above.tolist()).toEqual([1.5, 2]);
  expect(x.detach().clone().clamp_(null, 0).tolist()).toEqual([-2, 0, 0]);
  expect(() => x.clamp(undefined)).toThrow("clamp: must be numbers, got undefined and undefined");
});
