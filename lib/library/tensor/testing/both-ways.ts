import { test } from "vitest";
import { withoutSimd } from "../../simd/index.ts";

/** A test that runs with the SIMD kernels and then on the plain loops alone. */
export function bothWays(name: string, run: () => void): void {
  test(name, run);
  test(`${name} (plain loops)`, () => {
    withoutSimd(run);
  });
}
