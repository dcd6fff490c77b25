import { requireTensor } from "../operand.ts";
import type { Strided } from "../strided.ts";

/** @throws {TypeError} for what is no tensor of truth values */
export function requireMask(subject: string, mask: Strided): void {
  requireTensor(subject, mask);
  if (mask.dtype !== "bool") {
    throw new TypeError(`${subject}: mask must be bool, such as x.gt(0), got ${mask.dtype}`);
  }
}
