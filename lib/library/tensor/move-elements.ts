import type { TypedArray } from "./dtype.ts";

/** Where elements are: element (i, j, …) is number `offset + i * strides[0] + …` of `data`. */
export interface Place {
  readonly data: TypedArray;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** A dimension that is walked: how often, and how far that goes on either side. */
interface Walk {
  length: number;
  from: number;
  to: number;
}

/** Side of the squares in which a matrix is transposed: two of them fit the L1 cache. */
const TILE = 32;
/** Shorter runs are copied faster by a loop. */
const RUN = 32;

/** So few are walked one by one sooner than it is found out how they lie. */
const FEW = 64;

/**
 * Copies elements of one kind from place to place, which must not overlap. Bits are moved, whatever
 * they mean, so that one loop does for all kinds.
 */
export function moveElements(from: Place, to: Place, shape: readonly number[]): void {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count === 0) return;
  if (count <= FEW) {
    moveFew(from, to, { shape, count });
    return;
  }
  const walks = dimensions(from.strides, to.strides, shape);
  const source = bits(from.data);
  const target = bits(to.data);
  const width = wordsOf(from.data);
  const isWide = width === 2;
  const plane = walks.splice(-2);
  const [rows, columns] = [
    plane.length === 2 ? (plane[0] as Walk) : ONCE,
    (plane.at(-1) ?? ONCE) as Walk,
  ];
  // The outer dimensions, as an odometer.
  const at = walks.map(() => 0);
  let [f, t] = [from.offset, to.offset];
  for (;;) {
    movePlane(source, target, { f: f * width, t: t * width, rows, columns, isWide });
    let d = walks.length - 1;
    for (; d >= 0; d--) {
      const { length, from: stepFrom, to: stepTo } = walks[d] as Walk;
      at[d] = (at[d] as number) + 1;
      f += stepFrom;
      t += stepTo;
      if ((at[d] as number) < length) break;
      f -= length * stepFrom;
      t -= length * stepTo;
      at[d] = 0;
    }
    if (d < 0) return;
  }
}

function moveFew(
  { data: source, offset: f, strides: from }: Place,
  { data: target, offset: t, strides: to }: Place,
  { shape, count }: { shape: readonly number[]; count: number },
): void {
  const last = shape.length - 1;
  const length = shape[last] ?? 1;
  const [stepFrom, stepTo] = [from[last] ?? 0, to[last] ?? 0];
  for (let row = 0; row < count / length; row++) {
    let [i, j] = [f, t];
    for (let d = last - 1, rest = row; d >= 0; d--) {
      const at = rest % (shape[d] as number);
      i += at * (from[d] as number);
      j += at * (to[d] as number);
      rest = (rest - at) / (shape[d] as number);
    }
    for (let k = 0; k < length; k++, i += stepFrom, j += stepTo) target[j] = source[i] as never;
  }
}

const ONCE: Walk = { length: 1, from: 0, to: 0 };

/**
 * The dimensions, those joined that are walked as one, in the order of the target's memory; but the
 * one along which the source lies together comes last but one.
 */
function dimensions(
  from: readonly number[],
  to: readonly number[],
  shape: readonly number[],
): Walk[] {
  const walks = shape
    .map((length, d) => ({ length, from: from[d] as number, to: to[d] as number }))
    .filter(({ length }) => length > 1)
    .sort((a, b) => b.to - a.to);
  for (let d = walks.length - 2; d >= 0; d--) {
    const [outer, inner] = [walks[d] as Walk, walks[d + 1] as Walk];
    if (outer.from !== inner.from * inner.length || outer.to !== inner.to * inner.length) continue;
    walks.splice(d, 2, { ...inner, length: outer.length * inner.length });
  }
  const nearest = walks.reduce(
    (best, walk, d) => (walk.from !== 0 && walk.from < (walks[best] as Walk).from ? d : best),
    walks.length - 1,
  );
  if (nearest < walks.length - 1) walks.splice(-1, 0, ...walks.splice(nearest, 1));
  return walks;
}

/** The elements as words, of which int64 and float64 have two each. */
export function bits(data: TypedArray): Int32Array | Uint8Array {
  if (data instanceof Uint8Array) return data;
  return new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}

/** How many words an element has there. */
export function wordsOf(data: TypedArray): 1 | 2 {
  return data.BYTES_PER_ELEMENT === 8 ? 2 : 1;
}

interface Plane {
  f: number;
  t: number;
  rows: Walk;
  columns: Walk;
  /** Two words an element. */
  isWide: boolean;
}

function movePlane(
  source: Int32Array | Uint8Array,
  target: Int32Array | Uint8Array,
  { f: f0, t: t0, rows, columns, isWide }: Plane,
): void {
  const width = isWide ? 2 : 1;
  const along = columns.from === 1 && columns.to === 1;
  if (along && columns.length >= RUN) {
    const run = columns.length * width;
    for (let i = 0; i < rows.length; i++) {
      const f = f0 + i * rows.from * width;
      target.set(source.subarray(f, f + run), t0 + i * rows.to * width);
    }
    return;
  }
  const stepFrom = columns.from * width;
  const stepTo = columns.to * width;
  const tall = along ? rows.length : TILE;
  const wide = along ? columns.length : TILE;
  for (let i0 = 0; i0 < rows.length; i0 += tall) {
    const iEnd = Math.min(i0 + tall, rows.length);
    for (let j0 = 0; j0 < columns.length; j0 += wide) {
      const count = Math.min(wide, columns.length - j0);
      for (let i = i0; i < iEnd; i++) {
        let f = f0 + i * rows.from * width + j0 * stepFrom;
        let t = t0 + i * rows.to * width + j0 * stepTo;
        for (let j = 0; j < count; j++) {
          target[t] = source[f] as number;
          if (isWide) target[t + 1] = source[f + 1] as number;
          f += stepFrom;
          t += stepTo;
        }
      }
    }
  }
}
