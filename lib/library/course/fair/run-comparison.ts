import { describe, describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";

/** Trains a net with dropout of rate p: its wrong answers on the unseen images after each epoch. */
export type Train = (p: number, seed: number) => number[];

/** Says for each seed what two nets differ by. */
export type Compare = (train: Train, seeds: number[]) => number[];

/** What the exercise gives: each net has seeds of its own, and one of them its best epoch. */
export const compare: Compare = (train, seeds) =>
  seeds.map((seed) => {
    const plain = train(0, seed);
    const dropped = train(0.5, seed + 100);
    return Math.min(...dropped) - (plain[plain.length - 1] as number);
  });

/** What is seen of a comparison: the nets it trained, and what it gave back. */
export interface SeenComparison {
  trained: (readonly [p: number, seed: number])[];
  returned: unknown;
}

/** The seeds that a comparison is asked for, more than a few and in no order. */
function seedsOf(seed: number): number[] {
  const random = seeded(seed);
  const count = 6 + Math.floor(6 * random());
  return Array.from({ length: count }, (_, i) => 20 * i + 1 + Math.floor(15 * random()));
}

/**
 * A net that learns in seven epochs, with ups and downs, and whose last one is never the best: the
 * same for the same p and seed.
 */
function pretendToTrain(p: number, seed: number): number[] {
  const random = seeded(seed * 4096 + Math.round(1000 * p));
  const counts = Array.from({ length: 6 }, (_, epoch) =>
    Math.round(60 / (epoch + 1) + 30 * random()),
  );
  return [...counts, Math.min(...counts) + 2 + Math.floor(12 * random())];
}

/** Lets a program compare nets that only pretend to learn. */
export function runComparison(program: Compare, seed: number): SeenComparison {
  const trained: [number, number][] = [];
  const returned = program((p, own) => {
    trained.push([p, own]);
    return pretendToTrain(p, own);
  }, seedsOf(seed));
  return { trained, returned };
}

/** How a program may choose the number that it compares, and what is wrong with that. */
const CHOICES: readonly [
  of: (dropped: number[], plain: number[]) => number,
  reason: string | undefined,
][] = [
  [(dropped, plain) => last(dropped) - last(plain), undefined],
  [
    (dropped, plain) => last(plain) - last(dropped),
    "The sign has turned: wrong answers with dropout less those without are asked for.",
  ],
  [
    (dropped, plain) => Math.min(...dropped) - last(plain),
    "The net with dropout is still judged by its best epoch, which the unseen images chose, and the other by its last one.",
  ],
  [
    (dropped, plain) => Math.min(...dropped) - Math.min(...plain),
    "Now both are judged by their best epoch. That is alike for both, but the unseen images have chosen it, and so they no longer are unseen. Take the last one.",
  ],
  [
    (dropped, plain) => last(dropped) - Math.min(...plain),
    "Now the net without dropout is judged by its best epoch, and the other by its last one.",
  ],
  [
    (dropped, plain) => (dropped[0] as number) - (plain[0] as number),
    "It compares the nets after their first epoch. Take the last one.",
  ],
  [
    (dropped, plain) => total(dropped) / dropped.length - total(plain) / plain.length,
    "It takes the mean over all epochs, the untrained ones too. Take the last one.",
  ],
];

const last = (counts: readonly number[]) => counts[counts.length - 1] as number;
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** What is unfair, or undefined if nothing is. */
export function faultOfComparison(
  { trained, returned }: SeenComparison,
  seed: number,
): string | undefined {
  const seeds = seedsOf(seed);
  const fault = faultOfKind(returned, seeds.length) ?? faultOfNets(trained, seeds);
  if (fault !== undefined) return fault;
  const given = returned as readonly number[];
  const nets = seeds.map((own) => [pretendToTrain(0.5, own), pretendToTrain(0, own)] as const);
  const chosen = CHOICES.find(([of]) => nets.every((pair, i) => of(...pair) === given[i]));
  if (chosen !== undefined) return chosen[1];
  const [right] = CHOICES[0] as (typeof CHOICES)[number];
  const odd = nets.findIndex((pair, i) => right(...pair) !== given[i]);
  const [dropped, plain] = nets[odd] as (typeof nets)[number];
  return `Under seed ${seeds[odd]} it says ${given[odd]}. After their last epochs the nets have ${last(dropped)} and ${last(plain)} wrong answers, with dropout and without.`;
}

function faultOfKind(returned: unknown, count: number): string | undefined {
  if (!Array.isArray(returned)) {
    return `compare must return a list of numbers, and it returned ${describeReturned(returned, "a list")}.`;
  }
  const odd: unknown = returned.find((value) => typeof value !== "number");
  if (odd !== undefined)
    return `compare must return a list of numbers, and in it is ${describe(odd)}.`;
  if (returned.length === count) return undefined;
  return `compare must return one number for each of ${count} seeds, and it returned ${returned.length}.`;
}

function faultOfNets(trained: SeenComparison["trained"], seeds: number[]): string | undefined {
  if (trained.length === 0)
    return "It trains no net. Call train(p, seed) for each seed and both p.";
  const otherRate = trained.find(([p]) => p !== 0 && p !== 0.5);
  if (otherRate !== undefined) {
    return `It trains a net with p = ${otherRate[0]}. The two to compare have p = 0 and p = 0.5.`;
  }
  const learns = (p: number, seed: number) => trained.some(([q, own]) => q === p && own === seed);
  const lone = seeds.find((seed) => learns(0, seed) !== learns(0.5, seed));
  if (lone !== undefined) {
    return `Under seed ${lone} only one of the two nets learns. Another seed is another split and other first weights: then not dropout alone makes the difference.`;
  }
  const foreign = trained.find(([, seed]) => !seeds.includes(seed));
  if (foreign === undefined) return undefined;
  return `It trains under seed ${foreign[1]}, which is not among the given ones.`;
}
