import { readJson } from "./read-data.ts";

/** How a net did on the 797 test images: one number a seed, in the order of the seeds. */
export interface JudgedNets {
  /** Wrong answers, in per cent of the images: points. */
  error: number[];
  /** Mean negative log-likelihood of the truth, in nats. */
  loss: number[];
  /** By how much the mean probability of the given answer exceeds the share that is right, in points. */
  overconfidence: number[];
}

/** What was found at one drop probability. */
export interface MissingScaleRun {
  p: number;
  /** Trained with naive dropout, used as they are. */
  missing: JudgedNets;
  /** The same nets, their activations scaled by 1 - p in use. */
  scaled: JudgedNets;
  /** Trained with inverted dropout from the same weights on the same images. */
  inverted: JudgedNets;
}

/** Nets of 64-256-256-10 neurons on 1,000 of the digits, for p = 0.4, 0.5 and 0.8. */
export interface MissingScaleRecording {
  /** 0 to 19. */
  seeds: number[];
  runs: MissingScaleRun[];
}

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "missing-scale.json";

/**
 * What the missing scale does to trained nets, as this library computed it; `data/README.md` names
 * the script.
 *
 * @example
 * ```ts
 * import { missingScale } from "dropout-lab/datasets";
 * const { seeds, runs } = missingScale();
 * [seeds.length, runs.map(({ p }) => p)] // → [ 20, [ 0.4, 0.5, 0.8 ] ]
 * ```
 */
export function missingScale(): MissingScaleRecording {
  return readJson(FILE) as MissingScaleRecording;
}
