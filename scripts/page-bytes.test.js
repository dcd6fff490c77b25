import { expect, test } from "vitest";
import { pageBytes } from "./testing/page-bytes.js";

const MOST_BYTES = 45_000;

test("all of nn, with the tensors and WebAssembly under it, is small enough for a page", async () => {
  const bytes = await pageBytes(["nn"]);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
