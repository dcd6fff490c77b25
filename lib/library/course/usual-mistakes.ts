import type { Mistake } from "./check-number.ts";

/** What is done to an amount by those who mix up p, 1 − p, and scaling with dropping. */
const FORMULAS: readonly [of: (a: number, p: number) => number, formula: string, why: string][] = [
  [(a, p) => a * p, "A · p", "p is the probability to drop"],
  [(a, p) => a / p, "A / p", "p is the probability to drop, not to keep"],
  [(a, p) => a * (1 + p), "A · (1 + p)", "with 1 + p neither dropping nor scaling is told"],
  [(a, p) => a / (1 + p), "A / (1 + p)", "the share that is kept is 1 − p, not 1 + p"],
  [(a, p) => a * (1 - p), "A · (1 − p)", "that is what dropping does, and scaling undoes"],
  [(a, p) => a / (1 - p), "A / (1 − p)", "that is what scaling does, and nothing else"],
  [(a, p) => a * (1 - p) * (1 - p), "A · (1 − p)²", "1 − p counts once"],
  [(a, p) => a / (1 - p) / (1 - p), "A / (1 − p)²", "that is scaled twice"],
  [(a, p) => (a * p) / (1 - p), "A · p / (1 − p)", "that is the variance of scaled neurons"],
  [(a, p) => (a * (1 - p)) / p, "A · (1 − p) / p", "nothing here is divided by p"],
  [(a, p) => a * p * (1 - p), "A · p · (1 − p)", "that is a variance"],
  [(a, p) => a * Math.sqrt(1 - p), "A · √(1 − p)", "a mean has no root in it"],
  [(a, p) => a / Math.sqrt(1 - p), "A / √(1 − p)", "it is the mean that is kept, not the spread"],
  [(a, p) => a - p, "A − p", "dropout multiplies, it takes nothing away"],
  [(a, p) => a + p, "A + p", "dropout multiplies, it adds nothing"],
];

/**
 * Wrong answers about an amount that is dropped or scaled at p, by formula, and the same at the
 * rate of the lesson's examples. What equals the right answer is left out.
 */
export function usualMistakes(amount: number, p: number, expected: number): Mistake[] {
  const at = (rate: number, ending: (why: string) => string) =>
    FORMULAS.map(([of, formula, why]) => ({
      value: of(amount, rate),
      reason: `That is ${formula.replace("A", String(amount))}${ending(why)}.`,
    }));
  const here = at(p, (why) => `: ${why}`);
  const lesson = p === 0.4 ? [] : at(0.4, () => ` at p = 0.4, and here p is ${p}`);
  const all = [...here, ...lesson];
  return all.filter(({ value }) => Math.abs(value - expected) > 1e-9 * Math.abs(expected));
}
