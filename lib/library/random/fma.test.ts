import fc from "fast-check";
import { expect, test } from "vitest";
import { fma32 } from "./fma32.ts";
import { fma64 } from "./fma64.ts";

/** A finite float64 as an integer times 2^-1074. */
function exact(x: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0] as bigint;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** True when no neighbour of `result` is nearer to a * b + c. */
function isRoundedOnce(a: number, b: number, c: number, result: number, neighbours: number[]) {
  const sum = exact(a) * exact(b) + (exact(c) << 1074n);
  const distance = (x: number) => {
    const gap = sum - (exact(x) << 1074n);
    return gap < 0n ? -gap : gap;
  };
  return neighbours.every((other) => distance(result) <= distance(other));
}

const float = (bits: number) => new Float32Array(Int32Array.of(bits).buffer)[0] as number;
const bitsOf = (x: number) => new Int32Array(Float32Array.of(x).buffer)[0] as number;

// Moderate sizes, as uniform and normal draws have them.
const moderate32 = fc.float({ min: Math.fround(1e-6), max: 1e6, noNaN: true });
const moderate64 = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

test("fma32 rounds once", () => {
  fc.assert(
    fc.property(moderate32, moderate32, moderate32, fc.boolean(), (a, b, size, minus) => {
      const c = minus ? -size : size;
      const result = fma32(a, b, c);
      if (Math.abs(result) < 1e-30) return;
      const neighbours = [float(bitsOf(result) + 1), float(bitsOf(result) - 1)];
      expect(isRoundedOnce(a, b, c, result, neighbours)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("fma32 does not round a near tie twice", () => {
  // The product is half a unit of c less 2^-60, which the float64 sum cannot hold: rounded twice
  // it would tie, and go to the even neighbour of the odd c.
  const c = 1024 + 1 / 8192;
  const a = (1 + 1 / 0x800000) / 16384;
  const b = 1 - 1 / 0x800000;
  expect(Math.fround(a * b + c)).not.toBe(c);
  expect(fma32(a, b, c)).toBe(c);
  expect(fma32(-a, b, -c)).toBe(-c);
  expect(fma32(-a, b, c)).toBe(c);
  // Exactly on the tie it is the even one.
  expect(fma32(1 / 16384, 1, c)).toBe(c + 1 / 8192);
});

test("fma64 rounds once", () => {
  fc.assert(
    fc.property(moderate64, moderate64, moderate64, fc.boolean(), (a, b, size, minus) => {
      const c = minus ? -size : size;
      const result = fma64(a, b, c);
      if (Math.abs(result) < 1e-30) return;
      const step = Math.abs(result) * Number.EPSILON;
      const neighbours = [result + step / 2, result - step / 2].map((x) =>
        x === result ? x + step : x,
      );
      expect(isRoundedOnce(a, b, c, result, neighbours)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("fma64 does not round a near tie twice", () => {
  // As above, of float64: the product is half a unit of the odd c, less 2^-157.
  const unit = Number.EPSILON;
  const c = 1 + unit;
  const a = ((1 + unit) * unit) / 2;
  const b = 1 - unit;
  expect(a * b + c).not.toBe(c);
  expect(fma64(a, b, c)).toBe(c);
  expect(fma64(-a, b, -c)).toBe(-c);
  expect(fma64(-a, b, c)).toBe(c);
  expect(fma64(unit / 2, 1, c)).toBe(c + unit);
});
