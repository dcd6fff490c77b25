import { expect, test } from "vitest";
import { manualSeed } from "../../random/index.ts";
import { ones, quantile, randn, sort, type Tensor, tensor, topk } from "../index.ts";

/** Numbers of which many are equal, with NaN, infinities and both zeros among them. */
function numbers(dtype: "float32" | "float64" | "int64", length: number): Tensor {
  manualSeed(length);
  const x = randn([length]).mul(8).round();
  if (dtype !== "int64") x.slice(3, 40, { step: 5 }).fill_(Number.POSITIVE_INFINITY);
  if (dtype !== "int64" && length % 2 === 1) x.slice(7, 30, { step: 5 }).fill_(Number.NaN);
  return x.to(dtype) as Tensor;
}

test.each(["float32", "float64", "int64"] as const)(
  "topk of %s takes the first of sort",
  (dtype) => {
    for (const length of [100, 201, 1000]) {
      const x = numbers(dtype, length);
      for (const largest of [true, false]) {
        const sorted = sort(x, -1, { descending: largest });
        const { values, indices } = topk(x, 3, -1, { largest });
        expect(indices.tolist()).toEqual(sorted.indices.slice(0, 3).tolist());
        expect(values.tolist()).toEqual(sorted.values.slice(0, 3).tolist());
      }
    }
  },
);

test.each(["float32", "float64"] as const)(
  "a quantile of many %s is an element of sort",
  (dtype) => {
    for (const length of [5000, 5001]) {
      const x = numbers(dtype, length) as Tensor<"float32">;
      const sorted = sort(x).values;
      for (const q of [0, 0.3, 0.5, 0.999, 1]) {
        const rank = length % 2 === 1 ? length - 1 : Math.floor(Math.fround(q * (length - 1)));
        const found = quantile(x, q, undefined, { interpolation: "lower" });
        expect(found.item()).toBe(sorted.at(rank).item());
      }
    }
  },
);

test("numbers that repeat add up without being laid out", () => {
  // torch's results.
  expect(ones([1]).expand([3e9]).sum().item()).toBe(3e9);
  expect(ones([1]).expand([3e9]).mean().item()).toBe(1);
  expect(tensor([true]).expand([3e9]).sum().item()).toBe(3e9);
  const x = tensor([[1], [2]], { dtype: "int64" }).expand([2, 2e9]);
  expect(x.sum(1).tolist()).toEqual([2e9, 4e9]);
});
