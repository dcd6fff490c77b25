import type { RandomSource } from "../random/index.ts";
import type { Strided } from "./strided.ts";

/** What can stand on the right of an operation: a tensor, or a plain value. */
export type Operand = Strided | number | bigint | boolean;

/**
 * Whether a number's type tells that it is whole: true or false for literals such as 2 and 0.5, both
 * where it does not, as with `number`. Bigints are. Beyond 15 digits a number counts as a float.
 */
export type WholeNumber<N extends number | bigint> = N extends bigint
  ? true
  : number extends N
    ? boolean
    : `${N}` extends `${bigint}`
      ? IsLong<Digits<`${N}`>> extends true
        ? boolean
        : true
      : false;

type Digits<Text extends string> = Text extends `-${infer Unsigned}` ? Unsigned : Text;
type IsLong<Text> =
  Text extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}${infer _7}${infer _8}${infer _9}${infer _10}${infer _11}${infer _12}${infer _13}${infer _14}${infer _15}${infer _16}${string}`
    ? true
    : false;

/** The kind as which a plain value stands beside a tensor. */
export type PlainKind<T> = T extends boolean
  ? "bool"
  : T extends number | bigint
    ? WholeNumber<T> extends infer Whole
      ? Whole extends true
        ? "int64"
        : "float32"
      : never
    : never;

// TypeScript refuses these calls before they run. Cells that are not checked, and what came from
// JSON, get here all the same, and would go on to wrong numbers or to an error about something else.

/** @throws {TypeError} for what can be no side of an operation, such as a string or a list */
export function requireOperand(subject: string, value: Operand): void {
  const kind = typeof value;
  if (kind === "number" || kind === "boolean" || kind === "bigint" || isTensor(value)) return;
  throw new TypeError(`${subject}: must be a tensor or a number, got ${told(value)}`);
}

/** @throws {TypeError} for what is no tensor */
export function requireTensor(subject: string, value: unknown): void {
  if (!isTensor(value)) throw new TypeError(`${subject}: must be a tensor, got ${told(value)}`);
}

/** @throws {TypeError} for what is no object, where options belong */
export function requireOptions(subject: string, options: unknown, example: string): void {
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  if (isObject && !isTensor(options) && !isGenerator(options)) return;
  throw new TypeError(
    `${subject}: options must be an object, such as ${example}, got ${told(options)}`,
  );
}

/**
 * JavaScript drops what a function does not take, and with it an option of torch's that is not here.
 *
 * @param given the function's `arguments`
 * @throws {TypeError} for more than it takes
 */
export function requireCount(subject: string, given: ArrayLike<unknown>, most: number): void {
  if (given.length <= most) return;
  const surplus = Array.from(given)
    .slice(most)
    .filter((value) => value !== undefined);
  if (surplus.length === 0) return;
  const taken = most === 0 ? "no argument" : `at most ${most} argument${most === 1 ? "" : "s"}`;
  throw new TypeError(`${subject}: takes ${taken}, got also ${surplus.map(listed).join(" and ")}`);
}

/** What a value is, an object by the names in it. */
function listed(value: unknown): string {
  const kind = told(value);
  return kind === "an object" ? `{ ${Object.keys(value as object).join(", ")} }` : kind;
}

/** @throws {TypeError} for an option that nobody reads, such as a name of torch's spelling */
export function requireKnown(subject: string, options: object, known: readonly string[]): void {
  for (const name in options) {
    if (!known.includes(name)) {
      throw new TypeError(`${subject}: unknown option "${name}"; known are ${known.join(", ")}`);
    }
  }
}

/** @throws {TypeError} for what is no number */
export function requireNumber(subject: string, name: string, value: unknown): void {
  if (typeof value === "number") return;
  throw new TypeError(`${subject}: ${name} must be a number, got ${told(value)}`);
}

/** @throws {TypeError} for what is no truth value */
export function requireBoolean(subject: string, name: string, value: unknown): void {
  if (typeof value === "boolean") return;
  throw new TypeError(`${subject}: ${name} must be true or false, got ${told(value)}`);
}

/** @throws {TypeError} for what is no function */
export function requireFunction(subject: string, name: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new TypeError(`${subject}: ${name} must be a function, got ${told(value)}`);
}

/** @throws {TypeError} for what is given as a generator and is none */
export function requireGenerator(subject: string, generator: unknown): void {
  if (generator === undefined) return;
  if (isGenerator(generator)) return;
  throw new TypeError(
    `${subject}: generator must be a Generator, such as new Generator(0), or left out for the default one, got ${told(generator)}`,
  );
}

function isGenerator(value: unknown): boolean {
  return typeof (value as Partial<RandomSource> | null | undefined)?.uint32 === "function";
}

function isTensor(value: unknown): boolean {
  return (value as Partial<Strided> | null | undefined)?.storage !== undefined;
}

/** What a value is, in the words of an error. */
export function told(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value))
    return `a list; tensor([${value.length > 0 ? "…" : ""}]) makes one of it`;
  if (isTensor(value)) return "a tensor";
  if (isGenerator(value)) return "a generator";
  if (typeof value === "function") return "a function";
  if (typeof value === "object") return "an object";
  return `${typeof value} ${typeof value === "string" ? JSON.stringify(value) : String(value)}`;
}
