import { describe, describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";

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

/** One call of a learner's dropout. */
export interface Call {
  x: readonly number[];
  p: number;
  /** Which stream of random numbers the call gets. */
  stream: number;
  training?: boolean;
}

/** What came back, or why that is no output at all. */
export type Reply =
  | {
      readonly values: readonly number[] /** How often `random()` was asked. */;
      readonly asked: number;
    }
  | { readonly fault: string };

/** Enough streams that a count over all of them is no matter of luck. */
export const STREAMS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** How many streams a check may have. */
const STREAM_COUNT = 1_048_576;

/** The learner's function with the random numbers of one check. */
export class Subject {
  readonly #answer: DropoutAnswer;
  readonly #seed: number;
  #rounds: boolean | undefined;

  /** @param seed a whole number below 2^32; another one gives other random numbers throughout */
  constructor(answer: DropoutAnswer, seed: number) {
    this.#answer = answer;
    this.#seed = seed;
  }

  /** The numbers of a stream; 0 is for the check itself. */
  stream(stream: number): () => number {
    return seeded(this.#seed * STREAM_COUNT + stream);
  }

  /** Whether every output is a whole number of millionths: then the function rounds to them. */
  get rounds(): boolean {
    this.#rounds ??= this.ratios({ p: 0.4, stream: 1, x: UNROUNDED })
      .map((ratio, i) => ratio * (UNROUNDED[i] as number))
      .every((value) => Math.abs(value - Math.round(value * 1e6) / 1e6) < 1e-12);
    return this.#rounds;
  }

  /** Calls the function, and looks at all that any output must be. */
  ask({ x, p, stream, training = true }: Call): Reply {
    const given = [...x];
    const next = this.stream(stream);
    let asked = 0;
    const random = () => {
      asked++;
      return next();
    };
    const output: unknown = this.#answer(given, p, random, training);
    if (typeof output !== "object" || output === null || !("length" in output)) {
      const hint = output === undefined ? " Does it end with return?" : "";
      return fault(
        `The function must return an array, and it returned ${describeReturned(output, "a list")}.${hint}`,
      );
    }
    if (given.length !== x.length || !isSame(given, x)) {
      return fault(
        "The function changes the array that it is given. Fill a new one: the caller still needs x.",
      );
    }
    const values: unknown[] = Array.isArray(output)
      ? output.slice()
      : Array.from(output as ArrayLike<unknown>);
    if (values.length !== x.length) {
      return fault(
        `The output must have as many values as x: for ${x.length} it has ${values.length}. A dropped value stays in its place, as 0.`,
      );
    }
    for (const value of values) {
      if (typeof value !== "number") {
        return fault(`Every output must be a number, and one is ${describe(value)}.`);
      }
      if (Number.isFinite(value)) continue;
      return fault(
        p === 1
          ? "At p = 1 the output must be 0 everywhere, and it has NaN or Infinity: 1/(1 - p) divides by 0 there."
          : `Every output must be finite, and one is ${value}.`,
      );
    }
    return { values: values as number[], asked };
  }

  /** Calls the function once on inputs without a 0; gives output / input for each value. */
  ratios(call: Partial<Call> & { p: number; stream: number }): number[] {
    const { x = INPUTS, p, stream, training = true } = call;
    const output = this.#answer([...x], p, this.stream(stream), training);
    return x.map((value, i) => (output[i] as number) / value);
  }

  /** Calls the function in training with a `random` of one's own. */
  askWith(random: () => number, x: readonly number[], p: number): number[] {
    return Array.from(this.#answer([...x], p, random, true));
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function fault(sentence: string): Reply {
  return { fault: sentence };
}

/** Inputs that all differ, of both signs, none of them 0: what is 0 afterwards was dropped. */
export function inputs(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1) * (0.5 + i / n));
}

const INPUTS = inputs(400);
const UNROUNDED = INPUTS.map((value) => value * Math.SQRT2);

/** A number in a sentence, to four digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Equal as far as float32 arithmetic, which is as good as any here, can tell. */
export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 * Math.abs(b);
}
