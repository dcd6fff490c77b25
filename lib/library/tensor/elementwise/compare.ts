import type { TypedArray } from "../dtype.ts";
import type { MemoryOrder } from "../layout.ts";
import { bits } from "../move-elements.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { type Strided, sizeOf } from "../strided.ts";
import { align, commonDType, flat } from "./binary.ts";
import { wasmCompare } from "./wasm-compare.ts";

/** A comparison of pairs of elements. */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

type Numbers = Exclude<TypedArray, BigInt64Array> | Int8Array;

/** Of pairs that may change sides: x > y is y < x, for NaN too. */
type Held = Exclude<Comparison, "gt" | "ge">;

const ZERO = Uint8Array.of(0);

/** Compares each pair, with broadcasting. */
export function compare(comparison: Comparison, left: Strided, right: Operand): Strided<"bool"> {
  requireOperand(comparison, right);
  const { a, b, order } = align(comparison, left, right, commonDType(left, right));
  if (comparison === "gt") return order.result("bool", held("lt", b, a, order));
  if (comparison === "ge") return order.result("bool", held("le", b, a, order));
  return order.result("bool", held(comparison, a, b, order));
}

function held(comparison: Held, a: Strided, b: Strided, order: MemoryOrder): Uint8Array {
  const quick = wasmCompare(comparison, a, b, order);
  if (quick) return quick;
  const out = new Uint8Array(sizeOf(order.lengths));
  const [x, y] = [flat(a, order), flat(b, order)];
  if (x instanceof BigInt64Array) {
    hold(comparison, signs(x, y as BigInt64Array, out.length), ZERO, out);
  } else hold(comparison, x, y as Numbers, out);
  return out;
}

/**
 * Written out for V8's sake, which makes a `Number` of a truth value without a branch; an operand of
 * one number repeats it.
 */
function hold(comparison: Held, a: Numbers, b: Numbers, out: Uint8Array): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  const n = out.length;
  switch (comparison) {
    case "eq":
      for (let i = 0; i < n; i++) out[i] = Number(a[i * p] === b[i * q]);
      return;
    case "ne":
      for (let i = 0; i < n; i++) out[i] = Number(a[i * p] !== b[i * q]);
      return;
    case "lt":
      for (let i = 0; i < n; i++) out[i] = Number((a[i * p] as number) < (b[i * q] as number));
      return;
    case "le":
      for (let i = 0; i < n; i++) out[i] = Number((a[i * p] as number) <= (b[i * q] as number));
      return;
  }
}

/** Below, at or above 0 as a is to b, by the two words of each. */
function signs(a: BigInt64Array, b: BigInt64Array, length: number): Int8Array {
  const stepA = a.length === 1 ? 0 : 2;
  const stepB = b.length === 1 ? 0 : 2;
  const [x, y] = [bits(a), bits(b)];
  const out = new Int8Array(length);
  for (let i = 0; i < length; i++) {
    const [high, high2] = [x[i * stepA + 1] as number, y[i * stepB + 1] as number];
    const [low, low2] = [(x[i * stepA] as number) >>> 0, (y[i * stepB] as number) >>> 0];
    out[i] =
      2 * (Number(high > high2) - Number(high < high2)) + Number(low > low2) - Number(low < low2);
  }
  return out;
}
