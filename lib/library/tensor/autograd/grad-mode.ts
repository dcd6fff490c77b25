import { requireCount, requireFunction } from "../operand.ts";

let enabled = true;

/**
 * True unless inside `noGrad`.
 *
 * @example
 * ```ts
 * import { isGradEnabled, noGrad } from "dropout-lab/tensor";
 * noGrad(() => isGradEnabled()) // → false
 * ```
 */
export function isGradEnabled(): boolean {
  requireCount("isGradEnabled", arguments, 0);
  return enabled;
}

/**
 * Runs `fn` without recording: what it computes needs no gradients.
 *
 * @example
 * ```ts
 * import { noGrad, tensor } from "dropout-lab/tensor";
 * const x = tensor([1], { requiresGrad: true });
 * noGrad(() => x.mul(2)).requiresGrad // → false
 * ```
 */
export function noGrad<T>(fn: () => T): T {
  requireCount("noGrad", arguments, 1);
  requireFunction("noGrad", "fn", fn);
  return withGradEnabled(false, fn);
}

/** Runs `fn` with recording on or off, and then puts it back. */
export function withGradEnabled<T>(wanted: boolean, fn: () => T): T {
  const before = enabled;
  enabled = wanted;
  try {
    return fn();
  } finally {
    enabled = before;
  }
}
