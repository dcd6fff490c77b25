import { describe, describeReturned } from "./check-number.ts";
import { type DropoutAnswer, draw, inputs, near, SEEDS, short } from "./draw.ts";
import { faultOfMask } from "./mask-faults.ts";
import { faultOfScale } from "./scale-faults.ts";
import { seeded } from "./seeded.ts";
import { correct, incorrect, type Verdict } from "./verdict.ts";

/** What a learner's dropout must do. */
export interface DropoutCheck {
  /** Whether kept values are multiplied by 1/(1 - p), or stay as they are. */
  scaled: boolean;
  /** Whether eval mode is asked for: then the output must be the input. */
  evaluates?: boolean;
  /** Why the behaviour is right, said after success. */
  why: string;
}

/**
 * Judges a dropout function by what it does with several inputs, rates and seeds. Each fault has a
 * reason of its own: wrong kind or length, changed input, training and eval swapped, own
 * randomness, the same mask each time, neurons or calls that share a coin, a count that never
 * varies, p and 1 - p swapped, the bare mask, each wrong scale, p = 0, p = 1, and an eval mode that
 * drops or scales.
 *
 * A right answer fails with a probability below 1e-6, and the seeds are fixed: what passes once
 * passes always. What is no function is incorrect.
 *
 * @param answer gets up to 400 finite inputs (none of them 0), p in [0, 1], a source of uniform
 * numbers in [0, 1) and whether it is training; it returns as many numbers
 * @throws what the answer throws; `Exercise.check` makes a verdict of that
 *
 * @example
 * ```ts
 * import { checkDropout, type DropoutAnswer } from "dropout-lab/course";
 * const bare: DropoutAnswer = (x, p, random) => x.map((value) => (random() < p ? 0 : value));
 * const scaled: DropoutAnswer = (x, p, random) =>
 *   x.map((value) => (random() < p ? 0 : value / (1 - p)));
 * const check = { scaled: true, why: "The mean stays." };
 * checkDropout(scaled, check) // → Correct. The mean stays.
 * checkDropout(bare, check).outcome // → 'incorrect'
 * ```
 */
export function checkDropout(answer: DropoutAnswer, check: DropoutCheck): Verdict {
  const given: unknown = answer;
  if (typeof given !== "function") {
    return incorrect(`The answer must be a function, and this is ${describe(given)}.`);
  }
  const reason =
    faultOfShape(answer) ??
    (check.evaluates === true ? faultOfMode(answer) : undefined) ??
    faultOfMask(answer) ??
    faultOfScale(answer, check) ??
    faultAtEnds(answer) ??
    (check.evaluates === true ? faultOfEval(answer) : undefined);
  if (reason !== undefined) return incorrect(reason);
  return correct([check.why, remarkOnZero(answer)].filter(Boolean).join(" "));
}

function faultOfShape(answer: DropoutAnswer): string | undefined {
  for (const n of [400, 1, 2, 37]) {
    const given = inputs(n);
    const x = [...given];
    const output: unknown = answer(x, 0.4, seeded(n), true);
    if (typeof output !== "object" || output === null || !("length" in output)) {
      const hint = output === undefined ? " Does it end with return?" : "";
      return `The function must return an array, and it returned ${describeReturned(output)}.${hint}`;
    }
    if (x.length !== n || x.some((value, i) => value !== given[i])) {
      return "The function changes the array that it is given. Fill a new one: the caller still needs x.";
    }
    const values = Array.from(output as ArrayLike<unknown>);
    if (values.length !== n) {
      return `The output must have as many values as x: for ${n} it has ${values.length}. A dropped value stays in its place, as 0.`;
    }
    for (const value of values) {
      if (typeof value !== "number") {
        const hint = typeof value === "string" ? ` ("${value}"): toFixed() makes one` : "";
        return `Every output must be a number, and one is ${describe(value)}${hint}.`;
      }
      if (!Number.isFinite(value)) return `Every output must be finite, and one is ${value}.`;
    }
  }
  return undefined;
}

function faultOfMode(answer: DropoutAnswer): string | undefined {
  const drops = (training: boolean) =>
    SEEDS.some((seed) => draw(answer, { p: 0.4, seed, training }).includes(0));
  if (drops(true) || !drops(false)) return undefined;
  return "Training and inference have changed places: it drops when training is false, and not when it is true.";
}

function faultAtEnds(answer: DropoutAnswer): string | undefined {
  for (const seed of SEEDS) {
    if (draw(answer, { p: 0, seed }).some((ratio) => !near(ratio, 1))) {
      return "At p = 0 nothing must change, and something does.";
    }
    const atOne = draw(answer, { p: 1, seed });
    if (!atOne.every(Number.isFinite)) {
      return "At p = 1 the output must be 0 everywhere, and it has NaN or Infinity: 1/(1 - p) divides by 0 there.";
    }
    if (atOne.some((ratio) => ratio !== 0)) {
      return "At p = 1 everything must be dropped, and something is kept.";
    }
  }
  return undefined;
}

function faultOfEval(answer: DropoutAnswer): string | undefined {
  for (const p of [0.4, 0.75, 0, 1]) {
    const ratios = draw(answer, { p, seed: 1, training: false });
    const odd = ratios.find((ratio) => !near(ratio, 1));
    if (odd === undefined) continue;
    if (ratios.includes(0)) {
      return `In eval mode (training = false) neurons are still dropped, at p = ${p}. The output must be the input.`;
    }
    const done = near(odd, 1 - p)
      ? "that is the older way, for a training that does not scale. Here the scaling has been done in training"
      : "the scaling has been done in training";
    return `In eval mode (training = false) values are multiplied by ${short(odd)}. The output must be the input: ${done}.`;
  }
  return undefined;
}

/** What happens when random() gives exactly 0, once in four billion: worth a word, no fault. */
function remarkOnZero(answer: DropoutAnswer): string | undefined {
  const zeroFirst = () => {
    const next = seeded(1);
    let isFirst = true;
    return () => {
      const value = isFirst ? 0 : next();
      isFirst = false;
      return value;
    };
  };
  const drops = Array.from(answer([1, 1], 0, zeroFirst(), true)).includes(0);
  const keeps = Array.from(answer([1, 1], 1, zeroFirst(), true)).some((value) => value !== 0);
  if (!drops && !keeps) return undefined;
  const result = drops ? "p = 0 drops a value" : "p = 1 keeps one";
  return `(A remark: when random() gives exactly 0, ${result}. Keep where random() >= p and drop where random() < p, and the ends are exact.)`;
}
