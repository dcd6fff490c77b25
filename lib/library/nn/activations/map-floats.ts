import { Tensor } from "../../tensor/index.ts";
import { dense, elements, laidOutLike } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";

/** Rounds to the kind of the numbers: float32 is computed step by step, as torch does. */
export type Round = (x: number) => number;

/** `f` of each element, and of the element of `other` at the same place if there is one. */
export function mapFloats<D extends Float>(
  x: Tensor<D>,
  f: (x: number, round: Round, y: number) => number,
  other: Tensor = x,
): Tensor<D> {
  const round = x.dtype === "float32" ? Math.fround : (value: number) => value;
  const [a, b] = [elements(x) as Float32Array, elements(other) as Float32Array];
  const out = x.dtype === "float32" ? new Float32Array(a.length) : new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = f(a[i] as number, round, b[i] as number);
  return new Tensor<D>(laidOutLike(dense(x.dtype, out as never, x.shape), [x]));
}
