import type { TypedArray } from "../dtype.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { type Strided, sizeOf } from "../strided.ts";
import { align, commonDType, flat } from "./binary.ts";

/** A comparison of pairs of elements. */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

type Numbers = Exclude<TypedArray, BigInt64Array> | Int8Array;

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
  // x > y is y < x, for NaN too.
  if (comparison === "gt") hold("lt", y, x, out);
  else if (comparison === "ge") hold("le", y, x, out);
  else hold(comparison, x, y, out);
  return order.result("bool", out);
}

/** Written out for V8's sake; an operand of one number repeats it. */
function hold(
  comparison: Exclude<Comparison, "gt" | "ge">,
  a: Numbers,
  b: Numbers,
  out: Uint8Array,
): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  const n = out.length;
  switch (comparison) {
    case "eq":
      for (let i = 0; i < n; i++) out[i] = a[i * p] === b[i * q] ? 1 : 0;
      return;
    case "ne":
      for (let i = 0; i < n; i++) out[i] = a[i * p] !== b[i * q] ? 1 : 0;
      return;
    case "lt":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) < (b[i * q] as number) ? 1 : 0;
      return;
    case "le":
      for (let i = 0; i < n; i++) out[i] = (a[i * p] as number) <= (b[i * q] as number) ? 1 : 0;
      return;
  }
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
