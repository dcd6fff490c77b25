import type { DType } from "../dtype.ts";
import { allocate } from "../dtype.ts";
import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";
import { align, commonDType } from "./binary.ts";

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
  const { a, b, shape } = align("pow", x, exponent, dtype);
  const out = allocate(dtype as DType, sizeOf(shape));
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const isPlain = typeof exponent !== "object";
  if (dtype === "int64") {
    if (isPlain && Number(exponent) < 0) {
      throw new RangeError(`pow: integers must have a power from 0 on, got ${exponent}`);
    }
    for (let i = 0; i < out.length; i++) {
      out[i] = integerPower(a[i * stepA] as bigint, b[i * stepB] as bigint) as never;
    }
  } else {
    const round = dtype === "float32" ? Math.fround : (value: number) => value;
    const special = isPlain ? SPECIAL.get(Number(exponent)) : undefined;
    const power = special ?? floatPower;
    for (let i = 0; i < out.length; i++) {
      out[i] = power(a[i * stepA] as number, b[i * stepB] as number, round);
    }
  }
  return laidOutLike(dense(dtype, out as never, shape), isPlain ? [x] : [x, exponent]);
}

type Power = (x: number, exponent: number, round: (value: number) => number) => number;

/** The plain exponents for which torch multiplies, divides or takes roots. */
const SPECIAL: ReadonlyMap<number, Power> = new Map<number, Power>([
  [2, (x) => x * x],
  [3, (x, _, round) => round(x * x) * x],
  [-1, (x) => 1 / x],
  [-2, (x, _, round) => 1 / round(x * x)],
  [0.5, (x) => Math.sqrt(x)],
  [-0.5, (x, _, round) => 1 / round(Math.sqrt(x))],
]);

/** As C has it: 1 to any power is 1, and so is -1 to an infinite one. */
function floatPower(x: number, exponent: number): number {
  if (x === 1 || (x === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  // biome-ignore lint/plugin: this is the power itself; engines and torch differ by an ulp or two
  return x ** exponent;
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
