/** What every error may have, which is not among its properties. */
export const USUAL: ReadonlySet<string> = new Set(["name", "message", "stack", "cause", "errors"]);

const MOST_GATHERED = 10;
const LONGEST_CHAIN = 100_000;

/** An error that another one holds, under what it is called there. */
export type Held = [label: string, error: unknown];

/**
 * What an error holds besides itself: its cause, those it gathers, any in a property of it; `left`
 * says how many of the gathered ones are left out.
 */
export function errorsIn(value: object): { errors: Held[]; left: number } {
  const errors: Held[] = [];
  const cause = readAny(value, "cause");
  if (cause !== undefined) errors.push(["cause", cause]);
  const gathered = readAny(value, "errors");
  const all: unknown[] = Array.isArray(gathered) ? gathered : [];
  for (const [index, error] of all.slice(0, MOST_GATHERED).entries()) {
    errors.push([`errors[${index}]`, error]);
  }
  // Where a SuppressedError is Node's own, its two are not enumerable.
  for (const key of new Set(["error", "suppressed", ...keysOf(value)])) {
    const held = USUAL.has(key) ? undefined : readAny(value, key);
    if (isError(held)) errors.push([key, held]);
  }
  return { errors, left: Math.max(0, all.length - MOST_GATHERED) };
}

/** The last of a chain of causes that begins with `cause`, and how many come before it. */
export function lastCause(
  cause: unknown,
  around: readonly unknown[],
): { last: unknown; before: number } {
  const seen = new Set(around);
  let last = cause;
  let before = 0;
  while (isError(last) && before < LONGEST_CHAIN) {
    seen.add(last);
    const next = readAny(last, "cause");
    if (next === undefined || seen.has(next)) break;
    last = next;
    before++;
  }
  return { last, before };
}

/** Whether a value is an error, of whatever realm. */
export function isError(value: unknown): value is object {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
  } catch {
    return false;
  }
}

/** A property, undefined where reading it throws. */
export function readAny(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function keysOf(value: object): string[] {
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}
