import { describe } from "./check-number.ts";
import { activationsFor, samplesOf } from "./dropout/layers.ts";
import { faultOfMask } from "./dropout/mask-faults.ts";
import { faultOfScale } from "./dropout/scale-faults.ts";
import { type DropoutAnswer, near, STREAMS, Subject, short } from "./dropout/subject.ts";
import { tryLayers } from "./dropout/trials.ts";
import { correct, incorrect, type Verdict } from "./verdict.ts";

/** What a learner's dropout must do. */
export interface DropoutCheck {
  /** Whether kept values are multiplied by 1/(1 - p), or stay as they are. */
  scaled: boolean;
  /** Whether eval mode is asked for: then the output must be the input. */
  evaluates?: boolean;
  /** Why the behaviour is right, said after success. */
  why: string;
  /**
   * A whole number from 0 to 2^32 - 1 that decides about activations, rates and random numbers, for a
   * verdict that can be had again. Unless told, each check has its own.
   */
  seed?: number;
}

/**
 * Judges a dropout function by what it does on some ninety layers: 1 to 1,200 activations, of all
 * signs and sizes and with zeros among them, and rates from 0 to 1. Each fault has a reason of its
 * own: wrong kind or length, changed input, training and eval swapped, own randomness, something kept
 * from call to call, neurons that share a coin, or hang together by three and more, too few random
 * numbers, a count that never varies, a mask that depends on place or value, p and 1 - p swapped, the
 * bare mask, each wrong scale, p = 0, p = 1, and an eval mode that drops or scales. What is no
 * function is incorrect.
 *
 * A right answer fails less often than once in 1e9 checks, by Chernoff's bound. Found for certain, or
 * all but (1 - 1e-6): at every p that is tried from 0.1 to 0.9, two neurons that always share one
 * fate; one that is kept 20 in 100 too often; a rate that is off by 0.02; at one half, a neuron whose
 * fate is the exclusive or of others; fewer random numbers than half the entropy of the masks. The
 * sizes and rates that every check tries are 1, 2, 3, 5, 10, 12, 20, 50, 100 and 160, and 0.1, 0.2,
 * 0.4, 0.5, 0.75 and 0.9; the others are drawn.
 *
 * @param answer gets up to 1,200 finite numbers between 1e-28 and 1e30 in size, or 0, p in [0, 1], a
 * source of uniform numbers in [0, 1) and whether it is training; it returns as many numbers. A kept
 * value is right to 1e-5 of it
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
  const seed = check.seed ?? Math.floor(Math.random() * 4294967296);
  const reason = faultOf(new Subject(answer, seed), check);
  if (reason !== undefined) return incorrect(reason);
  return correct([check.why, remarkOnZero(new Subject(answer, seed))].filter(Boolean).join(" "));
}

function faultOf(subject: Subject, check: DropoutCheck): string | undefined {
  const early =
    faultOfShape(subject) ??
    (check.evaluates === true ? faultOfMode(subject) : undefined) ??
    faultOfMask(subject);
  if (early !== undefined) return early;
  const trials = tryLayers(subject, check);
  return (
    trials.mask ??
    faultOfScale(subject, check) ??
    trials.scale ??
    faultAtEnds(subject, check) ??
    (check.evaluates === true ? faultOfEval(subject) : undefined)
  );
}

function faultOfShape(subject: Subject): string | undefined {
  for (const n of [400, 1, 2, 37]) {
    for (const x of samplesOf(n, subject.stream(n), activationsFor({ rounds: true }))) {
      const reply = subject.ask({ x, p: 0.4, stream: n });
      if ("fault" in reply) return reply.fault;
    }
  }
  return undefined;
}

function faultOfMode(subject: Subject): string | undefined {
  const drops = (training: boolean) =>
    STREAMS.some((stream) => subject.ratios({ p: 0.4, stream, training }).includes(0));
  if (drops(true) || !drops(false)) return undefined;
  return "Training and inference have changed places: it drops when training is false, and not when it is true.";
}

function faultAtEnds(subject: Subject, { scaled }: DropoutCheck): string | undefined {
  for (const n of [400, 1, 10]) {
    for (const x of samplesOf(n, subject.stream(n), activationsFor(subject))) {
      const atZero = subject.ask({ x, p: 0, stream: n });
      if ("fault" in atZero) return atZero.fault;
      if (atZero.values.some((value, i) => !near(value, x[i] as number))) {
        return "At p = 0 nothing must change, and something does.";
      }
      const atOne = subject.ask({ x, p: 1, stream: n });
      if ("fault" in atOne) return atOne.fault;
      if (atOne.values.some((value) => value !== 0)) {
        const why = scaled ? ", whatever 1/(1 - p) is there" : "";
        return `At p = 1 everything must be dropped${why}, and something is kept.`;
      }
    }
  }
  return undefined;
}

function faultOfEval(subject: Subject): string | undefined {
  for (const p of [0.4, 0.75, 0, 1, 0.03]) {
    for (const n of [400, 1, 2, 37]) {
      for (const x of samplesOf(n, subject.stream(n), activationsFor(subject))) {
        const reply = subject.ask({ x, p, stream: n, training: false });
        if ("fault" in reply) return `In eval mode (training = false): ${reply.fault}`;
        const odd = reply.values.findIndex((value, i) => !near(value, x[i] as number));
        if (odd >= 0) return evalFault(x, reply.values, { odd, p });
      }
    }
  }
  return undefined;
}

function evalFault(
  x: readonly number[],
  values: readonly number[],
  { odd, p }: { odd: number; p: number },
): string {
  if (values.some((value, i) => value === 0 && x[i] !== 0)) {
    return `In eval mode (training = false) neurons are still dropped, at p = ${p}. The output must be the input.`;
  }
  const factor = (values[odd] as number) / (x[odd] as number);
  const done = near(factor, 1 - p)
    ? "that is the older way, for a training that does not scale. Here the scaling has been done in training"
    : "the scaling has been done in training";
  return `In eval mode (training = false) values are multiplied by ${short(factor)}. The output must be the input: ${done}.`;
}

/** What happens when random() gives exactly 0, once in four billion: worth a word, no fault. */
function remarkOnZero(subject: Subject): string | undefined {
  const atZero = (p: number): number[] | undefined => {
    const next = subject.stream(1);
    let isFirst = true;
    const random = () => {
      const value = isFirst ? 0 : next();
      isFirst = false;
      return value;
    };
    try {
      return subject.askWith(random, [1, 1], p);
    } catch {
      return undefined;
    }
  };
  const [kept, dropped] = [atZero(0), atZero(1)];
  if (kept === undefined || dropped === undefined || atZero(0.5) === undefined) {
    return "(A remark: when random() gives exactly 0, this stops with an error. 0 belongs to the numbers that random() may give.)";
  }
  const [drops, keeps] = [kept.includes(0), dropped.some((value) => value !== 0)];
  if (!drops && !keeps) return undefined;
  const result = drops ? "p = 0 drops a value" : "p = 1 keeps one";
  return `(A remark: when random() gives exactly 0, ${result}. Keep where random() >= p and drop where random() < p, and the ends are exact.)`;
}
