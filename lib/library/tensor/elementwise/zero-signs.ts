import type { Strided } from "../strided.ts";

type Floats = Float32Array | Float64Array | Uint8Array;

/**
 * Gives a larger or smaller of 0 and -0 the sign that torch gives it on x86 with AVX2, on one thread.
 * Its vector loop takes the second of two equal numbers, its loop of single numbers the first. The
 * vector loop works on runs that lie without gaps, of which one may repeat a number, 64 bytes at a
 * time; what is left at the end of a run is done one by one.
 *
 * @param out the result in the order of its memory, as a and b, of which one may be a single number
 * @param views the operands as they are walked in that order
 */
export function settleZeros(
  out: Floats,
  { a, b }: { a: Floats; b: Floats },
  views: readonly Strided[],
): void {
  let run = 0;
  const lanes = 64 / out.BYTES_PER_ELEMENT;
  for (let i = 0; i < out.length; i++) {
    if (out[i] !== 0) continue;
    const first = a[a.length === 1 ? 0 : i] as number;
    const second = b[b.length === 1 ? 0 : i] as number;
    if (first !== 0 || second !== 0 || Object.is(first, second)) continue;
    run ||= lengthOfRuns(views);
    const isVector = i % run < run - (run % lanes);
    out[i] = isVector ? second : first;
  }
}

/** How long the runs of the vector loop are: one ends where an operand does not go on as it began. */
function lengthOfRuns(views: readonly Strided[]): number {
  const lengths = views[0]?.shape ?? [];
  const inward = lengths
    .map((_, d) => d)
    .filter((d) => lengths[d] !== 1)
    .reverse();
  const steps = views
    .map(({ strides }) => inward.map((d) => strides[d] as number))
    .filter((own) => own.some((step) => step !== 0));
  // Where both repeat a number there is nothing to load as a vector.
  if (!steps.some(([first]) => first === 1)) return 1;
  let run = 1;
  for (let k = 0; k < inward.length; k++) {
    const isJoined = steps.every(([first = 0, ...others]) => {
      const step = k === 0 ? first : (others[k - 1] as number);
      return first > 1 ? false : step === first * run;
    });
    if (!isJoined) break;
    run *= lengths[inward[k] as number] as number;
  }
  return run;
}
