import type { RandomSource } from "../../random/index.ts";
import { DTYPES, type DType, requireDType } from "../dtype.ts";
import { requireKnown, requireOptions } from "../operand.ts";

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
  requireOptions(subject, options, `{ dtype: "${kinds[0]}" }`);
  requireKnown(subject, options, names);
  if (options.dtype !== undefined) requireDType(subject, options.dtype, kinds);
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

function requireGenerator(subject: string, generator: unknown): void {
  if (generator === undefined) return;
  if (typeof (generator as Partial<RandomSource> | null)?.uint32 === "function") return;
  const got = generator === null ? "null" : typeof generator;
  throw new TypeError(
    `${subject}: generator must be one, such as new Generator(0), or left out, got ${got}`,
  );
}
