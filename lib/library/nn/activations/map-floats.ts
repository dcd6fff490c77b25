import { Tensor } from "../../tensor/index.ts";
import { dense, elements, laidOutLike } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";

type Floats = Float32Array | Float64Array;

/** Rounds to the kind of the numbers: float32 is computed step by step, as torch does. */
export function rounded(x: number, isFloat32: boolean): number {
  return isFloat32 ? Math.fround(x) : x;
}

/**
 * What `loop` writes for the elements, and for those of `other` at the same places. The loop is the
 * operation's own: V8 would call, number by number, a function that one loop gets for all operations.
 */
export function mapFloats<D extends Float>(
  x: Tensor<D>,
  loop: (out: Floats, x: Floats, isFloat32: boolean, y: Floats) => void,
  other: Tensor = x,
): Tensor<D> {
  const isFloat32 = x.dtype === "float32";
  const [a, b] = [elements(x) as Float32Array, elements(other) as Float32Array];
  const out = isFloat32 ? new Float32Array(a.length) : new Float64Array(a.length);
  loop(out, a, isFloat32, b);
  return new Tensor<D>(laidOutLike(dense(x.dtype, out as never, x.shape), [x]));
}
