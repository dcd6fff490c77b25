import type { Sequential } from "../../nn/index.ts";
import { Generator } from "../../random/index.ts";
import { noGrad, randn, type Tensor, tensor } from "../../tensor/index.ts";
import { describeReturned } from "../check-number.ts";
import { checkedNets, SIZE, stateOf } from "./checked-nets.ts";

/** A program that counts the right answers of a net. */
export type CountRight = (
  net: Sequential<"float32">,
  x: Tensor<"float32">,
  labels: Tensor<"int64">,
) => number;

/** What is seen of a program on one net. */
interface Seen {
  readonly name: string;
  /** What it returned each time; in words where that is no number. */
  readonly counts: readonly (number | string)[];
  /** How many answers are right in evaluation. */
  readonly expected: number;
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
  readonly isStateKept: boolean;
}

const ROWS = 120;

// By chance two counts are the same now and then although something drops.
const TIMES = 5;

/** Asks a program several times about each net; the seed decides nets, inputs and labels. */
export function seeCounts(program: CountRight, seed: number): Seen[] {
  const generator = new Generator(seed + 1);
  return checkedNets(seed).map(({ name, net }, i) => {
    const x = randn([ROWS, SIZE.input], { generator });
    // Another number for each net, so that none is right for all.
    const expected = 65 + 15 * i + (generator.uint32() % 15);
    const labels = labelsFor(net, x, expected);
    const modes = () => net.modules().map(({ training }) => training);
    const [before, state] = [modes(), stateOf(net)];
    const counts = Array.from({ length: TIMES }, () => {
      const count: unknown = program(net, x, labels);
      return typeof count === "number" ? count : describeReturned(count);
    });
    return { name, counts, expected, before, after: modes(), isStateKept: stateOf(net) === state };
  });
}

/** Labels of which so many are what the net answers in evaluation; it is left as it was. */
function labelsFor(net: Sequential<"float32">, x: Tensor<"float32">, right: number) {
  const modes = net.modules().map((module) => [module, module.training] as const);
  const answers = noGrad(() => net.eval().forward(x).argmax(1));
  for (const [module, training] of modes) module.training = training;
  const wrong = (answer: number) => (answer + 1) % SIZE.classes;
  const labels = Array.from(answers.data, (answer, i) =>
    i < right ? Number(answer) : wrong(Number(answer)),
  );
  return tensor(labels, { dtype: "int64" });
}

/** The reason that fits what is wrong with what was seen. */
export function faultOfCounts(seen: readonly Seen[]): string | undefined {
  const isRightAtFirst = seen.every(({ counts, expected }) => counts[0] === expected);
  // Averages that have moved change the second count, too.
  const fault = faultOfKind(seen) ?? (isRightAtFirst ? faultOfState(seen) : faultOfCount(seen));
  return fault ?? faultOfCount(seen) ?? faultOfModes(seen);
}

function faultOfKind(seen: readonly Seen[]): string | undefined {
  const other = seen.flatMap(({ counts }) => counts).find((count) => typeof count !== "number");
  if (other !== undefined) return `It must return a number, and it returned ${other}.`;
  const all = new Set(seen.flatMap(({ counts }) => counts));
  if (all.size === 1) return `It returns ${[...all]} for every net.`;
  if (seen.every(({ counts, expected }) => isNear(counts[0], expected / ROWS))) {
    return "That is the share of right answers. Return their number.";
  }
  if (seen.every(({ counts, expected }) => counts[0] === ROWS - expected)) {
    return "That is the number of wrong answers. Count the right ones.";
  }
  return undefined;
}

function isNear(count: number | string | undefined, expected: number): boolean {
  return Math.abs(Number(count) - expected) < 1e-6;
}

function faultOfCount(seen: readonly Seen[]): string | undefined {
  const odd = seen.find(({ counts, expected }) => counts.some((count) => count !== expected));
  if (odd === undefined) return undefined;
  const { name, counts, expected } = odd;
  const other = counts.find((count) => count !== counts[0]);
  if (other !== undefined) {
    return `Asked twice, it counts ${counts[0]} and ${other} for ${name}; in evaluation ${expected} are right. Something still drops: noGrad says nothing to dropout.`;
  }
  return `It counts ${counts[0]} for ${name}, each time the same, and in evaluation ${expected} are right. BatchNorm listens to the flag, too: eval() reaches them all.`;
}

function faultOfState(seen: readonly Seen[]): string | undefined {
  const moved = seen.find(({ isStateKept }) => !isStateKept);
  if (moved === undefined) return undefined;
  return `The counts are right, but afterwards ${moved.name} has other numbers than before. To evaluate changes none.`;
}

function faultOfModes(seen: readonly Seen[]): string | undefined {
  const changed = seen.filter(({ before, after }) => String(before) !== String(after));
  const [first] = changed;
  if (first === undefined) return undefined;
  if (changed.some(({ before }) => before.every((mode) => !mode))) {
    return "A net in evaluation is in training afterwards. Remember the mode, and go back to it.";
  }
  if (changed.length === 1) {
    return "A BatchNorm that its owner keeps in evaluation is in training afterwards: train() reaches all modules. Remember the mode of each.";
  }
  return "The counts are right, but a net in training is in evaluation afterwards. What it learns from here on, it learns without dropout.";
}
