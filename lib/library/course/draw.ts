import { seeded } from "./seeded.ts";

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
export interface DrawOptions {
  p: number;
  seed: number;
  training?: boolean;
  x?: readonly number[];
}

/** Enough seeds that a count over all of them is no matter of luck. */
export const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Inputs that all differ, of both signs, none of them 0: what is 0 afterwards was dropped. */
export function inputs(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1) * (0.5 + i / n));
}

const INPUTS = inputs(400);

/** Calls the answer once; gives output / input for each value. */
export function draw(answer: DropoutAnswer, options: DrawOptions): number[] {
  const { p, seed, training = true, x = INPUTS } = options;
  const output = answer([...x], p, seeded(seed), training);
  return x.map((value, i) => (output[i] as number) / value);
}

/** A number in a sentence, to four digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Equal as far as float32 arithmetic, which is as good as any here, can tell. */
export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 * Math.abs(b);
}
