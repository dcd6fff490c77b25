import { expect } from "vitest";
import { withoutWasm } from "../../wasm/index.ts";
import { scope, type Tensor, tensor } from "../index.ts";
import { firstDifference } from "./first-difference.ts";

/** Numbers that operations treat in ways of their own. */
export const SPECIAL = [-0, 0, 1, -1.5, Infinity, -Infinity, NaN, 1e-45, 3.4e38, -1e-38, 0.1];

/** `n` numbers of all kinds, the same each time; another step, another order. */
export function specialNumbers(n: number, step = 1): Tensor<"float32"> {
  const values = Array.from({ length: n }, (_, i) => SPECIAL[(i * step) % 13] ?? (i - 5) / 7);
  return tensor(Float32Array.from(values));
}

/** With WebAssembly, on arrays and in a scope, the very bits of the plain loops. */
export function expectSameAsLoops(expression: () => Tensor): void {
  const plain = withoutWasm(() => expression().data);
  expect(firstDifference(expression().data, plain)).toBe(-1);
  expect(firstDifference(scope(expression).data, plain)).toBe(-1);
}
