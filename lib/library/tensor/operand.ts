import type { Strided } from "./strided.ts";

/** What can stand on the right of an operation: a tensor, or a plain value. */
export type Operand = Strided | number | bigint | boolean;

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
  if (typeof options === "object" && options !== null && !isTensor(options)) return;
  throw new TypeError(
    `${subject}: options must be an object, such as ${example}, got ${told(options)}`,
  );
}

/** @throws {TypeError} for an option that nobody reads, such as a name of torch's spelling */
export function requireKnown(subject: string, options: object, known: readonly string[]): void {
  for (const name in options) {
    if (!known.includes(name)) {
      throw new TypeError(`${subject}: unknown option "${name}"; known are ${known.join(", ")}`);
    }
  }
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
  return typeof value === "object" ? "an object" : `${typeof value} ${String(value)}`;
}
