import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arange,
  cat,
  type NestedOf,
  ones,
  rand,
  randn,
  randperm,
  stack,
  type Tensor,
  tensor,
  zeros,
} from "../index.ts";

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
const counted = (shape: number[]) =>
  arange(
    shape.reduce((a, b) => a * b, 1),
    { dtype: "float64" },
  ).reshape(shape);

/** The element at an index list, by walking the nested arrays. */
const element = (x: Tensor, index: number[]) =>
  index.reduce<NestedOf>((list, i) => (list as NestedOf[])[i] as NestedOf, x.tolist());

/** A tensor seen through random views. */
const views = shapes.chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.shuffledSubarray(
      shape.map((_, d) => d),
      { minLength: shape.length },
    ),
    fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
  ),
);
const look = ([shape, order, cut]: [number[], number[], boolean[]]) =>
  cut.reduce(
    (x, on, dim) => (on ? x.slice(0, 3, { dim, step: 2 }) : x),
    counted(shape).permute(order),
  );

test("permute puts element (i, j, …) where the order says", () => {
  fc.assert(
    fc.property(views, ([shape, order]) => {
      const x = counted(shape);
      const y = x.permute(order);
      expect(y.shape).toEqual(order.map((d) => shape[d]));
      const last = y.shape.map((length) => length - 1);
      const back: number[] = [];
      for (const [i, d] of order.entries()) back[d] = last[i] as number;
      expect(element(y, last)).toBe(element(x, back));
    }),
  );
});

test("data, tolist, clone, contiguous and flatten agree on every view", () => {
  fc.assert(
    fc.property(views, (view) => {
      const x = look(view);
      const flat = [x.tolist()].flat(9);
      expect(Array.from(x.data)).toEqual(flat);
      expect(Array.from(x.clone().data)).toEqual(flat);
      expect(x.contiguous().isContiguous()).toBe(true);
      expect(Array.from(x.flatten().data)).toEqual(flat);
      expect(Array.from(x.add(0).data)).toEqual(flat);
    }),
  );
});

test("reshape keeps the order of elements, and is a view exactly when torch's is", () => {
  fc.assert(
    fc.property(views, (view) => {
      const x = look(view);
      const y = x.reshape([-1, 1]);
      expect(Array.from(y.data)).toEqual(Array.from(x.data));
    }),
  );
  const x = arange(12).reshape([3, 4]);
  expect(x.reshape([2, 6]).storage).toBe(x.storage);
  expect(x.t().reshape([4, 1, 3]).storage).toBe(x.storage);
  expect(x.t().reshape([2, 2, 3]).strides).toEqual([2, 1, 4]);
  expect(x.t().reshape([12]).storage).not.toBe(x.storage);
  expect(() => x.reshape([5, -1])).toThrow("got [3, 4] and [5, -1]");
  expect(() => x.reshape([-1, -1])).toThrow(RangeError);
  expect(zeros([0, 3]).reshape([3, 0]).shape).toEqual([3, 0]);
});

test("at, select and slice are views of the memory, and count back from the end", () => {
  const x = arange(24, { dtype: "float32" }).reshape([2, 3, 4]);
  expect(x.at(1, -1).tolist()).toEqual([20, 21, 22, 23]);
  expect(x.at(1, 2, 3).item()).toBe(23);
  expect(x.select(-1, 0).tolist()).toEqual([
    [0, 4, 8],
    [12, 16, 20],
  ]);
  expect(x.slice(1, -1, { dim: 1 }).tolist()).toEqual([[[4, 5, 6, 7]], [[16, 17, 18, 19]]]);
  expect(x.slice(5, 9).shape).toEqual([0, 3, 4]);
  x.at(0, 0).copy_(ones([4]));
  expect(x.at(0).tolist()).toEqual([
    [1, 1, 1, 1],
    [4, 5, 6, 7],
    [8, 9, 10, 11],
  ]);
  expect(() => x.at(2)).toThrow("select: index must be in [-2, 1], got 2");
  expect(() => x.select(3, 0)).toThrow("select: dim must be in [-3, 2], got 3");
});

test("squeeze, unsqueeze, transpose and expand change the shape only", () => {
  const x = arange(6).reshape([2, 3]);
  expect(x.unsqueeze(-1).shape).toEqual([2, 3, 1]);
  expect(x.unsqueeze(0).squeeze().shape).toEqual([2, 3]);
  expect(x.squeeze(0).shape).toEqual([2, 3]);
  expect(x.transpose(-1, 0).tolist()).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  expect(x.unsqueeze(1).expand([2, 2, -1]).tolist()).toEqual([
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
    [
      [3, 4, 5],
      [3, 4, 5],
    ],
  ]);
  expect(() => x.expand([4, 3])).toThrow("got [2, 3] and [4, 3]");
  expect(() => x.permute([0, 0])).toThrow(
    "permute: must name each of 2 dimensions once, got [0,0]",
  );
});

test("cat and stack put tensors together", () => {
  const x = arange(4).reshape([2, 2]);
  expect(cat([x, x.t()], 1).tolist()).toEqual([
    [0, 1, 0, 2],
    [2, 3, 1, 3],
  ]);
  expect(cat([x, x.slice(0, 0)]).tolist()).toEqual(x.tolist());
  expect(stack([x, x.t()], -1).tolist()).toEqual([
    [
      [0, 0],
      [1, 2],
    ],
    [
      [2, 1],
      [3, 3],
    ],
  ]);
  expect(() => cat([x, arange(3).reshape([1, 3])])).toThrow("got [2, 2] and [1, 3]");
});

test("indexSelect copies the named parts", () => {
  const x = arange(6).reshape([2, 3]);
  expect(x.indexSelect(1, [2, 0, -1]).tolist()).toEqual([
    [2, 0, 2],
    [5, 3, 5],
  ]);
  expect(
    x
      .t()
      .indexSelect(0, tensor([1n, 1n], { dtype: "int64" }))
      .tolist(),
  ).toEqual([
    [1, 4],
    [1, 4],
  ]);
  expect(() => x.indexSelect(0, [2])).toThrow("got 2");
});

test("lengths are whole numbers from 0, wherever a shape is given", () => {
  for (const shape of [[2.5], [-1], [-1, -1], [2, Number.NaN]]) {
    const message = `shape: lengths must be whole numbers from 0, got [${shape.join(", ")}]`;
    for (const make of [zeros, ones, rand, randn]) expect(() => make(shape)).toThrow(message);
  }
  expect(() => randperm(-1)).toThrow("randperm: n must be a whole number from 0, got -1");
  expect(() => zeros(3 as never)).toThrow("shape: must be a list, such as [2, 3], got number 3");
});

test("dims and bounds that make no sense are refused", () => {
  expect(() => arange(4).sum([0, -1])).toThrow(
    "sum: dims must differ from each other, got [0, -1]",
  );
  expect(() => ones([2, 3, 4]).t()).toThrow(
    "t() expects a tensor with <= 2 dimensions, but self is 3D",
  );
  expect(() => arange(4).slice(0.5, 2)).toThrow("slice: bounds must be integers, got 0.5 and 2");
});
