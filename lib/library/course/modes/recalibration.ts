import { BatchNorm1d, type Sequential } from "../../nn/index.ts";
import { Generator } from "../../random/index.ts";
import { noGrad, randn, type Tensor } from "../../tensor/index.ts";
import { checkedNets, SIZE } from "./checked-nets.ts";

/** A program that measures again what the BatchNorms of a trained net remember. */
export type Recalibrate = (net: Sequential<"float32">, x: Tensor<"float32">) => unknown;

/** What a BatchNorm remembers, unit by unit. */
interface Memory {
  readonly means: readonly number[];
  readonly variances: readonly number[];
}

/** What is seen of a program on one net. */
interface Seen {
  readonly name: string;
  readonly before: readonly Memory[];
  readonly after: readonly Memory[];
  /** What the BatchNorms should remember. */
  readonly expected: readonly Memory[];
  readonly isInTraining: boolean;
  readonly areWeightsKept: boolean;
}

const ROWS = 400;

/**
 * How far off a mean (in standard deviations) and a variance (as a part of it) may be. One pass or
 * many, at once or by parts, differ by 1 % or less; dropout adds far more.
 */
const TOLERANCE = 0.05;

/** Lets a program recalibrate each net; the seed decides nets and inputs. */
export function seeRecalibration(program: Recalibrate, seed: number): Seen[] {
  const generator = new Generator(seed + 1);
  const twins = checkedNets(seed);
  return checkedNets(seed).map(({ name, net, norms }, i) => {
    const x = randn([ROWS, SIZE.input], { generator });
    const twin = twins[i] as (typeof twins)[number];
    recalibrate(twin.net, x);
    const [before, weights] = [norms.map(memoryOf), weightsOf(net)];
    program(net, x);
    return {
      ...{ name, before, after: norms.map(memoryOf), expected: twin.norms.map(memoryOf) },
      isInTraining: net.modules().some(({ training }) => training),
      areWeightsKept: weightsOf(net) === weights,
    };
  });
}

function recalibrate(net: Sequential<"float32">, x: Tensor<"float32">): void {
  net.eval();
  for (const norm of net.modules()) {
    if (!(norm instanceof BatchNorm1d)) continue;
    norm.resetRunningStats();
    norm.momentum = null;
    norm.train();
  }
  noGrad(() => net.forward(x));
  net.eval();
}

function memoryOf({ runningMean, runningVar }: BatchNorm1d): Memory {
  return { means: runningMean?.tolist() as number[], variances: runningVar?.tolist() as number[] };
}

function weightsOf(net: Sequential<"float32">): string {
  return net
    .parameters()
    .map(({ data }) => data.join())
    .join();
}

/** The reason that fits what is wrong with what was seen. */
export function faultOfRecalibration(seen: readonly Seen[]): string | undefined {
  if (seen.some(({ areWeightsKept }) => !areWeightsKept)) {
    return "It changes weights of the net. Only what the BatchNorms remember may change.";
  }
  return seen.map(faultOfMemory).find((fault) => fault !== undefined) ?? faultOfModes(seen);
}

function faultOfMemory({ name, before, after, expected }: Seen): string | undefined {
  const odd = after.findIndex((memory, i) => !isNear(memory, expected[i] as Memory));
  if (odd === -1) return undefined;
  const [was, is, should] = [before, after, expected].map((all) => all[odd] as Memory) as [
    Memory,
    Memory,
    Memory,
  ];
  const which = `the ${odd === 0 ? "first" : "second"} BatchNorm of ${name}`;
  if (is.means.every((mean) => mean === 0) && is.variances.every((variance) => variance === 1)) {
    return `Now ${which} remembers the mean 0 and the variance 1, as if new: it was reset, and then met no batch in training.`;
  }
  if (isNear(is, was)) {
    return `What ${which} remembers is still what training left. A BatchNorm learns only while it is in training itself.`;
  }
  const ratio = sum(is.variances) / sum(should.variances);
  const times = `${ratio.toFixed(2)} times the variance that it meets in use`;
  if (odd === 1 && isNear(after[0] as Memory, expected[0] as Memory) && ratio > 1) {
    return `Now ${which} remembers ${times}, and the first is right. Between the two stands a dropout, and it dropped.`;
  }
  return `Now ${which} remembers ${times}, and its means are off by ${distance(is, should).toFixed(2)} standard deviations. Of the batches of the training nothing may be left in it: reset it, and let all that it meets count alike.`;
}

function isNear(memory: Memory, other: Memory): boolean {
  const ratio = sum(memory.variances) / sum(other.variances);
  return Math.abs(ratio - 1) <= TOLERANCE && distance(memory, other) <= TOLERANCE;
}

/** How far apart the means are, in standard deviations, on average over the units. */
function distance(memory: Memory, other: Memory): number {
  const apart = other.means.map(
    (mean, i) =>
      Math.abs((memory.means[i] as number) - mean) / Math.sqrt(other.variances[i] as number),
  );
  return sum(apart) / apart.length;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function faultOfModes(seen: readonly Seen[]): string | undefined {
  const left = seen.find(({ isInTraining }) => isInTraining);
  if (left === undefined) return undefined;
  return `The values are right, but ${left.name} has modules in training afterwards, and the next images that it is asked about move them. End with eval().`;
}
