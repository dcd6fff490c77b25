import fc from "fast-check";
import { expect } from "vitest";
import {
  allclose,
  arange,
  bernoulli,
  equal,
  full,
  ones,
  rand,
  randint,
  randn,
  tensor,
  zeros,
} from "./index.ts";
import { bothWays } from "./testing/both-ways.ts";

const float = fc.float({ noNaN: true, noDefaultInfinity: true });

bothWays("arithmetic of float32 rounds each result once", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(float, float), { minLength: 1 }), (pairs) => {
      const a = tensor(pairs.map(([x]) => x));
      const b = tensor(pairs.map(([, y]) => y));
      const expected = (of: (x: number, y: number) => number) =>
        pairs.map(([x, y]) => Math.fround(of(x, y)));
      expect(a.add(b).tolist()).toEqual(expected((x, y) => x + y));
      expect(a.sub(b).tolist()).toEqual(expected((x, y) => x - y));
      expect(a.mul(b).tolist()).toEqual(expected((x, y) => x * y));
      expect(a.div(b).tolist()).toEqual(expected((x, y) => x / y));
      expect(a.maximum(b).tolist()).toEqual(expected(Math.max));
      expect(a.lt(b).tolist()).toEqual(pairs.map(([x, y]) => x < y));
    }),
  );
});

bothWays(
  "a plain number is rounded to float32 first beside float32, and not beside float64",
  () => {
    expect(tensor([1]).mul(0.1).item()).toBe(Math.fround(0.1));
    expect(tensor([3]).mul(0.1).item()).toBe(Math.fround(3 * Math.fround(0.1)));
    expect(tensor([3], { dtype: "float64" }).mul(0.1).item()).toBe(3 * 0.1);
  },
);

bothWays("shapes broadcast from the last dimension", () => {
  const column = arange(2, { dtype: "float32" }).reshape([2, 1]);
  const row = arange(3, { dtype: "float32" });
  expect(column.mul(10).add(row).tolist()).toEqual([
    [0, 1, 2],
    [10, 11, 12],
  ]);
  expect(row.eq(column).tolist()).toEqual([
    [true, false, false],
    [false, true, false],
  ]);
  expect(ones([0, 3]).add(row).shape).toEqual([0, 3]);
  expect(() => ones([2, 3]).add(ones([4]))).toThrow(
    "add: shapes must broadcast, got [2, 3] and [4]",
  );
});

bothWays("kinds promote as in torch", () => {
  const [b, i, f, d] = [
    ones([2]).gt(0),
    ones([2], { dtype: "int64" }),
    ones([2]),
    ones([2], { dtype: "float64" }),
  ];
  expect([b.add(i).dtype, i.add(f).dtype, f.mul(d).dtype]).toEqual(["int64", "float32", "float64"]);
  expect([i.add(1).dtype, i.add(0.5).dtype, i.div(2).dtype]).toEqual([
    "int64",
    "float32",
    "float32",
  ]);
  // A tensor without dimensions counts only by its category.
  expect(f.mul(ones([], { dtype: "float64" })).dtype).toBe("float32");
  expect(i.mul(ones([], { dtype: "float64" })).dtype).toBe("float64");
  expect(i.mul(3).tolist()).toEqual([3, 3]);
});

bothWays("results lie in memory as torch's do", () => {
  const x = rand([2, 3]).t();
  expect(x.mul(2).strides).toEqual([1, 3]);
  expect(x.add(rand([3, 2])).strides).toEqual([1, 3]);
  expect(rand([3, 2]).add(x).strides).toEqual([2, 1]);
  expect(x.gt(0.5).strides).toEqual([1, 3]);
  const cube = rand([2, 3, 4]).permute([2, 0, 1]);
  expect(cube.mul(2).strides).toEqual([1, 12, 4]);
  expect(rand([3]).add(cube).strides).toEqual([1, 12, 4]);
  expect(rand([2, 1]).add(cube).strides).toEqual([1, 12, 4]);
  expect(cube.unsqueeze(0).expand([5, 4, 2, 3]).neg().strides).toEqual([24, 1, 12, 4]);
  expect(x.clone().strides).toEqual([1, 3]);
  expect(rand([4, 6]).slice(0, 4, { dim: 1, step: 2 }).exp().strides).toEqual([2, 1]);
});

bothWays("relu, clamp and comparison treat -0, NaN and infinities as torch does", () => {
  const x = tensor([-0, Number.NaN, Number.POSITIVE_INFINITY, -2]);
  expect(x.relu().tolist()).toEqual([-0, Number.NaN, Number.POSITIVE_INFINITY, 0]);
  expect(x.clamp(-1, 1).tolist()).toEqual([-0, Number.NaN, 1, -1]);
  expect(x.clamp(3, 1).tolist()).toEqual([1, Number.NaN, 1, 1]);
  expect(x.clamp(Number.NaN, 1).tolist()).toEqual(Array(4).fill(Number.NaN));
  expect(tensor([1, 2, 3], { dtype: "int64" }).clamp(3, 1).tolist()).toEqual([1, 1, 1]);
  expect(String(tensor([1], { dtype: "int64" }).clamp(0, Number.NaN))).toBe("tensor([nan])");
  expect(x.isnan().tolist()).toEqual([false, true, false, false]);
  expect(x.maximum(0).tolist()).toEqual([-0, Number.NaN, Number.POSITIVE_INFINITY, 0]);
});

bothWays("reductions over any dimensions equal those of plain arrays", () => {
  const x = tensor([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 9],
    ],
  ]);
  expect(x.sum().item()).toBe(37);
  expect(x.sum(0).tolist()).toEqual([
    [6, 8],
    [10, 13],
  ]);
  expect(x.sum([0, 2]).tolist()).toEqual([14, 23]);
  expect(x.mean(-1, { keepdim: true }).tolist()).toEqual([
    [[1.5], [3.5]],
    [[5.5], [8]],
  ]);
  expect(x.max(1).tolist()).toEqual([
    [3, 4],
    [7, 9],
  ]);
  expect(x.min().item()).toBe(1);
  expect(x.argmax().item()).toBe(7);
  expect(x.argmax(0).tolist()).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(x.argmin(2, { keepdim: true }).shape).toEqual([2, 2, 1]);
  expect(tensor([1, 2, 3, 4]).var().item()).toBe(Math.fround(5 / 3));
  expect(tensor([1, 2, 3, 4]).var(0, { correction: 0 }).item()).toBe(1.25);
  expect(tensor([2, 4]).std().item()).toBe(Math.fround(Math.SQRT2));
  expect(x.gt(4).sum().item()).toBe(4);
  expect(x.gt(4).sum().dtype).toBe("int64");
  expect([x.gt(0).all().item(), x.gt(8).any().item(), x.gt(9).any().item()]).toEqual([
    true,
    true,
    false,
  ]);
});

bothWays("reductions meet NaN and nothing as torch does", () => {
  const x = tensor([1, Number.NaN, 3, Number.NaN]);
  expect(x.max().item()).toBeNaN();
  expect(x.argmax().item()).toBe(1);
  expect(zeros([0]).sum().item()).toBe(0);
  expect(zeros([0]).mean().item()).toBeNaN();
  expect(zeros([0, 2]).sum(0).tolist()).toEqual([0, 0]);
  expect(() => zeros([0]).max()).toThrow("max: must have elements to reduce, got shape [0]");
  // @ts-expect-error a mean of integers
  expect(() => ones([2], { dtype: "int64" }).mean()).toThrow("mean: must be floats, got int64");
});

bothWays("a float32 sum is the float64 sum, rounded once, in four lanes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { maxLength: 50 }),
      (list) => {
        const lanes = [0, 0, 0, 0];
        for (const [i, value] of list.entries()) lanes[i % 4] = (lanes[i % 4] as number) + value;
        const [a, b, c, d] = lanes as [number, number, number, number];
        expect(tensor(list).sum().item()).toBe(Math.fround(a + b + (c + d)));
      },
    ),
  );
});

bothWays("matmul equals the sums of products, with vectors and batches", () => {
  const a = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(a.matmul(a.t()).tolist()).toEqual([
    [14, 32],
    [32, 77],
  ]);
  expect(a.matmul(tensor([1, 0, -1])).tolist()).toEqual([-2, -2]);
  expect(tensor([1, 1]).matmul(a).tolist()).toEqual([5, 7, 9]);
  expect(
    tensor([1, 2])
      .matmul(tensor([3, 4]))
      .item(),
  ).toBe(11);
  const batch = arange(12, { dtype: "float32" }).reshape([2, 3, 2]);
  expect(a.matmul(batch).shape).toEqual([2, 2, 2]);
  expect(a.matmul(batch).at(1).tolist()).toEqual(a.matmul(batch.at(1)).tolist());
  expect(a.to("int64").matmul(a.t().to("int64")).tolist()).toEqual([
    [14, 32],
    [32, 77],
  ]);
  expect(() => a.matmul(a)).toThrow(
    "matmul: the inner lengths must be equal, got [2, 3] and [2, 3]",
  );
});

bothWays("matmul of float32 rounds every product and every sum, from the first to the last", () => {
  const pair = fc.tuple(float, float);
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 9 }), (pairs) => {
      const total = pairs.reduce((sum, [x, y]) => Math.fround(sum + Math.fround(x * y)), 0);
      const product = tensor(pairs.map(([x]) => x)).matmul(tensor(pairs.map(([, y]) => y)));
      expect(product.item()).toBe(total);
    }),
  );
});

bothWays("casts cut fractions, and truth is all but zero", () => {
  const x = tensor([1.9, -1.9, 0, Number.NaN]);
  expect(x.slice(0, 3).to("int64").tolist()).toEqual([1, -1, 0]);
  expect(x.to("bool").tolist()).toEqual([true, true, false, true]);
  expect(x.to("float32")).toBe(x);
});

bothWays("tensors are made from nested lists and typed arrays, never from ragged ones", () => {
  expect(tensor(3).shape).toEqual([]);
  expect(tensor([[], []]).shape).toEqual([2, 0]);
  expect(tensor([true, false]).dtype).toBe("bool");
  expect(tensor([1n]).dtype).toBe("int64");
  expect(tensor(Float64Array.of(1)).dtype).toBe("float64");
  expect(tensor([Float32Array.of(1, 2), [3, 4]]).tolist()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(() => tensor([[1, 2], [3]])).toThrow("lists must have equal lengths, got 1 beside 2");
  expect(() => tensor([1, [2]])).toThrow(RangeError);
  expect(() => tensor(["1"] as never)).toThrow(
    'must be numbers, bigints or truth values, got string "1"',
  );
  expect(full([2], 7, { dtype: "int64" }).tolist()).toEqual([7, 7]);
});

bothWays("item refuses what is not one number", () => {
  expect(() => ones([2]).item()).toThrow("item: must have exactly one element, got shape [2]");
  expect(() => tensor([1n << 60n], { dtype: "int64" }).item()).toThrow("1152921504606846976");
});

bothWays("equal and allclose tell near from same, and infinities from numbers", () => {
  const [a, b] = [tensor([1, 2]), tensor([1, 2.00001])];
  expect([equal(a, a.clone()), equal(a, b), equal(a, a.unsqueeze(0))]).toEqual([
    true,
    false,
    false,
  ]);
  expect([allclose(a, b), allclose(a, b, { rtol: 0 })]).toEqual([true, false]);
  const infinite = tensor([Number.POSITIVE_INFINITY]);
  expect([allclose(infinite, infinite), allclose(tensor([1]), infinite)]).toEqual([true, false]);
  expect(allclose(tensor([Number.NaN]), tensor([Number.NaN]))).toBe(false);
});

bothWays("bernoulli keeps kind and shape, and certain outcomes are certain", () => {
  const x = tensor(
    [
      [0, 1],
      [1, 0],
    ],
    { dtype: "float64" },
  );
  expect(bernoulli(x).tolist()).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(bernoulli(x).dtype).toBe("float64");
  expect(() => bernoulli(tensor([2]))).toThrow("got 2");
});

bothWays("copy_ refuses other shapes and shared elements", () => {
  expect(() => ones([2]).copy_(ones([3]))).toThrow("got [3] for [2]");
  expect(() =>
    ones([1])
      .expand([3])
      .copy_(ones([3])),
  ).toThrow("share memory");
  const x = arange(4, { dtype: "float32" });
  // torch refuses it, too.
  expect(() => x.slice(0, 3).copy_(x.slice(1, 4))).toThrow("clone() the operand first");
  x.slice(0, 3).copy_(x.slice(0, 3));
  expect(x.tolist()).toEqual([0, 1, 2, 3]);
});

bothWays("bounds of a clamp promote as other operands do", () => {
  const x = tensor([1, 2, 3], { dtype: "int64" });
  expect(String(x.clamp(0.5, 2.5))).toBe("tensor([1.0000, 2.0000, 2.5000])");
  expect(String(x.clamp(2, 2))).toBe("tensor([2, 2, 2])");
  expect(String(x.clamp(2, Number.POSITIVE_INFINITY))).toBe("tensor([2., 2., 3.])");
});

bothWays("truth values can be added and multiplied, and stay truth values", () => {
  const [a, b] = [tensor([true, true, false]), tensor([true, false, false])];
  expect(a.add(b).tolist()).toEqual([true, true, false]);
  expect(a.mul(b).tolist()).toEqual([true, false, false]);
  expect(a.add(b).data).toEqual(Uint8Array.of(1, 1, 0));
  // @ts-expect-error a difference of truth values
  expect(() => a.sub(b)).toThrow("sub: must be numbers, got truth values");
  // @ts-expect-error a negative truth value
  expect(() => a.neg()).toThrow("neg: must be numbers, got truth values");
});

bothWays("an int64 is never a number that did not fit", () => {
  const int64 = { dtype: "int64" } as const;
  for (const x of [2 * 0x4000000000000000, Number.NaN, Number.NEGATIVE_INFINITY, 1n << 63n]) {
    expect(() => tensor([x], int64)).toThrow(`int64: must fit in 64 bits, got ${x}`);
  }
  expect(tensor([-(1n << 63n)]).data).toEqual(BigInt64Array.of(-(1n << 63n)));
  expect(full([2], -1.5, int64).tolist()).toEqual([-1, -1]);
  expect(tensor(new BigInt64Array(0)).dtype).toBe("int64");
});

bothWays("what draws says which kinds it can draw", () => {
  const truth = bernoulli(tensor([0, 1]), { dtype: "bool" });
  expect(truth.tolist()).toEqual([false, true]);
  const whole = { dtype: "int64" } as never;
  expect(() => rand([2], whole)).toThrow("rand: dtype must be float32 or float64, got int64");
  expect(() => randn([2], whole)).toThrow("randn: dtype must be float32 or float64, got int64");
  expect(() => bernoulli(tensor([1], whole))).toThrow("bernoulli: must be floats, got int64");
  expect(() => randint(0.5, 3, [2])).toThrow("randint: bounds must be integers");
});
