import { expect } from "vitest";
import type { Generator } from "../../random/index.ts";
import { withoutWasm } from "../../wasm/index.ts";
import { scope, type Tensor } from "../index.ts";
import { firstDifference } from "./first-difference.ts";

/** The numbers that a program drew, and the state it left. */
interface Drawn {
  values: Float32Array[];
  state: Uint8Array;
}

/** The results of a program with WebAssembly, so in a scope, and on the plain loops. */
export function drawThreeWays(
  make: () => Generator,
  program: (generator: Generator) => Tensor[],
): [fused: Drawn, scoped: Drawn, plain: Drawn] {
  const run = (): Drawn => {
    const generator = make();
    const values = program(generator).map(({ data }) => (data as Float32Array).slice());
    return { values, state: generator.getState() };
  };
  return [run(), scope(run), withoutWasm(run)];
}

/** Bits and states must be those of the plain loops. */
export function expectDrawnSame([fused, scoped, plain]: Drawn[]): void {
  for (const drawn of [fused, scoped]) {
    const differences = plain?.values.map((values, i) =>
      firstDifference(drawn?.values[i] ?? [], values),
    );
    expect(differences?.filter((at) => at !== -1)).toEqual([]);
    expect(firstDifference(drawn?.state ?? [], plain?.state ?? [])).toBe(-1);
  }
}
