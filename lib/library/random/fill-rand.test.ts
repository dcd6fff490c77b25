import { expect, test } from "vitest";
import { rand } from "../tensor/index.ts";
import { drawThreeWays, expectDrawnSame } from "../tensor/testing/drawn-same.ts";
import { firstDifference } from "../tensor/testing/first-difference.ts";
import { isWasmAvailable } from "../wasm/index.ts";
import { Generator } from "./index.ts";

const SIZES = Array.from({ length: 71 }, (_, n) => n);

test("WebAssembly runs here", () => {
  expect(isWasmAvailable()).toBe(true);
});

test("rand gives 0 where all bits of a word are 0, which no short run of a seed shows", () => {
  const generator = new Generator(1);
  generator.engine.words.fill(0);
  generator.engine.next = 0;
  expect(firstDifference(rand([30], { generator }).data, new Float32Array(30))).toBe(-1);
  expect(generator.engine.next).toBe(30);
});

test.each(SIZES)("rand of %i equals the plain loop at every offset of the generator", (n) => {
  for (const before of [0, 1, 2, 7, 622, 623, 624, 625]) {
    const drawn = drawThreeWays(
      () => new Generator(n),
      (generator) => [rand([before], { generator }), rand([n], { generator })],
    );
    expectDrawnSame(drawn);
  }
});
