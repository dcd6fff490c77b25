import { expect, test } from "vitest";
import { powerAbove } from "./power-above.ts";

test.each([
  [3.3e-16, 1e-15],
  [9.99e-13, 1e-12],
  [1e-12, 1e-11],
  [0.5, 1],
  [7, 10],
  [0, 0],
])("the least power of ten above %s is %s", (value, power) => {
  expect(powerAbove(value)).toBe(power);
});
