import { told } from "../tensor/internal.ts";

/** A table: one row for each sample, in each row one number for each feature. */
export type Rows = ArrayLike<ArrayLike<number>>;

/**
 * Looks through a table, and says how many features it has.
 *
 * @param features how many there must be, if that is known
 * @throws {TypeError} for what is no table, {RangeError} for one without rows or features, for rows
 * of other lengths, and for a number that is not finite
 */
export function requireRows(subject: string, x: Rows, features?: number): number {
  if (!isList(x) || !Array.from(x).every(isList)) {
    throw new TypeError(
      `${subject}: x must be rows of numbers, such as [[1, 2], [3, 4]], got ${describe(x)}`,
    );
  }
  const width = features ?? (x[0]?.length as number | undefined) ?? 0;
  if (x.length === 0 || width === 0) {
    throw new RangeError(`${subject}: x must have rows and features, got ${x.length} x ${width}`);
  }
  for (let i = 0; i < x.length; i++) {
    const row = x[i] as ArrayLike<number>;
    if (row.length !== width) {
      throw new RangeError(
        `${subject}: each row of x must have ${width} numbers, got ${row.length} in row ${i}`,
      );
    }
    requireFinite(subject, row, `row ${i} of x`);
  }
  return width;
}

/** @throws {TypeError} for what is no list, {RangeError} for one without a finite number a row */
export function requireTargets(subject: string, y: ArrayLike<number>, count: number): void {
  if (!isList(y)) {
    throw new TypeError(
      `${subject}: y must be a list of numbers, such as [1, 2], got ${describe(y)}`,
    );
  }
  if (y.length !== count) {
    throw new RangeError(
      `${subject}: y must have one number for each of the ${count} rows of x, got ${y.length}`,
    );
  }
  requireFinite(subject, y, "y");
}

function requireFinite(subject: string, values: ArrayLike<number>, place: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new RangeError(
      `${subject}: ${place} must hold finite numbers, got ${told(values[i])} at ${i}`,
    );
  }
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list that is not one of rows";
  const kind = told(value);
  return kind === "a tensor" ? "a tensor: .tolist() makes them of it" : kind;
}
