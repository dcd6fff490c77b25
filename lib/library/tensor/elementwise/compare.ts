import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, type Strided, sizeOf } from "../strided.ts";
import { align, commonDType } from "./binary.ts";

/** A comparison of pairs of elements. */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

const HOLDS: Record<Comparison, (a: number | bigint, b: number | bigint) => boolean> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

/** Compares each pair, with broadcasting. */
export function compare(comparison: Comparison, left: Strided, right: Operand): Strided<"bool"> {
  requireOperand(comparison, right);
  const { a, b, shape } = align(comparison, left, right, commonDType(left, right));
  const holds = HOLDS[comparison];
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const out = new Uint8Array(sizeOf(shape));
  for (let i = 0; i < out.length; i++) {
    out[i] = holds(a[i * stepA] as number, b[i * stepB] as number) ? 1 : 0;
  }
  const operands = typeof right === "object" ? [left, right] : [left];
  return laidOutLike(dense("bool", out, shape), operands);
}
