import { DRAWS, dependence, sharedCoin } from "./dependence.ts";
import { type DrawOptions, type DropoutAnswer, draw, inputs, SEEDS, short } from "./draw.ts";

/** What is wrong with whom the answer drops, whatever it does to the others. */
export function faultOfMask(answer: DropoutAnswer): string | undefined {
  return (
    faultOfRandomness(answer) ??
    faultOfOneFate(answer) ??
    dependence(masksOf(answer, { p: 0.5, x: inputs(2048) })) ??
    faultOfShare(answer) ??
    faultOfEqualInputs(answer)
  );
}

function faultOfRandomness(answer: DropoutAnswer): string | undefined {
  const maskOf = (seed: number) =>
    draw(answer, { p: 0.4, seed })
      .map((ratio) => (ratio === 0 ? "0" : "1"))
      .join("");
  const first = maskOf(1);
  if (first !== maskOf(1)) {
    return "With the same random numbers the mask must be the same. Use the random that the function is given, not one of your own, and keep nothing from call to call.";
  }
  if (new Set(SEEDS.map(maskOf)).size > 1) return undefined;
  if (!first.includes("1")) {
    return "At p = 0.4 everything is dropped. About 60 in 100 must be kept.";
  }
  if (first.includes("0")) {
    return "Every call drops the same neurons. The mask must be drawn anew each time, from random().";
  }
  const factors = [...new Set(draw(answer, { p: 0.4, seed: 1 }).map(short))];
  if (factors.length === 2) {
    return `At p = 0.4 nothing becomes 0: values are multiplied by ${factors.join(" or ")}. A dropped value must be 0.`;
  }
  return "At p = 0.4 nothing is dropped. About 40 in 100 must become 0.";
}

function faultOfOneFate(answer: DropoutAnswer): string | undefined {
  const shares = SEEDS.map((seed) => keptShare(draw(answer, { p: 0.5, seed })));
  if (shares.some((share) => share > 0 && share < 1)) return undefined;
  return "All neurons share one fate: either all are kept or all dropped. Ask random() once for each neuron.";
}

function faultOfShare(answer: DropoutAnswer): string | undefined {
  for (const p of [0.4, 0.2, 0.75]) {
    const shares = SEEDS.map((seed) => keptShare(draw(answer, { p, seed })));
    const kept = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    // 4,000 coins: by Hoeffding a right answer is further off once in 1e12.
    if (Math.abs(kept - (1 - p)) < 0.06) continue;
    const found = `At p = ${p} about ${Math.round(100 * kept)} in 100 are kept`;
    if (Math.abs(kept - p) < 0.06) {
      return `${found}: p is the probability to drop, and here it is the one to keep.`;
    }
    return `${found}, and it should be ${Math.round(100 * (1 - p))}.`;
  }
  return undefined;
}

/** Neurons that are equally active, as in the lessons, have coins of their own too. */
function faultOfEqualInputs(answer: DropoutAnswer): string | undefined {
  // At p = 0.4 two coins agree in all 64 draws with probability 0.52^64, and there are 130,000 pairs.
  const shared = sharedCoin(masksOf(answer, { p: 0.4, x: Array(512).fill(1) }));
  return shared && `Where all x are 1, ${shared}`;
}

function masksOf(answer: DropoutAnswer, options: Omit<DrawOptions, "seed">): Uint8Array[] {
  return Array.from({ length: DRAWS }, (_, at) =>
    Uint8Array.from(draw(answer, { ...options, seed: 100 + at }), (ratio) => (ratio === 0 ? 0 : 1)),
  );
}

function keptShare(ratios: readonly number[]): number {
  return ratios.filter((ratio) => ratio !== 0).length / ratios.length;
}
