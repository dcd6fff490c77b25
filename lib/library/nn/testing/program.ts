import { Generator } from "../../random/index.ts";
import { rand, randn, scope } from "../../tensor/index.ts";
import { Dropout, functional } from "../index.ts";

/** Draws, masks and products through every operation that dropout needs, as plain numbers. */
export function program(): number[][] {
  return (["default", "x86-mkl"] as const).flatMap((stream) => {
    const generator = new Generator(15172, { stream });
    const x = rand([40, 50], { generator });
    const dropped = new Dropout(0.2, { generator }).forward(x);
    const product = scope(() => dropped.matmul(randn([50, 8], { generator })).relu());
    const alpha = functional.alphaDropout(product, { p: 0.3, training: true, generator });
    return [x, dropped, product, alpha].map(({ data }) => Array.from(data as Float32Array));
  });
}
