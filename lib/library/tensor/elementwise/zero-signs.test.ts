import { expect } from "vitest";
import { full, ones, type Tensor, tensor, zeros } from "../index.ts";
import { bothWays } from "../testing/both-ways.ts";

const signs = (x: Tensor<"float32" | "float64">) =>
  Array.from(x.data, (value) => (Object.is(value, -0) ? "-" : "+")).join("");

bothWays("of 0 and -0 torch's vectors take the second, its single numbers the first", () => {
  // torch 2.13: signbit(maximum(zeros(n), -zeros(n))), the same for minimum.
  for (const operation of ["maximum", "minimum"] as const) {
    for (const dtype of ["float32", "float64"] as const) {
      const lanes = dtype === "float32" ? 16 : 8;
      for (let n = 1; n <= 40; n++) {
        const [zero, minus] = [zeros([n], { dtype }), full([n], -0, { dtype })];
        const left = n - (n % lanes);
        expect(signs(zero[operation](minus))).toBe("-".repeat(left) + "+".repeat(n - left));
        expect(signs(minus[operation](zero))).toBe("+".repeat(left) + "-".repeat(n - left));
        const spread = zeros([2 * n], { dtype }).slice(0, 2 * n, { step: 2 });
        if (n > 1) expect(signs(spread[operation](minus))).toBe("+".repeat(n));
      }
      // By rows, where a row repeats; in the order of memory, where both are transposed.
      const matrix = zeros([2, 17], { dtype });
      const row = `${"-".repeat(16)}+`;
      expect(signs(matrix[operation](full([17], -0, { dtype })))).toBe(row + row);
    }
  }
  const [a, b] = [zeros([7, 5]).t(), full([7, 5], -0).t()];
  expect(signs(a.maximum(b))).toBe("--------------------+------+------+");
});

bothWays("where both operands repeat a number, and what is converted, torch's loops differ", () => {
  // torch 2.13: the same calls.
  const minus = full([1], -0, { dtype: "float64" });
  const repeated = (length: number) => zeros([1], { dtype: "float64" }).expand([length]);
  expect(signs(minus.expand([20]).maximum(repeated(20)))).toBe("-".repeat(20));
  expect(signs(repeated(20).minimum(minus.expand([20])))).toBe("+".repeat(20));
  expect(signs(minus.expand([20]).maximum(0))).toBe("-".repeat(20));
  const [rows, columns] = [zeros([2, 1]).expand([2, 20]), full([1], -0).expand([2, 20])];
  expect(signs(columns.maximum(rows))).toBe("-".repeat(40));
  const column = full([3, 1], -0).expand([3, 5]);
  expect(signs(column.maximum(zeros([3, 5], { dtype: "float64" })))).toBe("++++++++-------");
  const transposed = full([5, 3], -0).t();
  expect(signs(transposed.maximum(zeros([3, 5], { dtype: "float64" })))).toBe("-".repeat(15));
});

bothWays("truth values compute as in torch", () => {
  const x = tensor([true, false]);
  expect(String(x.square())).toBe("tensor([1, 0])");
  expect(String(x.clamp(0, 1))).toBe("tensor([1, 0])");
  for (const other of [1, 0.5, true, ones([2]), x]) {
    // @ts-expect-error a difference of truth values
    expect(() => x.sub(other)).toThrow("sub: must be numbers, got truth values");
  }
  expect(() => ones([2]).sub(x)).toThrow("sub: must be numbers, got truth values");
  // An empty list of dimensions reduces nothing here, and everything elsewhere.
  const y = tensor([
    [1, 0],
    [1, 1],
  ]);
  expect(y.all([]).tolist()).toEqual([
    [true, false],
    [true, true],
  ]);
  expect(y.any([]).shape).toEqual([2, 2]);
  expect(y.sum([]).item()).toBe(3);
});

bothWays("nothing can be written over nothing, wherever it lies", () => {
  const empty = zeros([2, 0]).select(0, 1);
  expect(empty.copy_(zeros([0])).shape).toEqual([0]);
});
