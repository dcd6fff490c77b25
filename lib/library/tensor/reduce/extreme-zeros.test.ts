import { expect } from "vitest";
import { full, type Tensor, zeros } from "../index.ts";
import { bothWays } from "../testing/both-ways.ts";

/** Which of the zeros decides about each result's sign: the one whose sign the result has. */
function deciding(
  shape: readonly number[],
  dim: number | undefined,
  view = (x: Tensor<"float32" | "float64">) => x,
  dtype: "float32" | "float64" = "float32",
): number[] {
  const length = shape.reduce((a, b) => a * b, 1);
  const found: number[] = [];
  for (let k = 0; k < length; k++) {
    const x = zeros([length], { dtype });
    x.slice(k, k + 1).copy_(full([1], -0, { dtype }));
    for (const [i, value] of view(x.reshape(shape)).max(dim).data.entries()) {
      if (Object.is(value, -0)) found[i] = k;
    }
  }
  return found;
}

const range = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => start + i);

bothWays("the largest of 0 and -0 has the sign that torch's loops leave", () => {
  // torch 2.13: signbit(amax) of zeros with one -0, at every place.
  expect([8, 31, 32, 63, 64, 100, 129].map((n) => deciding([n], undefined)[0])).toEqual([
    0, 0, 24, 24, 56, 88, 120,
  ]);
  const doubles = (n: number) => deciding([n], undefined, undefined, "float64")[0];
  expect([15, 16, 33, 63, 100].map(doubles)).toEqual([0, 12, 28, 44, 92]);
  expect(deciding([3, 40], 1)).toEqual([24, 64, 104]);
  expect(deciding([3, 8], 0)).toEqual(range(0, 8));
  expect(deciding([3, 33], 0)).toEqual([...range(66, 98), 32]);
  expect(deciding([2, 20], 0, undefined, "float64")).toEqual([...range(20, 36), ...range(16, 20)]);
  expect(deciding([40, 3], 1, (x) => x.t())).toEqual([0, 1, 2]);
  expect(deciding([40, 3], undefined, (x) => x.t())).toEqual([88]);
  expect(deciding([2, 80], 1, (x) => x.slice(0, 80, { dim: 1, step: 2 }))).toEqual([0, 80]);
});
