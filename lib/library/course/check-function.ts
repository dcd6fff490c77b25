import { describe, describeReturned } from "./check-number.ts";
import { seeded } from "./seeded.ts";
import { correct, incorrect, type Verdict } from "./verdict.ts";

/** A number, a boolean, or a list or record of such. */
export type Result =
  | number
  | boolean
  | ArrayLike<number>
  | readonly Result[]
  | { readonly [name: string]: Result };

/** What makes a function right, and what the usual wrong ones reveal. */
export interface FunctionCheck<Inputs extends unknown[]> {
  /**
   * Inputs of one case, the same for the same `random` and `index`: they are made anew for each call.
   * The index, from 0, is for cases that must not be missed, such as an empty list.
   */
  inputs(random: () => number, index: number): Inputs;
  /** The right function. */
  reference(...inputs: Inputs): Result;
  /** Wrong functions that show what was missed, each with what to say to one that agrees with it. */
  mistakes?: readonly { is(...inputs: Inputs): Result; reason: string }[];
  /** How many cases are tried, from 2; unless told, 20. */
  cases?: number;
  /**
   * How far off a number may be, as a difference; unless told, six digits: 5e-6 of the largest number
   * in the right result. The question must say a tolerance that is not the usual one.
   */
  tolerance?: number;
  /** Why the right function is right, said after success. */
  why: string;
  /** A whole number from 0 to 2^32 - 1 for a verdict that can be had again; unless told, each check has its own. */
  seed?: number;
}

/**
 * Judges a function by what it returns on seeded random cases, beside a right one. Each fault has a
 * reason of its own: a wrong kind, changed inputs, something kept from call to call, the same result
 * for all inputs, and each mistake that is known; else the first case that differs is shown.
 *
 * @throws {RangeError} if there are fewer than 2 cases
 * @throws what the answer throws; `Exercise.check` makes a verdict of that
 *
 * @example
 * ```ts
 * import { checkFunction } from "dropout-lab/course";
 * const check = {
 *   inputs: (random: () => number): [number[]] => [[random(), random(), random()]],
 *   reference: (x: number[]) => x.reduce((sum, v) => sum + v, 0) / x.length,
 *   mistakes: [{ is: (x: number[]) => Math.max(...x), reason: "That is the largest." }],
 *   why: "The sum over the count.",
 *   seed: 1,
 * };
 * checkFunction((x) => ((x[0] ?? 0) + (x[1] ?? 0) + (x[2] ?? 0)) / 3, check).outcome // → 'correct'
 * checkFunction((x) => Math.max(...x), check) // → Not yet. That is the largest.
 * checkFunction(() => 0.5, check) // → Not yet. It returns 0.5 for every input.
 * ```
 */
export function checkFunction<
  Inputs extends unknown[],
  // Of its own, so that a function that leaves inputs out does not choose which there are.
  Answer extends (...inputs: Inputs) => Result = (...inputs: Inputs) => Result,
>(answer: Answer, check: FunctionCheck<Inputs>): Verdict {
  const given: unknown = answer;
  if (typeof given !== "function") {
    return incorrect(`The answer must be a function, and this is ${describe(given)}.`);
  }
  const { reference, mistakes = [], cases = 20 } = check;
  if (!Number.isSafeInteger(cases) || cases < 2) {
    throw new RangeError(`checkFunction: cases must be a whole number from 2, got ${cases}`);
  }
  const seed = check.seed ?? Math.floor(Math.random() * 4294967296);
  const inputsAt = (index: number) => check.inputs(seeded(seed * 4096 + index), index);
  const indices = Array.from({ length: cases }, (_, index) => index);
  const results: Result[] = [];
  for (const index of indices) {
    const inputs = inputsAt(index);
    const result = answer(...inputs);
    const fault = faultOfKind(result, reference(...inputsAt(index)));
    if (fault !== undefined) return incorrect(fault);
    if (inWords(inputs) !== inWords(inputsAt(index))) {
      return incorrect("It changes what it is given. Leave that as it is, and make something new.");
    }
    // A function may return the same memory each time.
    results.push(structuredClone(result));
  }
  const resultAt = (index: number) => results[index] as Result;
  // Backwards, so that what counts its calls does not fall into step.
  const fickle = [...indices]
    .reverse()
    .some((index) => inWords(answer(...inputsAt(index))) !== inWords(resultAt(index)));
  if (fickle) {
    return incorrect(
      "Asked the same twice, it returned two different results. They must come from the inputs alone.",
    );
  }
  const agrees = (index: number, other: Result) =>
    isNear(resultAt(index), other, check.tolerance ?? 5e-6 * largest(other));
  const odd = indices.find((index) => !agrees(index, reference(...inputsAt(index))));
  if (odd === undefined) return correct(check.why);
  const known = mistakes.find(({ is }) =>
    indices.every((index) => agrees(index, is(...inputsAt(index)))),
  );
  if (known !== undefined) return incorrect(known.reason);
  if (new Set(results.map(inWords)).size === 1) {
    return incorrect(`It returns ${shown(resultAt(0))} for every input.`);
  }
  return incorrect(
    `For ${inputsAt(odd).map(shown).join(", ")} it returns ${shown(resultAt(odd))}, and ${shown(reference(...inputsAt(odd)))} is right.`,
  );
}

function faultOfKind(result: unknown, expected: Result): string | undefined {
  const must = (what: string) => {
    const wants = what === "an array" ? "a list" : "a value";
    return `It must return ${what}, and it returned ${describeReturned(result, wants)}.`;
  };
  if (result === undefined) return "It returned undefined. Does it end with return?";
  if (typeof expected !== "object") {
    return typeof result === typeof expected ? undefined : must(`a ${typeof expected}`);
  }
  if (typeof result !== "object" || result === null || result instanceof Promise) {
    return must(isList(expected) ? "an array" : "an object");
  }
  if (!isList(expected)) {
    const missing = Object.keys(expected).find((name) => !(name in result));
    if (missing !== undefined) return `What it returns must have ${missing}.`;
    return faultOfParts(result, expected);
  }
  if (!isList(result)) return must("an array");
  if (result.length !== expected.length) {
    return `It must return ${expected.length} values there, and it returned ${result.length}.`;
  }
  return faultOfParts(result, expected);
}

/** A string among numbers would be shown as the number that it is not. */
function faultOfParts(result: object, expected: Exclude<Result, number | boolean>) {
  const parts = result as Readonly<Record<string, unknown>>;
  for (const [name, part] of Object.entries(expected)) {
    const given = parts[name];
    if (typeof given === typeof part && given !== null) continue;
    const kind = typeof part === "object" ? "an object" : `a ${typeof part}`;
    return `What it returns must have ${kind} at ${name}, and there is ${describeReturned(given)}.`;
  }
  return undefined;
}

function isList(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/** Whether all numbers are that near, at all places of the expected result. */
function isNear(result: unknown, expected: Result, tolerance: number): boolean {
  if (typeof expected === "number") {
    if (typeof result !== "number") return false;
    return Object.is(result, expected) || Math.abs(result - expected) <= tolerance;
  }
  if (typeof expected === "boolean") return result === expected;
  if (typeof result !== "object" || result === null) return false;
  const of = result as Readonly<Record<string, unknown>>;
  if (isList(expected) && (result as { length?: unknown }).length !== expected.length) return false;
  return Object.entries(expected).every(([name, value]) =>
    isNear(of[name], value as Result, tolerance),
  );
}

function largest(result: Result): number {
  if (typeof result === "number") return Number.isFinite(result) ? Math.abs(result) : 0;
  if (typeof result === "boolean") return 0;
  return Math.max(0, ...Object.values(result).map((value) => largest(value as Result)));
}

/** Inputs and results as text, the same for the same; functions among the inputs do not count. */
function inWords(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "number" ? `number ${part}` : part,
  );
}

/** A value in a sentence, short enough to be read there. */
function shown(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (!isList(value)) {
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${name}: ${shown(part)}`)
      .join(", ")} }`;
  }
  const parts = Array.from(value);
  const few = parts.slice(0, 6).map(shown);
  return `[${[...few, ...(parts.length > 6 ? [`… ${parts.length - 6} more`] : [])].join(", ")}]`;
}
