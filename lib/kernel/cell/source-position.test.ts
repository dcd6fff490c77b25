import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positionAt, positionsIn } from "./source-position.ts";

describe("positionsIn", () => {
  it("gives for every offset what positionAt gives", () => {
    const texts = fc.array(fc.constantFrom("a", "\n", "\r\n", "é", "😀"), { maxLength: 30 });
    fc.assert(
      fc.property(texts, (parts) => {
        const source = parts.join("");
        const positionOf = positionsIn(source);
        for (let offset = 0; offset <= source.length; offset++) {
          expect(positionOf(offset)).toEqual(positionAt(source, offset));
        }
      }),
    );
  });
});
