import { coins, type MaskMaker } from "./right-masks.ts";

/** A dropout as lesson 1 asks for it, without `training`, and as lesson 2 does. */
type Dropout = (x: number[], p: number, random: () => number, training?: boolean) => number[];

/** A dropout that uses the mask that is made, and the factor. */
export function withMask(maker: MaskMaker, factor: (p: number) => number): Dropout {
  return (x, p, random, training) => {
    if (training === false) return x;
    const mask = maker(x.length, p, random);
    return x.map((value, i) => (mask[i] ? value * factor(p) : 0));
  };
}

/** The factor of inverted dropout. */
export const inverse = (p: number) => 1 / (1 - p);

/** A dropout of fair coins whose kept values are multiplied. */
export const scaledBy = (factor: (p: number) => number) => withMask(coins, factor);

/** A right answer. */
export const coin = scaledBy(inverse);
