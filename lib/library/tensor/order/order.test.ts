import { expect, test } from "vitest";
import {
  argsort,
  bincount,
  gather,
  ones,
  quantile,
  sort,
  type Tensor,
  tensor,
  topk,
  where,
} from "../index.ts";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const any = (x: unknown) => x as never;

// The numbers are torch 2.13's, with stable=True.
test("NaN is the largest, the zeros are equal, and equal elements keep their order", () => {
  const x = tensor([
    [3, nan, 1, -0, 0, 2],
    [1, 1, 0, 0, -0, 5],
  ]);
  expect(sort(x).values.tolist()).toEqual([
    [-0, 0, 1, 2, 3, nan],
    [0, 0, -0, 1, 1, 5],
  ]);
  expect(argsort(x).tolist()).toEqual([
    [3, 4, 2, 5, 0, 1],
    [2, 3, 4, 0, 1, 5],
  ]);
  expect(argsort(x, -1, { descending: true }).tolist()).toEqual([
    [1, 0, 5, 2, 3, 4],
    [5, 0, 1, 2, 3, 4],
  ]);
});

test("sorting long rows of every kind is what JavaScript's own sort gives", () => {
  const values = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 4001) - 2000);
  const sorted = [...values].sort((a, b) => a - b);
  for (const dtype of ["float32", "float64", "int64"] as const) {
    expect(sort(tensor(values, { dtype })).values.tolist()).toEqual(sorted);
  }
  const order = values.map((_, i) => i).sort((a, b) => Number(values[b]) - Number(values[a]));
  expect(argsort(tensor(values), 0, { descending: true }).tolist()).toEqual(order);
});

test("quantiles lie between the elements as torch has it", () => {
  const x = tensor([1, 2, 3, 4, inf]);
  const at = (interpolation: "linear" | "lower" | "higher" | "midpoint" | "nearest") =>
    quantile(x, 0.8, 0, { interpolation }).item();
  expect([at("linear"), at("lower"), at("higher"), at("midpoint"), at("nearest")]).toEqual([
    ...[inf, 4, inf, nan, 4],
  ]);
  expect(quantile(tensor([1, nan, 2]), 0).item()).toBe(nan);
});

test("wrong calls say what would be right", () => {
  const x = ones([2, 3]);
  const calls: [() => unknown, string][] = [
    [
      () => topk(x, 5),
      "topk: k must be a whole number from 0 to 3, the length of dimension -1, got 5",
    ],
    [() => sort(x, 2), "sort: dim must be in [-2, 1], got 2"],
    [() => sort(x, 0, any(true)), "sort: options must be an object, such as { descending: true }"],
    [
      () => sort(x, 0, any({ reverse: true })),
      'sort: unknown option "reverse"; known are descending',
    ],
    [() => quantile(x, 1.5), "quantile: q must be in [0, 1], got 1.5"],
    [() => quantile(x, any("a")), 'quantile: must be a tensor, got string "a"'],
    [() => gather(x, 0, any(x)), "gather: index must be int64, got float32"],
    [() => x.maskedFill(any(x), 0), "maskedFill: mask must be bool, such as x.gt(0), got float32"],
    [() => where(any(x), 1, 2), "where: condition must be bool"],
    [() => x.at(any(x)), "at: indices must be int64, or a mask bool, got float32"],
    [() => bincount(any(x)), "bincount: must be int64, got float32"],
    [() => x.round(any(2)), "round: options must be an object, such as { decimals: 2 }"],
    [
      () => tensor([2], { dtype: "int64" }).pow(-1),
      "pow: integers must have a power from 0 on, got -1",
    ],
  ];
  for (const [call, message] of calls) expect(call).toThrow(message);
});

test("powers of integers wrap, and those of 1 and 0 are torch's", () => {
  const powers = (x: Tensor, y: number | Tensor) => x.pow(y).tolist();
  expect(tensor(3n).pow(70).data[0]).toBe(2293070008301402073n);
  expect(powers(tensor([1, -1, nan]), nan)).toEqual([1, nan, nan]);
  expect(powers(tensor([-1, 0.5]), inf)).toEqual([1, 0]);
  expect(powers(tensor([1n, -1n, 0n, 2n]), tensor([-1n, -3n, -1n, -1n]))).toEqual([1, -1, 0, 0]);
});
