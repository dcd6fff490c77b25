import { STREAMS, type Subject, short } from "./subject.ts";

/** What is wrong at first sight with whom the answer drops. */
export function faultOfMask(subject: Subject): string | undefined {
  return faultOfRandomness(subject) ?? faultOfOneFate(subject);
}

function faultOfRandomness(subject: Subject): string | undefined {
  const maskOf = (stream: number) =>
    subject
      .ratios({ p: 0.4, stream })
      .map((ratio) => (ratio === 0 ? "0" : "1"))
      .join("");
  const first = maskOf(1);
  if (first !== maskOf(1)) return IMPURE;
  if (new Set(STREAMS.map(maskOf)).size > 1) return undefined;
  if (!first.includes("1")) {
    return "At p = 0.4 everything is dropped. About 60 in 100 must be kept.";
  }
  if (first.includes("0")) {
    return "Every call drops the same neurons. The mask must be drawn anew each time, from random().";
  }
  const factors = [...new Set(subject.ratios({ p: 0.4, stream: 1 }).map(short))];
  if (factors.length === 2) {
    return `At p = 0.4 nothing becomes 0: values are multiplied by ${factors.join(" or ")}. A dropped value must be 0.`;
  }
  return "At p = 0.4 nothing is dropped. About 40 in 100 must become 0.";
}

/** Said where the same question gets another answer. */
export const IMPURE =
  "With the same random numbers the mask must be the same. Use the random that the function is given, not one of your own, and keep nothing from call to call.";

function faultOfOneFate(subject: Subject): string | undefined {
  const shares = STREAMS.map((stream) => keptShare(subject.ratios({ p: 0.5, stream })));
  if (shares.some((share) => share > 0 && share < 1)) return undefined;
  return "All neurons share one fate: either all are kept or all dropped. Ask random() once for each neuron.";
}

/** A share that is far off at some p, with the usual misconception by its name. */
export function faultOfShare(subject: Subject): string | undefined {
  for (const p of [0.4, 0.2, 0.75]) {
    const shares = STREAMS.map((stream) => keptShare(subject.ratios({ p, stream })));
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

function keptShare(ratios: readonly number[]): number {
  return ratios.filter((ratio) => ratio !== 0).length / ratios.length;
}
