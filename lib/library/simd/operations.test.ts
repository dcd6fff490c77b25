import fc from "fast-check";
import { expect, test } from "vitest";
import { rand, scope, type Tensor, tensor } from "../tensor/index.ts";
import { Storage, sum, withoutSimd } from "./index.ts";
import { firstDifference } from "./testing/first-difference.ts";

const special = [-0, 0, 1, -1.5, Infinity, -Infinity, NaN, 1e-45, 3.4e38, -1e-38, 0.1];
const operations = ["add", "sub", "mul", "div", "maximum", "minimum"] as const;

function numbers(n: number, step: number): Tensor<"float32"> {
  const values = Array.from({ length: n }, (_, i) => special[(i * step) % 13] ?? (i - 5) / 7);
  return tensor(Float32Array.from(values));
}

/** The numbers of an expression with kernels and in a scope, both compared with the plain loops. */
function expectSame(expression: () => Tensor): void {
  const plain = withoutSimd(() => expression().data);
  expect(firstDifference(expression().data, plain)).toBe(-1);
  expect(firstDifference(scope(expression).data, plain)).toBe(-1);
}

test.each(operations)(
  "%s equals the plain loop for sizes 0 to 70 and special values",
  (operation) => {
    for (let n = 0; n <= 70; n++) {
      const a = numbers(n + 1, 1).slice(1);
      expectSame(() => a[operation](numbers(n, 3)));
      for (const scalar of special) expectSame(() => a[operation](scalar));
    }
  },
);

test("relu keeps -0 and NaN, as the plain loop does", () => {
  for (let n = 0; n <= 70; n++)
    expectSame(() =>
      numbers(n + 3, 1)
        .slice(3)
        .relu(),
    );
});

test("operands longer than a piece are worked on to their last number", () => {
  const x = rand([100_003]);
  expectSame(() => x.add(x.mul(3)).relu());
});

test("sums and means equal the four-lane loop, whole and by rows", () => {
  for (const n of [0, 1, 2, 3, 4, 5, 127, 128, 129, 1000, 32768, 32769, 32771, 65541]) {
    const x = rand([n + 1])
      .slice(1)
      .sub(0.5);
    expectSame(() => x.sum());
    expectSame(() => x.mean());
    expectSame(() => numbers(n, 1).sum());
  }
  const rows = rand([5, 301]).slice(1);
  expectSame(() => rows.sum(1));
  expectSame(() => rows.mean([1]));
  expectSame(() => rows.sum(0));
});

test("sums keep the four lanes apart until the end", () => {
  // Magnitudes so far apart that another order gives another float64.
  const x = Float32Array.from(
    { length: 40_003 },
    (_, i) => ((i * 7919) % 1013) * ([1, 1e9, 1e-9][i % 3] ?? 0),
  );
  for (const length of [1, 2, 3, 4, 5, 6, 7, 1001, 39_999, 40_002]) {
    const lanes = [0, 0, 0, 0];
    for (let i = 0; i < length; i++) lanes[i % 4] = Number(lanes[i % 4]) + Number(x[i + 1]);
    const [a = 0, b = 0, c = 0, d = 0] = lanes;
    expect(sum({ storage: Storage.over(x), offset: 1, length })).toBe(a + b + (c + d));
  }
});

test("products equal the plain loop for all small shapes, and over blocks of every kind", () => {
  const side = [1, 3, 4, 5, 8, 9, 17];
  const large = [
    [97, 257, 9],
    [4, 513, 8],
    [100, 3, 100],
  ] as const;
  const shapes = side.flatMap((m) => side.flatMap((k) => side.map((n) => [m, k, n] as const)));
  for (const [m, k, n] of [...shapes, ...large]) {
    const a = rand([m + 1, k])
      .slice(1)
      .sub(0.5);
    const b = rand([k, n]).sub(0.5);
    expectSame(() => a.matmul(b));
  }
});

test("products read transposed and strided views as they are", () => {
  const a = rand([33, 20]).sub(0.5);
  const b = rand([33, 40]).sub(0.5);
  expectSame(() => a.t().matmul(b));
  expectSame(() => b.t().matmul(a));
  const c = rand([12, 20]).sub(0.5);
  expectSame(() => a.matmul(c.t()));
  expectSame(() => a.t().matmul(b.slice(0, 40, { dim: 1, step: 2 })));
  expectSame(() => a.slice(3, 7, { dim: 1 }).matmul(b.slice(0, 4)));
});

test("products with infinities and NaN keep them to their own rows and columns", () => {
  const a = numbers(35, 1).reshape([5, 7]);
  expectSame(() => a.matmul(numbers(21, 3).reshape([7, 3])));
});

test("products of random shapes equal the plain loop", () => {
  const length = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(length, fc.integer({ min: 1, max: 600 }), length, (m, k, n) => {
      const a = rand([m, k]).sub(0.5);
      const b = rand([k, n]).sub(0.5);
      expectSame(() => a.matmul(b));
    }),
    { numRuns: 15 },
  );
});
