import { describe, expect, it } from "vitest";
import { toCodePoints, toOffset } from "./positions.ts";

describe("positions", () => {
  it("count an emoji once on the wire and twice in a string", () => {
    expect(toOffset("a😀b", 2)).toBe(3);
    expect(toCodePoints("a😀b", 3)).toBe(2);
  });

  it("end with the text", () => {
    expect(toOffset("ab", 9)).toBe(2);
    expect(toCodePoints("ab", 9)).toBe(2);
  });
});
