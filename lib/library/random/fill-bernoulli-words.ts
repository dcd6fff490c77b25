import { type Mt19937, temper, WORDS } from "./mt19937.ts";
import { threshold53 } from "./uniform53.ts";

/**
 * What `fillBernoulli` gives with torch's generator, in whole numbers and several times faster.
 *
 * The second word of a pair only matters where the upper bits are equal to those of the threshold,
 * once in two million pairs.
 */
export function fillBernoulliWords<T extends Float32Array | Float64Array>(
  out: T,
  p: number,
  engine: Mt19937,
): T {
  const { upper, lower } = threshold53(p);
  const { words } = engine;
  let i = 0;
  while (i < out.length) {
    const pairs = Math.min(out.length - i, (WORDS - engine.next) >> 1);
    let at = engine.next;
    for (const end = i + pairs; i < end; i++, at += 2) {
      const first = temper(words[at] as number) & 0x1fffff;
      // The sign bit of the difference: 1 where first is below.
      out[i] = first === upper ? below(words[at + 1], lower) : (first - upper) >>> 31;
    }
    engine.next = at;
    if (i === out.length) break;
    // A pair that reaches into the next turn of the twister.
    const first = engine.draw() & 0x1fffff;
    const second = engine.draw();
    out[i++] = first < upper || (first === upper && second < lower) ? 1 : 0;
  }
  return out;
}

function below(word: number | undefined, lower: number): number {
  return temper(word as number) >>> 0 < lower ? 1 : 0;
}
