import fc from "fast-check";
import { expect, test } from "vitest";
import { moveElements } from "./move-elements.ts";
import { firstDifference } from "./testing/first-difference.ts";

const KINDS = [Float32Array, Float64Array, BigInt64Array, Uint8Array] as const;

/** Strides that keep elements apart: the dimensions in some order, with gaps. */
function stridesOf(shape: readonly number[], order: readonly number[], gap: number): number[] {
  const strides = shape.map(() => 0);
  let stride = gap;
  for (const d of order) {
    strides[d] = stride;
    stride *= shape[d] as number;
  }
  return strides;
}

test("elements of every kind arrive where the strides say, and nothing else changes", () => {
  const walk = fc
    .array(fc.constantFrom<number[]>(0, 1, 2, 3, 31, 33, 70), { maxLength: 4 })
    .chain((shape) => {
      const dims = shape.map((_, d) => d);
      const order = fc.shuffledSubarray(dims, { minLength: dims.length });
      const gap = fc.integer({ min: 1, max: 2 });
      return fc.record({
        shape: fc.constant(shape),
        from: order,
        to: order,
        gaps: fc.tuple(gap, gap),
        repeated: fc.array(fc.boolean(), { minLength: dims.length, maxLength: dims.length }),
        kind: fc.constantFrom(...KINDS),
      });
    });
  fc.assert(
    fc.property(walk, ({ shape, from, to, gaps, repeated, kind }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      fc.pre(size < 20_000);
      const fromStrides = stridesOf(shape, from, gaps[0]).map((s, d) => (repeated[d] ? 0 : s));
      const toStrides = stridesOf(shape, to, gaps[1]);
      const value = (i: number) => (kind === BigInt64Array ? BigInt(i * 7919) : (i * 7) % 251);
      const source = new kind(2 * size + 3).map(((_: never, i: number) => value(i)) as never);
      const target = new kind(2 * size + 3);
      const expected = target.slice();
      const at = shape.map(() => 0);
      for (let i = 0; i < size; i++) {
        const place = (strides: number[], offset: number) =>
          at.reduce((sum, index, d) => sum + index * (strides[d] as number), offset);
        expected[place(toStrides, 1)] = source[place(fromStrides, 2)] as never;
        for (let d = shape.length - 1; d >= 0; d--) {
          at[d] = (at[d] as number) + 1;
          if ((at[d] as number) < (shape[d] as number)) break;
          at[d] = 0;
        }
      }
      moveElements(
        { data: source, offset: 2, strides: fromStrides },
        { data: target, offset: 1, strides: toStrides },
        shape,
      );
      expect(firstDifference(target, expected)).toBe(-1);
    }),
    { numRuns: 300 },
  );
});
