import { describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";

/** A program that says what a neuron receives of the activations x, all with weight 1. */
export type Hears = (x: number[], p: number, random: () => number, training: boolean) => number;

/** What is seen of a program at one drop probability, with all numbers to nine digits. */
interface Seen {
  readonly p: number;
  /** What one activation becomes in training, divided by itself: all that was seen, without 0. */
  readonly factors: readonly number[];
  /** In which share of the steps of training one activation becomes 0. */
  readonly dropped: number;
  /** What arrives of one activation in use, divided by it: all that was seen. */
  readonly use: readonly number[];
  /** Of many activations, divided by their sum: the mean in training, and what arrives in use. */
  readonly many: { readonly training: number; readonly use: number };
  /** The standard deviation of what arrives in training, by that of independent coins at factor 1. */
  readonly spread: number;
}

/** In so many steps a share is off by 0.1 less often than once in 1e17, by Hoeffding's bound. */
const STEPS = 2000;
const NEURONS = 40;
const FAR = 0.1;

/** Asks a program in training and in use; gives back words where it returned no number. */
export function seeHears(program: Hears, seed: number): readonly Seen[] | string {
  const random = seeded(seed);
  let other: string | undefined;
  const ask = (x: readonly number[], p: number, training: boolean) => {
    const sum: unknown = program([...x], p, random, training);
    if (typeof sum === "number" && Number.isFinite(sum)) return sum;
    other ??= typeof sum === "number" ? String(sum) : describeReturned(sum);
    return Number.NaN;
  };
  const draw = () => 0.5 + random();
  const rates = [0.2, 0.75, Math.round(100 * (0.3 + 0.15 * random())) / 100];
  const seen = rates.map((p): Seen => {
    const value = draw();
    const one = (training: boolean) => digits(ask([value], p, training) / value);
    const steps = Array.from({ length: STEPS }, () => one(true));
    const x = Array.from({ length: NEURONS }, draw);
    const total = x.reduce((sum, a) => sum + a, 0);
    const sums = Array.from({ length: STEPS }, () => ask(x, p, true));
    const mean = sums.reduce((sum, s) => sum + s, 0) / STEPS;
    const variance = sums.reduce((sum, s) => sum + (s - mean) * (s - mean), 0) / STEPS;
    const expected = p * (1 - p) * x.reduce((sum, a) => sum + a * a, 0);
    return {
      p,
      factors: [...new Set(steps)].filter((factor) => factor !== 0),
      dropped: steps.filter((factor) => factor === 0).length / STEPS,
      use: [...new Set(Array.from({ length: STEPS }, () => one(false)))],
      many: { training: digits(mean / total), use: digits(ask(x, p, false) / total) },
      spread: digits(Math.sqrt(variance / expected)),
    };
  });
  return other ?? seen;
}

function digits(value: number): number {
  return Number(value.toPrecision(9));
}

const PAIRS: readonly {
  training(p: number): number;
  use(p: number): number;
  reason: string;
}[] = [
  {
    training: () => 1,
    use: () => 1,
    reason: "Now nothing is scaled: that is the bug of lesson 1. One of the two scales must stay",
  },
  {
    training: (p) => 1 / (1 - p),
    use: (p) => 1 - p,
    reason: "It is scaled in training and in use. One of the two must go",
  },
  {
    training: (p) => 1 / (1 - p),
    use: (p) => 1 / (1 - p),
    reason: "In use nothing is missing, so nothing is to be divided there",
  },
  {
    training: (p) => 1 - p,
    use: () => 1,
    reason: "In training kept values must grow, to make up for the dropped: divide by 1 − p",
  },
  {
    training: (p) => 1 / (1 - p) / (1 - p),
    use: () => 1,
    reason: "In training it is divided by 1 − p twice. Once is enough",
  },
  {
    training: (p) => 1 / p,
    use: () => 1,
    reason: "p is the share that is dropped. Divide by the share that is kept, 1 − p",
  },
  {
    training: () => 1,
    use: (p) => p,
    reason: "p is the share that is dropped. In use multiply by the share that is kept, 1 − p",
  },
];

/** The reason that fits what is wrong with what was seen. */
export function faultOfHears(seen: readonly Seen[] | string): string | undefined {
  if (typeof seen === "string") return `It must return a number, and it returned ${seen}.`;
  for (const each of seen) {
    const fault = faultOfDrawing(each);
    if (fault !== undefined) return fault;
  }
  const pair = PAIRS.find(({ training, use }) =>
    seen.every(
      ({ p, factors: [factor], use: [g] }) => near(factor, training(p)) && near(g, use(p)),
    ),
  );
  if (pair !== undefined) return `${pair.reason}: ${heard(seen[0] as Seen)}.`;
  for (const each of seen) {
    const fault = faultOfScales(each) ?? faultOfMany(each);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfDrawing({ p, factors, dropped, use }: Seen): string | undefined {
  const other = use.find((factor) => !near(factor, use[0]));
  if (other !== undefined) {
    return `Asked again in use, it says ${short(use[0])} and ${short(other)} for an activation of 1. In use nothing is drawn.`;
  }
  if (dropped === 0) return "In training nothing is dropped now.";
  if (factors.length === 0) return "In training nothing arrives now: all is dropped.";
  if (Math.abs(dropped - p) > FAR) {
    return `At p = ${p} an activation is dropped in ${Math.round(100 * dropped)} of 100 steps. p is the probability to drop.`;
  }
  return factors.every((factor) => near(factor, factors[0]))
    ? undefined
    : `At p = ${p} a kept activation of 1 becomes ${short(factors[0])} now, and ${short(factors[1])} then. All are scaled alike.`;
}

function faultOfScales(seen: Seen): string | undefined {
  const { p, factors, use } = seen;
  const [factor, g] = [factors[0] as number, use[0] as number];
  const isInverted = near(factor, 1 / (1 - p)) && near(g, 1);
  if (isInverted || (near(factor, 1) && near(g, 1 - p))) return undefined;
  return near(factor * (1 - p), g)
    ? `Training and use agree, but by a scale of your own: ${heard(seen)}. In the lesson's two ways both are 100, or both are 100 · (1 − p).`
    : `Training and use still differ: ${heard(seen)}.`;
}

/** What is right for one activation, and not for many. */
function faultOfMany({ p, factors, use, many, spread }: Seen): string | undefined {
  const factor = factors[0] as number;
  if (!near(many.use, use[0])) {
    return `In use it is right for one activation, and for ${NEURONS} it gives ${short(many.use)} times their sum, at p = ${p}. Add them all up.`;
  }
  if (Math.abs(many.training / (factor * (1 - p)) - 1) > FAR) {
    return `In training it is right for one activation, and for ${NEURONS} it gives on average ${short(many.training)} times their sum, at p = ${p}.`;
  }
  if (Math.abs(spread / factor - 1) < 0.25) return undefined;
  return `The means agree, but in training the sum scatters ${spread > factor ? "more" : "less"} than with a coin for each activation, at p = ${p}. Ask random() once for each, and divide by 1 − p in every step.`;
}

/** Of a hundred activations of 1. */
function heard({ p, factors, use }: Seen): string {
  const training = 100 * (1 - p) * (factors[0] as number);
  return `at p = ${p} the neuron hears ${short(training)} on average in training, and ${short(100 * (use[0] as number))} in use`;
}

function near(a: number | undefined, b: number | undefined): boolean {
  return Math.abs(Number(a) - Number(b)) <= 1e-5 * Math.abs(Number(b));
}

function short(value: number | undefined): string {
  return String(Number(Number(value).toPrecision(4)));
}
