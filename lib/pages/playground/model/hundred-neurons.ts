import { Generator } from "dropout-lab/random";
import { histogram } from "dropout-lab/stats";
import { ones, rand, scope, type Tensor } from "dropout-lab/tensor";
import { dropOf } from "./drop.ts";
import type { Settings } from "./settings.ts";
import { DRAWS } from "./sizes.ts";

const COUNT = 100;
const BINS = 60;

/** A layer of a hundred neurons: what leaves each of them. */
export interface HundredNeurons {
  /** With the mask of this step. */
  readonly training: Float32Array;
  readonly evaluation: Float32Array;
}

/** The sum that one neuron receives of the hundred over edges of weight 1. */
export interface Sums {
  /** In evaluation it is always the same. */
  readonly evaluation: number;
  /** The mean and the standard deviation over `DRAWS` masks in training. */
  readonly mean: number;
  readonly spread: number;
  /** The share of masks in each of the bins from 0 to `to`. */
  readonly shares: readonly number[];
  readonly to: number;
}

type LayerSettings = Pick<Settings, "mode" | "p" | "seed" | "input">;

/** The same settings give the same neurons, whatever was shown before. */
export function hundredNeurons(settings: LayerSettings & Pick<Settings, "steps">): HundredNeurons {
  const { seed, steps } = settings;
  return scope(() => {
    const activations = activationsOf(settings);
    const training = dropOf(settings, "training", stepGenerator(seed, steps))(activations);
    const evaluation = dropOf(settings, "evaluation", new Generator(seed))(activations);
    return {
      training: Float32Array.from(training.data),
      evaluation: Float32Array.from(evaluation.data),
    };
  });
}

/** What the next neuron receives with `DRAWS` masks, and in evaluation. */
export function sumsOf(settings: LayerSettings): Sums {
  return scope(() => {
    const activations = activationsOf(settings);
    const generator = new Generator(settings.seed);
    const rows = activations.expand([DRAWS, COUNT]);
    const sums = dropOf(settings, "training", generator)(rows).sum(1);
    const to = Math.max(120, 20 * Math.ceil(sums.max().item() / 20));
    return {
      evaluation: dropOf(settings, "evaluation", generator)(activations).sum().item(),
      mean: sums.mean().item(),
      spread: sums.std().item(),
      shares: histogram(sums, { bins: BINS, range: [0, to] }).shares,
      to,
    };
  });
}

function activationsOf({ input, seed }: LayerSettings): Tensor<"float32"> {
  return input === "ones" ? ones([COUNT]) : rand([COUNT], { generator: new Generator(seed) });
}

/** A generator for what is drawn to be shown at a step: none that training draws from. */
export function stepGenerator(seed: number, step: number): Generator {
  return new Generator(1_000_003 * (seed + 1) + step);
}
