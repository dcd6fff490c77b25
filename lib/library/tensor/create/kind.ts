import type { RandomSource } from "../../random/index.ts";
import { DTYPES, type DType, requireDType } from "../dtype.ts";
import { requireBoolean, requireGenerator, requireKnown, requireOptions } from "../operand.ts";

/** Which kind of numbers to hold, and whether gradients should come to them (only to floats). */
export interface Kind<D extends DType> {
  dtype?: D;
  requiresGrad?: boolean;
}

/** Which kind to draw, and where from: the default generator when left out. */
export interface Draw<D extends DType> extends Kind<D> {
  generator?: RandomSource;
}

/**
 * The options at the end of a call, which may be left out. A kind that is not the one without
 * options must be said there: the compiler would believe it otherwise, and it would not be true.
 */
export type Options<D extends DType, Default extends DType, O extends Kind<D>> = [Default] extends [
  D,
]
  ? [options?: O]
  : [options: O & { dtype: D }];

const NAMES = ["dtype", "requiresGrad"];

/**
 * The options, read: with the default's kind where none is given.
 *
 * @throws {TypeError} for options that are no object, unknown names, kinds and generators
 */
export function readOptions<O extends Kind<DType>>(
  subject: string,
  options: O | undefined,
  { kinds = DTYPES, names = NAMES }: { kinds?: readonly DType[]; names?: readonly string[] } = {},
): Partial<O> {
  if (options === undefined) return {};
  const example = names.includes("generator") ? "{ generator }" : `{ dtype: "${kinds[0]}" }`;
  requireOptions(subject, options, example);
  requireKnown(subject, options, names);
  if (options.dtype !== undefined) requireDType(subject, options.dtype, kinds);
  if (options.requiresGrad !== undefined) {
    requireBoolean(subject, "requiresGrad", options.requiresGrad);
  }
  if ("generator" in options) requireGenerator(subject, options.generator);
  return options;
}

/** The options of a draw, read. */
export function readDraw<O extends Draw<DType>>(
  subject: string,
  options: O | undefined,
  kinds: readonly DType[] = DTYPES,
  names: readonly string[] = [...NAMES, "generator"],
): Partial<O> {
  return readOptions(subject, options, { kinds, names });
}

/** The kinds of floats. */
export const FLOATS = ["float32", "float64"] as const;
