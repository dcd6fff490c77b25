import { requireTensor } from "../operand.ts";
import type { Strided } from "../strided.ts";

/** @throws {TypeError} for what is no tensor of truth values */
export function requireMask(subject: string, mask: Strided, name = "mask"): void {
  requireTensor(`${subject}: ${name}`, mask);
  if (mask.dtype !== "bool") {
    throw new TypeError(`${subject}: ${name} must be bool, such as x.gt(0), got ${mask.dtype}`);
  }
}
