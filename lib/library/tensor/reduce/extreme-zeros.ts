import { strideLike } from "../layout.ts";
import { positions, type Strided } from "../strided.ts";
import type { Split } from "./wasm-rows.ts";

type Floats = Float32Array | Float64Array;

/** How many vectors of 32 bytes torch fills side by side. */
const VECTORS = 4;

/** A dimension as a loop walks it. */
interface Loop {
  readonly length: number;
  readonly stride: number;
}

/**
 * Gives a largest or smallest number that is 0 the sign that torch gives it on x86 with AVX2, on one
 * thread. Where the reduced numbers lie without gaps, torch walks them in blocks of four vectors:
 * the last block counts, its last vector, its first lane, and then what is left after the blocks.
 * Where columns lie side by side, those of whole blocks take the last zero. All else the first.
 *
 * @param out the results of `x`, the kept dimensions in row-major order
 */
export function settleExtremeZeros(
  out: Floats,
  x: Strided<"float32" | "float64">,
  { kept, reduced }: Split,
): void {
  if (!out.includes(0)) return;
  const data = x.storage.data;
  const loop = (d: number) => ({ length: x.shape[d] as number, stride: x.strides[d] as number });
  const byStride = inMemory(reduced.map(loop));
  const runs = joined(byStride);
  const columns = joined(kept.map(loop))[0];
  const lanes = 32 / out.BYTES_PER_ELEMENT;
  const block = VECTORS * lanes;
  const whole = (length: number) => length - (length % block);
  const order = runs[0]?.stride === 1 ? inBlocks(runs[0].length, { lanes, block }) : undefined;
  const isOuter = !order && runs.length === 1 && columns?.stride === 1;

  const starts = placesOf(kept.map(loop), x.offset);
  // Numbers that repeat are looked at once.
  const places = placesOf(
    byStride.filter(({ stride }) => stride !== 0),
    0,
  );
  if (order) reorder(places, order);
  for (let i = 0; i < out.length; i++) {
    if (out[i] !== 0) continue;
    const start = starts[i] as number;
    const isZero = (place: number) => data[start + place] === 0;
    const isLast = isOuter && i % columns.length < whole(columns.length);
    const place = isLast ? places.findLast(isZero) : places.find(isZero);
    out[i] = data[start + (place as number)] as number;
  }
}

/** The dimensions in the order of memory, as torch walks them. */
function inMemory(loops: readonly Loop[]): Loop[] {
  const shape = loops.map(({ length }) => length);
  const x = { shape, strides: loops.map(({ stride }) => stride) };
  const steps = strideLike(shape, [x]);
  const order = loops.map((_, d) => d).sort((a, b) => (steps[b] as number) - (steps[a] as number));
  return order.map((d) => loops[d] as Loop);
}

/** The dimensions from the innermost outwards, where one goes on as another ends as one. */
function joined(loops: readonly Loop[]): Loop[] {
  const found: Loop[] = [];
  for (const loop of loops.toReversed()) {
    const last = found.at(-1);
    if (loop.length === 1) continue;
    if (last && last.length * last.stride === loop.stride) {
      found[found.length - 1] = { ...last, length: last.length * loop.length };
    } else found.push(loop);
  }
  return found;
}

function placesOf(loops: readonly Loop[], offset: number): Int32Array {
  const shape = loops.map(({ length }) => length);
  return positions({ shape, strides: loops.map(({ stride }) => stride), offset });
}

/** Which of the numbers of a run count before which. */
function inBlocks(
  length: number,
  { lanes, block }: { lanes: number; block: number },
): readonly number[] {
  const whole = length - (length % block);
  const order: number[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    for (let vector = block - lanes; vector >= 0; vector -= lanes) {
      for (let start = whole - block; start >= 0; start -= block) order.push(start + vector + lane);
    }
  }
  for (let i = whole; i < length; i++) order.push(i);
  return order;
}

/** Puts each run of the places into that order. */
function reorder(places: Int32Array, order: readonly number[]): void {
  for (let start = 0; start < places.length; start += order.length) {
    const run = places.slice(start, start + order.length);
    for (const [i, from] of order.entries()) places[start + i] = run[from] as number;
  }
}
