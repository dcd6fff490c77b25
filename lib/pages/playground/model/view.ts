import { noGrad, ones, scope, type Tensor, tensor } from "dropout-lab/tensor";
import { type BothStages, bothStages } from "./bars.ts";
import { type Drop, dropOf } from "./drop.ts";
import {
  type HundredNeurons,
  hundredNeurons,
  type Sums,
  stepGenerator,
} from "./hundred-neurons.ts";
import type { Trace } from "./net.ts";
import type { Mode, Settings } from "./settings.ts";
import { REACH } from "./sizes.ts";
import type { Judgement, Training } from "./training.ts";

/** What each layer of the net holds in both stages, on what the net has not seen. */
export type Layers = { readonly [Layer in keyof Trace]: BothStages };

/** A map of the plane: at each place how sure the net is of class 1, row by row from the top. */
export interface PlaneMap {
  readonly side: number;
  readonly sure: Float32Array;
  readonly points: { readonly x: Float32Array; readonly labels: readonly number[] };
}

/** Digits that the net has not seen, with what it takes them for. */
export interface DigitGuesses {
  /** 64 numbers from 0 to 1 for each. */
  readonly images: Float32Array;
  readonly labels: readonly number[];
  readonly guesses: readonly number[];
}

/** All that the page draws. */
export interface View {
  /** The step that training has reached; less than asked for while it catches up. */
  readonly step: number;
  readonly neurons: HundredNeurons;
  readonly sums: Sums;
  readonly layers: Layers;
  readonly plane: PlaneMap | undefined;
  readonly digits: DigitGuesses | undefined;
  /** Which neurons of the two hidden layers the pictured net has: 1 where it is kept. */
  readonly kept: readonly [Float32Array, Float32Array];
  readonly judgements: { readonly [M in Mode]: readonly Judgement[] };
  readonly now: { readonly [M in Mode]: Judgement };
  /** The loss on the last batch, with dropout; NaN before the first step. */
  readonly batchLoss: number;
}

const SIDE = 48;
const SHOWN_DIGITS = 24;

/** x and y of the middle of each place of the map. */
const PLACES = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, i) => {
  const place = i >> 1;
  return i % 2 === 0 ? along(place % SIDE) : -along(Math.floor(place / SIDE));
});

function along(i: number): number {
  return REACH * ((2 * i + 1) / SIDE - 1);
}

/** What the settings show of a training that has come to its step. */
export function viewOf(training: Training, settings: Settings, sums: Sums): View {
  const pictured = picturedNet(training, settings);
  const isPlane = settings.data !== "digits";
  return {
    step: training.step,
    neurons: hundredNeurons({ ...settings, steps: training.step }),
    sums,
    layers: layersOf(training, settings),
    plane: isPlane ? planeMap(training, pictured.logits) : undefined,
    digits: isPlane ? undefined : digitGuesses(training, pictured.logits),
    kept: pictured.kept,
    judgements: training.judgements,
    now: {
      none: training.judge("none"),
      naive: training.judge("naive"),
      scaled: training.judge("scaled"),
      inverted: training.judge("inverted"),
    },
    batchLoss: training.batchLoss(settings.mode),
  };
}

function layersOf(training: Training, settings: Settings): Layers {
  const { heldOut } = training.data;
  const traceIn = (stage: Settings["stage"]): Record<keyof Trace, Float32Array> =>
    scope(() =>
      noGrad(() => {
        const drop = dropOf(settings, stage, stepGenerator(training.seed, training.step));
        const { hidden1, sums2, hidden2, logits } = training
          .netOf(settings.mode)
          .forward(heldOut.x, [drop, drop]);
        return {
          hidden1: numbersOf(hidden1),
          sums2: numbersOf(sums2),
          hidden2: numbersOf(hidden2),
          logits: numbersOf(logits),
        };
      }),
    );
  const stages = { training: traceIn("training"), evaluation: traceIn("evaluation") };
  const both = (layer: keyof Trace, apart: boolean) =>
    bothStages(
      { training: stages.training[layer], evaluation: stages.evaluation[layer] },
      { apart },
    );
  return {
    hidden1: both("hidden1", true),
    sums2: both("sums2", false),
    hidden2: both("hidden2", true),
    logits: both("logits", false),
  };
}

/** The net of the mode as the stage has it: in training one thinned net, with one mask a layer. */
function picturedNet(training: Training, settings: Settings) {
  const drop = dropOf(settings, settings.stage, stepGenerator(training.seed, training.step));
  const width = Number(settings.hidden);
  const factors = [drop(ones([width])), drop(ones([width]))] as const;
  const drops = factors.map(
    (factor): Drop =>
      (x) =>
        x.mul(factor),
  ) as [Drop, Drop];
  const logits = (x: Tensor<"float32">) => training.netOf(settings.mode).forward(x, drops).logits;
  return { logits, kept: [numbersOf(factors[0]), numbersOf(factors[1])] as const };
}

type Logits = (x: Tensor<"float32">) => Tensor<"float32">;

function planeMap(training: Training, logits: Logits): PlaneMap {
  const sure = scope(() =>
    noGrad(() => {
      const found = logits(tensor(PLACES).reshape([SIDE * SIDE, 2]));
      return numbersOf(found.select(1, 1).sub(found.select(1, 0)).sigmoid());
    }),
  );
  const { x, labels } = training.data.heldOut;
  return { side: SIDE, sure, points: { x: numbersOf(x), labels: labels.tolist() as number[] } };
}

function digitGuesses(training: Training, logits: Logits): DigitGuesses {
  const { x, labels } = training.data.heldOut;
  const shown = x.slice(0, SHOWN_DIGITS);
  const guesses = scope(() => noGrad(() => logits(shown).argmax(1).tolist()));
  return {
    images: numbersOf(shown),
    labels: labels.slice(0, SHOWN_DIGITS).tolist() as number[],
    guesses: guesses as number[],
  };
}

function numbersOf(x: Tensor<"float32">): Float32Array {
  return Float32Array.from(x.data);
}
