import { expect, it } from "vitest";
import { characterStart } from "./index.ts";

it("moves an offset within an emoji to its start, and no other", () => {
  const text = "a😀b";
  expect([0, 1, 2, 3, 4].map((offset) => characterStart(text, offset))).toEqual([0, 1, 1, 3, 4]);
});
