import { test } from "vitest";
import { withoutWasm } from "../../wasm/index.ts";

/** A test that runs with WebAssembly and then on the plain loops alone. */
export function bothWays(name: string, run: () => void): void {
  test(name, run);
  test(`${name} (plain loops)`, () => {
    withoutWasm(run);
  });
}
