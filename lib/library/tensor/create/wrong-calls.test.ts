import { expect, test } from "vitest";
import { arange, bernoulli, cat, full, ones, rand, randint, tensor, zeros } from "../index.ts";

// Calls that TypeScript refuses, as cells without its check can make them.
const any = (value: unknown) => value as never;
const x = ones([2, 3]);
const circle: unknown[] = [];
circle.push(circle);
let deep: unknown = 1;
for (let i = 0; i < 1000; i++) deep = [deep];

const calls: [call: string, run: () => unknown, message: string][] = [
  ["a list in itself", () => tensor(any(circle)), "at most 64 deep, got one that holds itself"],
  ["a list too deep", () => tensor(any(deep)), "tensor: lists must be nested at most 64 deep"],
  [
    "a hole",
    () => tensor(any(Object.assign(new Array(2), [1]))),
    "bigints or truth values, got undefined",
  ],
  ["a sparse list", () => tensor(any(new Array(1e9))), "truth values, got undefined"],
  ["null", () => tensor(any([null])), "truth values, got null"],
  ["an object", () => tensor(any({ length: 1, 0: 1 })), "truth values, got an object"],
  [
    "a shape that is none",
    () => zeros(any(3)),
    "shape: must be a list, such as [2, 3], got number",
  ],
  ["NaN", () => zeros([Number.NaN]), "shape: lengths must be whole numbers from 0, got [NaN]"],
  [
    "a huge shape",
    () => zeros([1e12]),
    "must fit in memory, got 1000000000000 elements of float32",
  ],
  ["a huge draw", () => rand([1e12]), "must fit in memory, got 1000000000000 elements of float32"],
  [
    "torch's spelling",
    () => zeros([1], any({ requires_grad: true })),
    'zeros: unknown option "requires_grad"; known are dtype, requiresGrad',
  ],
  ["another name", () => tensor([1], any({ type: "int64" })), 'tensor: unknown option "type"'],
  [
    "an unknown kind",
    () => ones([1], any({ dtype: "float" })),
    "ones: dtype must be float32, float64, int64 or bool, got float",
  ],
  ["no kind", () => full([1], 2, any({ dtype: null })), "full: dtype must be float32"],
  [
    "to",
    () => x.to(any(undefined)),
    "to: dtype must be float32, float64, int64 or bool, got undef",
  ],
  [
    "no generator",
    () => rand([1], any({ generator: null })),
    "rand: generator must be a Generator, such as new Generator(0), or left out for the default",
  ],
  ["options as a number", () => rand([1], any(5)), "such as { generator }, got number 5"],
  [
    "a value of full",
    () => full([1], any("2")),
    'full: value must be a number, bigint or truth value, got string "2"',
  ],
  ["arange of a list", () => arange(any([3])), "arange: must be end, or start and end"],
  ["arange of four", () => arange(any(0), 1, 2, any(3)), "arange: must be end, or start and end"],
  ["permute", () => x.permute(any(1)), "permute: must be a list, such as [2, 3], got"],
  ["reshape", () => x.reshape(any(3)), "reshape: must be a list, such as [2, 3], got number 3"],
  ["expand", () => x.expand(any(2)), "expand: must be a list, such as [2, 3], got number 2"],
  ["sum of an object", () => x.sum(any({ dim: 0 })), "sum: dims must be a number or a list of"],
  ["keepdim alone", () => x.sum(0, any(true)), "such as { keepdim: true }, got boolean true"],
  ["keepDim", () => x.mean(0, any({ keepDim: true })), 'mean: unknown option "keepDim"'],
  [
    "unbiased",
    () => x.std(0, any({ unbiased: true })),
    'unknown option "unbiased"; known are keep',
  ],
  ["slice", () => x.slice(0, 1, any(2)), "slice: options must be an object, such as { dim: 1 }"],
  ["indexSelect", () => x.indexSelect(0, any(1)), "indexSelect: must be a list, such as [2, 3]"],
  ["float indices", () => x.indexSelect(0, any(ones([1]))), "indices must be int64, got float32"],
  ["cat", () => cat(any(x)), "cat: must be a list of tensors, got a tensor"],
  ["cat of numbers", () => cat(any([1])), "cat: must be a tensor, got number 1"],
  ["backward", () => x.backward(any(1)), "backward: must be a tensor, got number 1"],
];

for (const [call, run, message] of calls) {
  test(`${call} gets one sentence`, () => {
    expect(run).toThrow(message);
    expect(run).not.toThrow("\n");
  });
}

test("what a kind cannot hold is refused as torch does, or held as torch does", () => {
  // torch 2.13: full([1], v, dtype=…).
  const truth = { dtype: "bool" } as const;
  for (const value of [2, 0.5, -1.5, Number.NaN, 1e39, 3n, true]) {
    expect(full([3], value, truth).sum().item()).toBe(3);
    expect(tensor([value], truth).item()).toBe(true);
  }
  expect(full([2], -0, truth).any().item()).toBe(false);
  expect(full([1], -1.5, { dtype: "int64" }).item()).toBe(-1);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 0x8000000000000000, 1n << 100n]) {
    expect(() => full([1], value, { dtype: "int64" })).toThrow("int64: must fit in 64 bits");
  }
  expect(() => full([1], 1e39)).toThrow("full: must fit in float32, got 1e+39");
  expect(full([1], 1e39, { dtype: "float64" }).item()).toBe(1e39);
  expect(full([1], Number.NEGATIVE_INFINITY).item()).toBe(Number.NEGATIVE_INFINITY);
  expect(() => randint(0, 3, [0], truth)).toThrow("randint: must be 0 or 1 in bool, got 0 to 3");
  expect(() => ones([1], { dtype: "int64" }).add(1n << 100n)).toThrow("must fit in 64 bits");
  expect(bernoulli(ones([2]), truth).tolist()).toEqual([true, true]);
});

test("arange counts as torch counts", () => {
  // torch 2.13: arange(…).tolist().
  expect(arange(0, 10, 3).tolist()).toEqual([0, 3, 6, 9]);
  expect(arange(10, 0, -3).tolist()).toEqual([10, 7, 4, 1]);
  expect(arange(0, 10, 2.7, { dtype: "int64" }).tolist()).toEqual([0, 2, 4, 6, 8]);
  expect(arange(1.5, 4).tolist()).toEqual([1.5, 2.5, 3.5]);
  expect(arange(3, 3).shape).toEqual([0]);
  // The last of its vectors and the first of its single numbers differ in their last bits.
  expect(arange(0, 1, 0.001).data[991]).toBe(0.9910000562667847);
  expect(arange(0.3, 100, 0.7, { dtype: "float64" }).data[137]).toBe(96.19999999999999);
  expect(() => arange(0, 10, 0)).toThrow("arange: step must not be 0, got 0 to 10 in steps of 0");
  expect(() => arange(-1)).toThrow("arange: step must lead from start to end, got 0 to -1");
  expect(() => arange(0, 1, 0.1, { dtype: "int64" })).toThrow("step must not be 0 in int64");
  expect(() => arange(0, Number.NaN)).toThrow("arange: must be finite");
});
