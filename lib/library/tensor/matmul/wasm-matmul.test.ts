import fc from "fast-check";
import { test } from "vitest";
import { rand } from "../index.ts";
import { expectSameAsLoops, specialNumbers } from "../testing/same-as-loops.ts";

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
    expectSameAsLoops(() => a.matmul(b));
  }
});

test("products read transposed and strided views as they are", () => {
  const a = rand([33, 20]).sub(0.5);
  const b = rand([33, 40]).sub(0.5);
  expectSameAsLoops(() => a.t().matmul(b));
  expectSameAsLoops(() => b.t().matmul(a));
  const c = rand([12, 20]).sub(0.5);
  expectSameAsLoops(() => a.matmul(c.t()));
  expectSameAsLoops(() => a.t().matmul(b.slice(0, 40, { dim: 1, step: 2 })));
  expectSameAsLoops(() => a.slice(3, 7, { dim: 1 }).matmul(b.slice(0, 4)));
});

test("products with infinities and NaN keep them to their own rows and columns", () => {
  const a = specialNumbers(35, 1).reshape([5, 7]);
  expectSameAsLoops(() => a.matmul(specialNumbers(21, 3).reshape([7, 3])));
});

test("products of random shapes equal the plain loop", () => {
  const length = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(length, fc.integer({ min: 1, max: 600 }), length, (m, k, n) => {
      const a = rand([m, k]).sub(0.5);
      const b = rand([k, n]).sub(0.5);
      expectSameAsLoops(() => a.matmul(b));
    }),
    { numRuns: 15 },
  );
});

test("products of float64, of vectors and of batches equal the plain loop", () => {
  const length = fc.integer({ min: 1, max: 20 });
  const cases = fc.record({
    m: length,
    k: fc.oneof(length, fc.integer({ min: 250, max: 520 })),
    n: length,
    batch: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    isOne: fc.boolean(),
    dtype: fc.constantFrom("float32", "float64"),
  });
  fc.assert(
    fc.property(cases, ({ m, k, n, batch, isOne, dtype }) => {
      const draw = (shape: number[]) => rand(shape, { dtype }).sub(0.5);
      const a = draw([...batch, m, k]);
      const b = draw([...(isOne ? [] : batch), k, n]);
      expectSameAsLoops(() => a.matmul(b));
      expectSameAsLoops(() => b.transpose(-1, -2).matmul(a.transpose(-1, -2)));
      const [row, column] = [draw([m]), draw([k])];
      expectSameAsLoops(() => a.matmul(column));
      expectSameAsLoops(() => row.matmul(a));
    }),
    { numRuns: 60 },
  );
});
