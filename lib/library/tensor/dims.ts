import { told } from "./operand.ts";

/**
 * The lengths themselves, as a list of their own.
 *
 * @throws {RangeError} unless all of them are whole numbers from 0 on
 * @throws {TypeError} for what is no list
 */
export function requireShape(shape: readonly number[]): readonly number[] {
  requireList("shape", shape);
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new RangeError(`shape: lengths must be whole numbers from 0, got [${shape.join(", ")}]`);
  }
  return [...shape];
}

/** @throws {TypeError} for what is no list, where a shape or an order belongs */
export function requireList(subject: string, list: readonly number[]): void {
  if (!Array.isArray(list)) {
    throw new TypeError(`${subject}: must be a list, such as [2, 3], got ${told(list)}`);
  }
}

/** Over which dimensions to reduce; all of them when left out. */
export type Dims = number | readonly number[];

/**
 * A dimension's number, where negative ones count from the end.
 *
 * @throws {RangeError} when there is no such dimension
 */
export function dimension(subject: string, dim: number, ndim: number): number {
  const range = Math.max(ndim, 1);
  if (!Number.isInteger(dim) || dim < -range || dim >= range) {
    throw new RangeError(
      `${subject}: dim must be in [${-range}, ${range - 1}], got ${typeof dim === "number" ? dim : told(dim)}`,
    );
  }
  return dim < 0 ? dim + range : dim;
}

/** The dimensions to reduce, each in [0, ndim). */
export function dimensions(subject: string, dims: Dims | undefined, ndim: number): Set<number> {
  const list = dims === undefined ? [] : typeof dims === "number" ? [dims] : dims;
  if (!Array.isArray(list)) {
    throw new TypeError(
      `${subject}: dims must be a number or a list of numbers, got ${told(list)}`,
    );
  }
  // As in torch, an empty list means all.
  if (list.length === 0) return new Set(Array.from({ length: ndim }, (_, d) => d));
  const chosen = new Set(list.map((dim) => dimension(subject, dim, ndim)));
  if (chosen.size < list.length) {
    throw new RangeError(`${subject}: dims must differ from each other, got [${list.join(", ")}]`);
  }
  return chosen;
}
