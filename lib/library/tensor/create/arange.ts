import { fma64 } from "../../random/internal.ts";
import { allocate, type Decided, type DType, toInt64 } from "../dtype.ts";
import type { WholeNumber } from "../operand.ts";
import { told } from "../operand.ts";
import { dense } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { made } from "./create.ts";
import { FLOATS, type Kind, type Options, readOptions } from "./kind.ts";

type Counted = "int64" | "float32" | "float64";

type Plain = number | bigint;

/**
 * What `arange` counts in without being told: integers, unless one of its numbers is a fraction;
 * either, where their types do not tell.
 */
export type CountedIn<A extends Plain, B extends Plain = 0, C extends Plain = 1> =
  | (false extends WholeNumber<A> | WholeNumber<B> | WholeNumber<C> ? "float32" : never)
  | (true extends WholeNumber<A>
      ? true extends WholeNumber<B>
        ? true extends WholeNumber<C>
          ? "int64"
          : never
        : never
      : never);

/**
 * The numbers from `start` (0 if left out) up to, but not with, `end`, in steps of `step` (1 if left
 * out), as `torch.arange`. They are int64 if all three are whole numbers, else float32.
 *
 * @throws {RangeError} for a step of 0, or in the other direction, and for what is not finite
 * @throws {TypeError} for bool
 *
 * @example
 * ```ts
 * import { arange } from "dropout-lab/tensor";
 * arange(5) // → tensor([0, 1, 2, 3, 4])
 * arange(1, 10, 3) // → tensor([1, 4, 7])
 * arange(0, 1, 0.25) // → tensor([0.0000, 0.2500, 0.5000, 0.7500])
 * ```
 */
export function arange<const A extends Plain, D extends Counted = CountedIn<A>>(
  end: A,
  ...[options]: Options<D, CountedIn<A>, Kind<D>>
): Tensor<Decided<D>>;
export function arange<
  const A extends Plain,
  const B extends Plain,
  D extends Counted = CountedIn<A, B>,
>(start: A, end: B, ...[options]: Options<D, CountedIn<A, B>, Kind<D>>): Tensor<Decided<D>>;
export function arange<
  const A extends Plain,
  const B extends Plain,
  const C extends Plain,
  D extends Counted = CountedIn<A, B, C>,
>(
  start: A,
  end: B,
  step: C,
  ...[options]: Options<D, CountedIn<A, B, C>, Kind<D>>
): Tensor<Decided<D>>;
export function arange(...given: unknown[]): Tensor {
  const counts = given.findIndex((value) => typeof value !== "number" && typeof value !== "bigint");
  const numbers = (counts < 0 ? given : given.slice(0, counts)) as (number | bigint)[];
  const [options, surplus] = given.slice(numbers.length);
  if (numbers.length < 1 || numbers.length > 3 || surplus !== undefined) {
    throw new TypeError(
      `arange: must be end, or start and end, or start, end and step, got ${given.map(told).join(", ")}`,
    );
  }
  const read = readOptions("arange", options as Kind<Counted>, { kinds: ["int64", ...FLOATS] });
  const whole = numbers.every((value) => typeof value === "bigint" || Number.isInteger(value));
  const { dtype = whole ? "int64" : "float32" } = read;
  const [start = 0, end = 0, step = 1] =
    numbers.length === 1 ? [0, numbers[0] as number | bigint] : numbers;
  requireRange(start, end, step);
  const data =
    dtype === "int64" ? countIntegers(start, end, step) : countFloats(dtype, start, end, step);
  return made(dense(dtype as DType, data, [data.length]), read.requiresGrad);
}

function requireRange(start: Plain, end: Plain, step: Plain): void {
  const got = `got ${start} to ${end} in steps of ${step}`;
  if (![start, end, step].every((value) => Number.isFinite(Number(value)))) {
    throw new RangeError(`arange: must be finite, ${got}`);
  }
  if (Number(step) === 0) throw new RangeError(`arange: step must not be 0, ${got}`);
  if (step > 0 ? start > end : start < end) {
    throw new RangeError(`arange: step must lead from start to end, ${got}`);
  }
}

function countIntegers(start: Plain, end: Plain, step: Plain): BigInt64Array {
  const [from, to, by] = [toInt64(start), toInt64(end), toInt64(step)];
  if (by === 0n) throw new RangeError(`arange: step must not be 0 in int64, got ${step}`);
  const count = (to - from + by - (by > 0n ? 1n : -1n)) / by;
  const data = allocate("int64", Number(count));
  for (let i = 0, value = from; i < data.length; i++, value += by) data[i] = value;
  return data;
}

/**
 * As torch's vector loop of 256 bits on one thread: it computes the first number of each vector from
 * start, and the others from that; what does not fill two vectors is computed one by one.
 */
function countFloats(dtype: "float32" | "float64", from: Plain, end: Plain, by: Plain) {
  const [start, step] = [Number(from), Number(by)];
  const data = allocate(dtype, Math.ceil((Number(end) - start) / step));
  const lanes = 32 / data.BYTES_PER_ELEMENT;
  const inVectors = data.length - (data.length % (2 * lanes));
  for (let i = 0; i < data.length; i++) {
    const lane = i < inVectors ? i % lanes : 0;
    const first = fma64(step, i - lane, start);
    data[i] = first;
    if (lane > 0) data[i] = fma64(step, lane, data[i] as number);
  }
  return data;
}
