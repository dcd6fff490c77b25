import { describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";

/**
 * The mean squared error of bagged trees, judged without a test: y are the truths, samples[b] the
 * rows that tree b learned from, and said[b][i] is what tree b says to row i. What the exercise gives:
 * every tree judges, also those that have seen the row.
 */
export const outOfBag = (y: number[], _: number[][], said: number[][]): number => {
  const errors = y.map((truth, i) => {
    const heard = said.map(at(i));
    const mean = sum(heard) / heard.length;
    return (mean - truth) * (mean - truth);
  });
  return sum(errors) / errors.length;
};

/** Bagged trees that only pretend to have learned. */
interface Bag {
  y: number[];
  samples: number[][];
  said: number[][];
}

const BAGS = 5;

/** Five bags. In the last one there is a row that all trees have seen. */
function bagsOf(seed: number): Bag[] {
  const random = seeded(seed);
  return Array.from({ length: BAGS }, (_, bag) => {
    const n = 8 + Math.floor(5 * random());
    const y = Array.from({ length: n }, () => Math.round(25 + 300 * random()));
    const draw = () => Math.floor(n * random());
    const samples = Array.from({ length: 4 + bag }, () => Array.from({ length: n }, draw));
    // Out of the first tree's bag, so that there is always one to judge.
    samples[0] = (samples[0] as number[]).map((i) => (i === 1 ? 2 : i));
    for (const rows of samples) if (bag === BAGS - 1) rows[0] = 0;
    const said = samples.map((rows) =>
      // A full tree says to a row that it has seen what it has heard there.
      y.map((truth, i) => truth + (rows.includes(i) ? 0 : Math.round(200 * random() - 100))),
    );
    return { y, samples, said };
  });
}

/** What a program says of each bag, and whether it changed one. */
export interface SeenOutOfBag {
  errors: unknown[];
  changed: boolean;
}

/** Lets a program judge bags. */
export function judgeBags(program: typeof outOfBag, seed: number): SeenOutOfBag {
  const bags = bagsOf(seed);
  const errors = bags.map(({ y, samples, said }) => program(y, samples, said));
  return { errors, changed: JSON.stringify(bags) !== JSON.stringify(bagsOf(seed)) };
}

/** What those that did not see row i say to it. */
const unseen = ({ samples, said }: Bag, i: number) =>
  said.filter((_, b) => !samples[b]?.includes(i)).map(at(i));
const seen = ({ samples, said }: Bag, i: number) =>
  said.filter((_, b) => samples[b]?.includes(i)).map(at(i));

/** The mean over the rows of which there is anything to hear. */
function overRows(bag: Bag, errorOf: (heard: number[], truth: number) => number, hear = unseen) {
  const errors = bag.y.flatMap((truth, i) => {
    const heard = hear(bag, i);
    return heard.length === 0 ? [] : [errorOf(heard, truth)];
  });
  return { mean: sum(errors) / errors.length, overAll: sum(errors) / bag.y.length };
}

const square = (distance: number) => distance * distance;
const ofMean = (heard: number[], truth: number) => square(sum(heard) / heard.length - truth);

const right = (bag: Bag) => overRows(bag, ofMean).mean;

/** What a program may compute instead, and what is wrong with that. */
const FAULTS: readonly [of: (bag: Bag) => number, reason: string][] = [
  [
    (bag) => overRows(bag, ofMean, seen).mean,
    "That is the other half: only trees that have seen the row judge it. It must be those that have not.",
  ],
  [
    (bag) => overRows(bag, ofMean).overAll,
    "A row that every tree has seen counts as one without error. Leave it out of the number of rows, too.",
  ],
  [
    (bag) =>
      overRows(bag, (heard, truth) => sum(heard.map((one) => square(one - truth))) / heard.length)
        .mean,
    "That is the mean error of single trees. First take the mean of what they say to a row, then its error.",
  ],
  [
    (bag) => overRows(bag, ([first], truth) => square((first as number) - truth)).mean,
    "It hears one tree for each row. All that have not seen the row have a say.",
  ],
  [(bag) => Math.sqrt(right(bag)), "That is the root of it. The mean of the squares is asked for."],
  [
    (bag) => overRows(bag, (heard, truth) => Math.abs(sum(heard) / heard.length - truth)).mean,
    "It takes distances as they are. Square them.",
  ],
  [
    (bag) =>
      sum(bag.y.map((truth, i) => square(sum(unseen(bag, i)) / bag.said.length - truth))) /
      bag.y.length,
    "It takes the trees that have seen the row as zeros into the mean. Leave them out of it.",
  ],
  [
    (bag) => overRows(bag, (heard, truth) => square(sum(heard) / bag.said.length - truth)).mean,
    "It divides by the number of all trees. Divide by the number of those that were heard.",
  ],
];

/** What is wrong with what was seen of a program. */
export function faultOfOutOfBag({ errors, changed }: SeenOutOfBag, seed: number) {
  if (changed) return "It changes what it is given. Leave that as it is, and make something new.";
  const odd = errors.find((error) => typeof error !== "number");
  if (odd !== undefined || errors.includes(undefined)) {
    return `It must return a number, and it returned ${describeReturned(odd)}.`;
  }
  const bags = bagsOf(seed);
  const agrees = (of: (bag: Bag) => number) =>
    bags.every((bag, i) => Math.abs((errors[i] as number) - of(bag)) <= 1e-6 * of(bag));
  if (agrees(right)) return undefined;
  if (errors.some(Number.isNaN)) {
    return "It returns NaN where every tree has seen a row: nobody is left to judge it. Leave such a row out.";
  }
  const known = FAULTS.find(([of]) => agrees(of));
  if (known !== undefined) return known[1];
  if (new Set(errors).size === 1) return `It returns ${errors[0]} for every crowd of trees.`;
  const at = bags.findIndex((bag, i) => Math.abs((errors[i] as number) - right(bag)) > 1e-6);
  return `For ${bags[at]?.said.length} trees and ${bags[at]?.y.length} rows it returns ${short(errors[at] as number)}, and ${short(right(bags[at] as Bag))} is right.`;
}

function at(i: number): (values: readonly number[]) => number {
  return (values) => values[i] as number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
