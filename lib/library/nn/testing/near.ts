import { expect } from "vitest";
import type { Tensor } from "../../tensor/index.ts";

/** Fails where an element is further from what is expected than this part of the largest of all. */
export function expectNear(x: Tensor | undefined, expected: unknown, tolerance = 1e-6): void {
  const found = [x?.tolist()].flat(9).map(Number);
  const values = [expected].flat(9) as number[];
  expect(found).toHaveLength(values.length);
  const largest = Math.max(...values.map(Math.abs));
  for (const [i, value] of values.entries()) {
    const distance = Math.abs((found[i] as number) - value);
    if (!(distance <= tolerance * largest)) expect({ i, value: found[i] }).toEqual({ i, value });
  }
}
