import { strideLike } from "../layout.ts";
import { positions, type Strided, sizeOf } from "../strided.ts";

type Floats = Float32Array | Float64Array;

/**
 * Gives a larger or smaller of 0 and -0 the sign that torch gives it on x86 with AVX2, on one thread.
 * Its vector loop takes the second of two equal numbers, its loop of single numbers the first. The
 * vector loop works on runs that lie without gaps, or repeat one number, 64 bytes at a time; what is
 * left at the end of a run is done one by one.
 *
 * @param out the result in row-major order, as a and b, of which one may be a single number
 */
export function settleZeros(
  out: Floats,
  { a, b }: { a: Floats; b: Floats },
  { shape, operands }: { shape: readonly number[]; operands: readonly Strided[] },
): void {
  let order: { at: Int32Array; run: number } | undefined;
  const lanes = 64 / out.BYTES_PER_ELEMENT;
  for (let i = 0; i < out.length; i++) {
    if (out[i] !== 0) continue;
    const first = a[a.length === 1 ? 0 : i] as number;
    const second = b[b.length === 1 ? 0 : i] as number;
    if (first !== 0 || second !== 0 || Object.is(first, second)) continue;
    order ??= memoryOrder(shape, operands);
    const inRun = (order.at[i] as number) % order.run;
    const isVector = inRun < order.run - (order.run % lanes);
    out[i] = isVector ? second : first;
  }
}

/** Where each element of the result lies, and how long the runs of the vector loop are. */
function memoryOrder(
  shape: readonly number[],
  operands: readonly Strided[],
): { at: Int32Array; run: number } {
  const strides = strideLike(shape, operands);
  const at = positions({ shape, strides });
  const inward = shape
    .map((_, d) => d)
    .filter((d) => shape[d] !== 1)
    .sort((d, e) => (strides[d] as number) - (strides[e] as number));
  const steps = operands
    .filter((x) => sizeOf(x.shape) !== 1)
    .map((x) => inward.map((d) => stepAt(x, d - shape.length)));
  // A run ends where an operand does not go on as it began.
  let run = 1;
  let k = 0;
  for (; k < inward.length; k++) {
    const isJoined = steps.every(([first = 0, ...others]) => {
      const step = k === 0 ? first : (others[k - 1] as number);
      return first > 1 ? false : step === first * run;
    });
    if (!isJoined) break;
    run *= shape[inward[k] as number] as number;
  }
  return { at, run };
}

function stepAt(x: Strided, fromEnd: number): number {
  const own = x.shape.at(fromEnd);
  return x.shape.length < -fromEnd || own === 1 ? 0 : (x.strides.at(fromEnd) as number);
}
