import type { TypedArray } from "../dtype.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { type Strided, sizeOf } from "../strided.ts";
import { align, commonDType, flat } from "./binary.ts";

/** A comparison of pairs of elements. */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

type Numbers = Exclude<TypedArray, BigInt64Array> | Int8Array;

/** A loop of its own for each; an operand of one number repeats it. */
function loop(holds: (a: number, b: number) => boolean) {
  return (a: Numbers, b: Numbers, out: Uint8Array) => {
    const stepA = a.length === 1 ? 0 : 1;
    const stepB = b.length === 1 ? 0 : 1;
    for (let i = 0; i < out.length; i++) {
      out[i] = holds(a[i * stepA] as number, b[i * stepB] as number) ? 1 : 0;
    }
  };
}

const HOLDS: Record<Comparison, ReturnType<typeof loop>> = {
  eq: loop((a, b) => a === b),
  ne: loop((a, b) => a !== b),
  lt: loop((a, b) => a < b),
  le: loop((a, b) => a <= b),
  gt: loop((a, b) => a > b),
  ge: loop((a, b) => a >= b),
};

const ZERO = Uint8Array.of(0);

/** Compares each pair, with broadcasting. */
export function compare(comparison: Comparison, left: Strided, right: Operand): Strided<"bool"> {
  requireOperand(comparison, right);
  const aligned = align(comparison, left, right, commonDType(left, right));
  const { order } = aligned;
  const [a, b] = [flat(aligned.a, order), flat(aligned.b, order)];
  const out = new Uint8Array(sizeOf(order.lengths));
  const [x, y] =
    a instanceof BigInt64Array
      ? [signs(a, b as BigInt64Array, out.length), ZERO]
      : [a, b as Numbers];
  HOLDS[comparison](x, y, out);
  return order.result("bool", out);
}

/** Below, at or above 0 as a is to b. */
function signs(a: BigInt64Array, b: BigInt64Array, length: number): Int8Array {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const out = new Int8Array(length);
  for (let i = 0; i < length; i++) {
    const x = a[i * stepA] as bigint;
    const y = b[i * stepB] as bigint;
    out[i] = x < y ? -1 : x > y ? 1 : 0;
  }
  return out;
}
