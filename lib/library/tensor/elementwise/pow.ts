import type { DType } from "../dtype.ts";
import { toInt64, uncleared } from "../dtype.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { type Strided, sizeOf } from "../strided.ts";
import { align, applyToIntegers, commonDType, flat } from "./binary.ts";
import { pow32 } from "./exponential.ts";

type Floats = Float32Array | Float64Array;

/**
 * Each element to the power of its exponent, with broadcasting and promotion.
 *
 * @throws {TypeError} for truth values on both sides
 * @throws {RangeError} for integers to a negative power, which is a plain value
 */
export function pow(x: Strided, exponent: Operand): Strided {
  requireOperand("pow", exponent);
  const dtype = commonDType(x, exponent);
  if (dtype === "bool") throw new TypeError("pow: must be numbers, got truth values");
  if (typeof exponent === "bigint") toInt64(exponent);
  const aligned = align("pow", x, exponent, dtype);
  const { order } = aligned;
  const [a, b] = [flat(aligned.a, order), flat(aligned.b, order)];
  const out = uncleared(dtype as DType, sizeOf(order.lengths));
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const isPlain = typeof exponent !== "object";
  if (dtype === "int64") {
    if (isPlain && Number(exponent) < 0) {
      throw new RangeError(`pow: integers must have a power from 0 on, got ${exponent}`);
    }
    if (isPlain) integerPowers(a as BigInt64Array, b[0] as bigint, out as BigInt64Array);
    else
      for (let i = 0; i < out.length; i++) {
        out[i] = integerPower(a[i * stepA] as bigint, b[i * stepB] as bigint) as never;
      }
  } else {
    const special = isPlain ? Number(exponent) : Number.NaN;
    if (!specialPowers(a as Float32Array, special, out as Float32Array)) {
      const power = dtype === "float32" ? floatPower32 : floatPower;
      for (let i = 0; i < out.length; i++) {
        out[i] = power(a[i * stepA] as number, b[i * stepB] as number);
      }
    }
  }
  return order.result(dtype, out as never);
}

/** Those plain exponents for which torch multiplies, divides or takes roots; true if it is one. */
function specialPowers(x: Floats, exponent: number, out: Floats): boolean {
  if (![2, 3, -1, -2, 0.5, -0.5].includes(exponent)) return false;
  const n = out.length;
  const p = x.length === 1 ? 0 : 1;
  const isRoot = Math.abs(exponent) === 0.5;
  // Each step is rounded to the kind of x where it is written.
  if (isRoot) for (let i = 0; i < n; i++) out[i] = Math.sqrt(x[i * p] as number);
  else if (exponent === -1) for (let i = 0; i < n; i++) out[i] = x[i * p] as number;
  else for (let i = 0; i < n; i++) out[i] = (x[i * p] as number) * (x[i * p] as number);
  if (exponent === 3)
    for (let i = 0; i < n; i++) out[i] = (out[i] as number) * (x[i * p] as number);
  if (exponent < 0) for (let i = 0; i < n; i++) out[i] = 1 / (out[i] as number);
  return true;
}

/** By squares of all at once. */
function integerPowers(x: BigInt64Array, exponent: bigint, out: BigInt64Array): void {
  out.fill(1n);
  const square = x.slice();
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) applyToIntegers("mul", out, square, out);
    applyToIntegers("mul", square, square, square);
  }
}

/** As C has it: 1 to any power is 1, and so is -1 to an infinite one. */
function floatPower(x: number, exponent: number): number {
  if (x === 1 || (x === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  // biome-ignore lint/plugin: this is the power itself; engines and torch differ by an ulp or two
  return x ** exponent;
}

/** The same of float32, whose bits are those of every engine where the base is an ordinary number. */
function floatPower32(x: number, exponent: number): number {
  const isOrdinary = x > 0 && x < Number.POSITIVE_INFINITY && Number.isFinite(exponent);
  return isOrdinary ? pow32(x, exponent) : floatPower(x, exponent);
}

/** By squares, which wrap around at 64 bits as torch's do. */
function integerPower(x: bigint, exponent: bigint): bigint {
  if (exponent < 0n) return x === 1n ? 1n : x === -1n ? (exponent % 2n === 0n ? 1n : -1n) : 0n;
  let result = 1n;
  let square = x;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}
