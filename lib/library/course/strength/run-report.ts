import { describe, describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";

/** The errors, in per cent, of a net that was trained with that strength. */
export type Measure = (strength: number) => number;

/** Chooses among strengths, and says what error the chosen one has. */
export type Report = (
  strengths: number[],
  held: Measure,
  test: Measure,
) => { strength: number; error: number };

/** What the exercise gives: the test chooses, and then judges its own choice. */
export const report: Report = (strengths, _held, test) => {
  let strength = strengths[0] as number;
  for (const one of strengths) if (test(one) < test(strength)) strength = one;
  return { strength, error: test(strength) };
};

/** What is seen of a report: for which strengths it asked the test, and what it gave back. */
export interface SeenReport {
  tested: readonly number[];
  returned: unknown;
}

/**
 * Strengths in no order, each with two errors. Where held has its least and its most and where test has
 * its least are three strengths, so that whoever takes one of them is told which.
 */
function casesOf(seed: number) {
  const random = seeded(seed);
  const count = 5 + Math.floor(4 * random());
  const strengths = Array.from({ length: count }, (_, i) => (i + 1) / 10);
  strengths.sort(() => random() - 0.5);
  const errors = () => strengths.map(() => Math.round(100 * (4 + 3 * random())) / 100);
  const [held, test] = [errors(), errors()];
  const [ofHeld, ofTest, ofMost] = places(count, random);
  held[ofHeld] = 3.1;
  held[ofMost] = 7.3;
  test[ofTest] = 2.9;
  return { strengths, held, test };
}

/** Three places that differ, neither the first nor the last among them. */
function places(count: number, random: () => number): [number, number, number] {
  const inner = count - 2;
  const start = Math.floor(inner * random());
  const at = (step: number) => 1 + ((start + step) % inner);
  return [at(0), at(1), at(2)];
}

/** Lets a program report on nets that only pretend to have learned. */
export function runReport(program: Report, seed: number): SeenReport {
  const { strengths, held, test } = casesOf(seed);
  const tested: number[] = [];
  const of = (errors: readonly number[]) => (strength: number) =>
    errors[strengths.indexOf(strength)] ?? Number.NaN;
  const returned = program([...strengths], of(held), (strength) => {
    tested.push(strength);
    return of(test)(strength);
  });
  return { tested, returned };
}

/** What is wrong with a report, or undefined if nothing is. */
export function faultOfReport({ tested, returned }: SeenReport, seed: number): string | undefined {
  if (typeof returned !== "object" || returned === null) {
    return `report must return { strength, error }, and it returned ${describeReturned(returned)}.`;
  }
  const { strength, error } = returned as { strength?: unknown; error?: unknown };
  if (typeof strength !== "number" || typeof error !== "number") {
    return `report must return two numbers, strength and error, and they are ${describe(strength)} and ${describe(error)}.`;
  }
  const { strengths, held, test } = casesOf(seed);
  const least = (errors: readonly number[]) => strengths[errors.indexOf(Math.min(...errors))];
  const chosen = strengths.indexOf(strength);
  if (chosen < 0) return `It chooses ${strength}, which is not among the strengths.`;
  if (strength === least(test)) {
    return "The test images still choose. The one that chooses is pleased with its choice: let the held images choose.";
  }
  if (strength === strengths[held.indexOf(Math.max(...held))]) {
    return "It chooses the strength with the most errors on the held images. Take the least.";
  }
  if (strength !== least(held)) {
    return `It chooses ${strength}. The least errors on the held images are at ${least(held)}.`;
  }
  if (error === Math.min(...held)) {
    return "The error that it reports is the one on the held images. They have chosen it because it was small: report the test's.";
  }
  if (error === Math.min(...test)) {
    return "The error that it reports is the least on the test images, which is another strength's.";
  }
  if (error !== test[chosen]) {
    return `It reports ${error}. The test error of the chosen strength is ${test[chosen]}.`;
  }
  if (tested.length !== 1) {
    return `The choice is right, but the test images were asked ${tested.length} times. Ask them once, at the end: what is not looked at cannot be chosen by.`;
  }
  return undefined;
}
