import { test } from "vitest";
import { randn } from "../tensor/index.ts";
import { drawThreeWays, expectDrawnSame } from "../tensor/testing/drawn-same.ts";
import { Generator } from "./index.ts";

test("randn equals the plain loop at every size to 70 and offset of the generator", () => {
  for (let n = 0; n <= 70; n++) {
    for (const before of [0, 1, 16, 623, 624]) {
      const drawn = drawThreeWays(
        () => new Generator(n),
        (generator) => [randn([before], { generator }), randn([n], { generator })],
      );
      expectDrawnSame(drawn);
    }
  }
});

test("randn equals the plain loop over chunks, where some blocks end on ties", () => {
  for (const n of [32_768, 32_783, 400_000]) {
    const drawn = drawThreeWays(
      () => new Generator(n),
      (generator) => [randn([n], { generator })],
    );
    expectDrawnSame(drawn);
  }
});
