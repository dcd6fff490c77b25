import { describe, describeReturned } from "./check-number.ts";
import { seeded } from "./seeded.ts";
import { correct, incorrect, type Verdict } from "./verdict.ts";

/**
 * A learner's dropout over plain numbers. `random` gives uniform numbers in [0, 1), `training` is
 * false in eval mode; an exercise that asks for no eval mode leaves it out.
 */
export type DropoutAnswer = (
  x: number[],
  p: number,
  random: () => number,
  training: boolean,
) => ArrayLike<number>;

/** What a learner's dropout must do. */
export interface DropoutCheck {
  /** Whether kept values are multiplied by 1/(1 - p), or stay as they are. */
  scaled: boolean;
  /** Whether eval mode is asked for: then the output must be the input. */
  evaluates?: boolean;
  /** Why the behaviour is right, said after success. */
  why: string;
}

/** One call of the learner's function that went well enough to look at its numbers. */
interface Draw {
  p: number;
  /** output / input for each value. */
  ratios: number[];
}

const INPUTS = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (0.5 + i / 400));
const RATES = [0.4, 0.2, 0.75];
// Their first numbers lie on both sides of 0.4, so that one coin for all shows both sides.
const SEEDS = [1, 5, 6, 7, 9];

/**
 * Judges a dropout function by what it does with several inputs, rates and seeds. Each fault has a
 * reason of its own: wrong kind or length, changed input, own randomness, the same mask each time,
 * nothing or everything dropped, one coin for all, a count that never varies, p and 1 - p swapped,
 * the bare mask, each wrong scale, p = 0, p = 1, and an eval mode that drops or scales.
 */
export function checkDropout(answer: DropoutAnswer, check: DropoutCheck): Verdict {
  const given: unknown = answer;
  if (typeof given !== "function") {
    return incorrect(`The answer must be a function, and this is ${describe(given)}.`);
  }
  const reason =
    faultOfShape(answer) ??
    faultOfRandomness(answer) ??
    faultOfMask(answer) ??
    faultOfScale(answer, check.scaled) ??
    faultAtEnds(answer) ??
    (check.evaluates === true ? faultOfEval(answer) : undefined);
  return reason === undefined ? correct(check.why) : incorrect(reason);
}

function run(answer: DropoutAnswer, p: number, seed: number, training = true): Draw {
  const output = answer([...INPUTS], p, seeded(seed), training);
  return { p, ratios: INPUTS.map((x, i) => (output[i] as number) / x) };
}

function faultOfShape(answer: DropoutAnswer): string | undefined {
  const x = [...INPUTS];
  const output: unknown = answer(x, 0.4, seeded(1), true);
  if (typeof output !== "object" || output === null || !("length" in output)) {
    const hint = output === undefined ? " Does it end with return?" : "";
    return `The function must return an array, and it returned ${describeReturned(output)}.${hint}`;
  }
  if (x.some((value, i) => value !== INPUTS[i]) || x.length !== INPUTS.length) {
    return "The function changes the array that it is given. Fill a new one: the caller still needs x.";
  }
  const values = output as ArrayLike<unknown>;
  if (values.length !== x.length) {
    return `The output must have as many values as x: for ${x.length} it has ${values.length}. A dropped value stays in its place, as 0.`;
  }
  const odd = Array.from(values).find((v) => typeof v !== "number" || !Number.isFinite(v));
  if (odd !== undefined || Array.from(values).includes(undefined)) {
    return `Every output must be a finite number, and one is ${String(odd)}.`;
  }
  return undefined;
}

function faultOfRandomness(answer: DropoutAnswer): string | undefined {
  const [first, again] = [maskOf(run(answer, 0.4, 1)), maskOf(run(answer, 0.4, 1))];
  if (first !== again) {
    return "With the same random numbers the mask must be the same. Use the random that the function is given, not one of your own.";
  }
  const masks = SEEDS.map((seed) => maskOf(run(answer, 0.4, seed)));
  if (new Set(masks).size > 1) return undefined;
  if (!first.includes("1"))
    return "At p = 0.4 everything is dropped. About 60 in 100 must be kept.";
  if (!first.includes("0")) return "At p = 0.4 nothing is dropped. About 40 in 100 must become 0.";
  return "Every call drops the same neurons. The mask must be drawn anew each time, from random().";
}

function maskOf({ ratios }: Draw): string {
  return ratios.map((ratio) => (ratio === 0 ? "0" : "1")).join("");
}

function faultOfMask(answer: DropoutAnswer): string | undefined {
  for (const p of RATES) {
    const draws = SEEDS.map((seed) => run(answer, p, seed).ratios);
    const shares = draws.map((ratios) => ratios.filter((r) => r !== 0).length / ratios.length);
    if (shares.every((share) => share === 0 || share === 1)) {
      return "All neurons share one fate: either all are kept or all dropped. Ask random() once for each neuron.";
    }
    if (new Set(shares).size === 1) {
      return `At p = ${p} exactly ${100 * (shares[0] as number)} in 100 are kept, in every draw. Each neuron's fate is a draw of its own, so the count varies.`;
    }
    const kept = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    // 2,000 neurons: at p = 0.4 the share has a standard deviation of 0.011.
    if (Math.abs(kept - (1 - p)) < 0.06) continue;
    const found = `At p = ${p} about ${Math.round(100 * kept)} in 100 are kept`;
    if (Math.abs(kept - p) < 0.06) {
      return `${found}: p is the probability to drop, and here it is the one to keep.`;
    }
    return `${found}, and it should be ${Math.round(100 * (1 - p))}.`;
  }
  return undefined;
}

function faultOfScale(answer: DropoutAnswer, scaled: boolean): string | undefined {
  for (const p of RATES) {
    const { ratios } = run(answer, p, 1);
    const kept = ratios.filter((ratio) => ratio !== 0);
    const ratio = kept[0] as number;
    // Float32 arithmetic is as good as any here.
    const near = (a: number, b: number) => Math.abs(a - b) < 1e-5 * Math.abs(b);
    const outputs = INPUTS.map((x, i) => x * (ratios[i] as number)).filter(
      (output) => output !== 0,
    );
    if (outputs.every((output) => near(output, outputs[0] as number))) {
      return `Every kept value becomes ${short(outputs[0] as number)}, whatever it was: that is the mask alone. Multiply it by x.`;
    }
    if (kept.some((other) => !near(other, ratio))) {
      return `At p = ${p} kept values change by different factors. All of them get the same one.`;
    }
    if (near(ratio, scaled ? 1 / (1 - p) : 1)) continue;
    if (!scaled) {
      return `At p = ${p} kept values are multiplied by ${short(ratio)}. Here they must stay as they are: scaling is the next step.`;
    }
    const wanted = `at p = ${p} the factor must be ${short(1 / (1 - p))}`;
    if (near(ratio, 1)) {
      return `The mask is right, but kept values stay as they are, so the sum is too small in training: ${wanted}.`;
    }
    if (near(ratio, 1 - p)) {
      return `Kept values are multiplied by 1 - p, which makes the sum smaller still: ${wanted}.`;
    }
    if (near(ratio, 1 / p)) {
      return `Kept values are divided by p, the share that is dropped. Divide by the share that is kept: ${wanted}.`;
    }
    return `Kept values are multiplied by ${short(ratio)}, and ${wanted}.`;
  }
  return undefined;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function faultAtEnds(answer: DropoutAnswer): string | undefined {
  for (const seed of SEEDS) {
    if (run(answer, 0, seed).ratios.some((ratio) => Math.abs(ratio - 1) > 1e-6)) {
      return "At p = 0 nothing must change, and something does.";
    }
    const atOne = run(answer, 1, seed).ratios;
    if (atOne.some((ratio) => !Number.isFinite(ratio))) {
      return "At p = 1 the output must be 0 everywhere, and it has NaN or Infinity: 1/(1 - p) divides by 0 there.";
    }
    if (atOne.some((ratio) => ratio !== 0)) {
      return "At p = 1 everything must be dropped, and something is kept.";
    }
  }
  // random() may give exactly 0, once in four billion.
  const atZero = answer([1, 1], 0, () => 0, true);
  if (atZero[0] !== 1) {
    return "When random() gives exactly 0, p = 0 drops a value. Keep where random() >= p.";
  }
  const atOne = answer([1, 1], 1, () => 0, true);
  if (atOne[0] !== 0) {
    return "When random() gives exactly 0, p = 1 keeps a value. Drop where random() < p.";
  }
  return undefined;
}

function faultOfEval(answer: DropoutAnswer): string | undefined {
  const { ratios } = run(answer, 0.4, 1, false);
  if (ratios.every((ratio) => Math.abs(ratio - 1) < 1e-6)) return undefined;
  if (ratios.some((ratio) => ratio === 0)) {
    return "In eval mode (training = false) neurons are still dropped. The output must be the input.";
  }
  return `In eval mode (training = false) values are multiplied by ${short(ratios[0] as number)}. The output must be the input: the scaling has been done in training.`;
}
