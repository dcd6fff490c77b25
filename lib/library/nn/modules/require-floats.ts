import type { Tensor } from "../../tensor/index.ts";
import { requireTensor } from "../../tensor/internal.ts";

/** @throws {TypeError} for no tensor, and for one of integers or truth values */
export function requireFloats(subject: string, x: Tensor): void {
  requireTensor(subject, x);
  if (x.dtype === "float32" || x.dtype === "float64") return;
  throw new TypeError(`${subject}: must be float32 or float64, got ${x.dtype}`);
}

/** @throws {TypeError} unless both are tensors of one kind of floats */
export function requireSameFloats(subject: string, x: Tensor, other: Tensor): void {
  requireTensor(subject, other);
  requireFloats(subject, x);
  if (x.dtype === other.dtype) return;
  throw new TypeError(`${subject}: must be ${other.dtype} as the weights, got ${x.dtype}`);
}
