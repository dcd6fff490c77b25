// Dropout on the `default` stream: draw, mask and scale in one pass. An element takes two words; the
// low 21 bits of the first decide against `high`, and only when they are equal (once in 2^21) the
// second word decides against `low`. `out` and `x` must not overlap: ties are settled afterwards.
import {
  BACK_EVEN,
  BACK_ODD,
  BITS_21,
  HALF,
  HALF_BYTES,
  MATRIX,
  MIDDLE,
  nextEven,
  nextOdd,
  ODD,
  ON_EVEN,
  ON_ODD,
  ONE,
  TEMPER_15,
  TEMPER_7,
  temper,
  temperOne,
  twist,
  UPPER,
  WORDS,
  wordAt,
  wrap,
} from "./twister";

const BITS: u32 = 0x1fffff;
/** Where `high` and `scale` are put, to be loaded as vectors. */
const SPLAT: usize = memory.data<u32>([0, 0], 16);

function one(first: u32, second: u32, x: usize, out: usize, noise: usize, high: i32, low: u32, scale: f32): void {
  const h = <i32>(temperOne(first) & BITS);
  const n: f32 = h < high || (h == high && temperOne(second) < low) ? scale : 0;
  store<f32>(out, load<f32>(x) * n);
  store<f32>(noise, n);
}

function each(count: i32, firsts: usize, seconds: usize, x: usize, out: usize, noise: usize, step: usize, high: i32, low: u32, scale: f32): void {
  for (; count > 0; count--) {
    one(load<u32>(firsts), load<u32>(seconds), x, out, noise, high, low, scale);
    firsts += 4; seconds += 4; x += 4; out += 4;
    noise += step >> 2;
  }
}

// @ts-ignore: decorator
@inline
function four(h: v128, x: usize, out: usize, noise: usize, high: v128, scale: v128): void {
  const n = v128.and(i32x4.gt_s(high, h), scale);
  v128.store(out, f32x4.mul(v128.load(x), n));
  v128.store(noise, n);
}

/**
 * 312 elements from the words of the next twist, which it makes on the way. Drawing stays one vector
 * behind the twist, so that the processor has two chains of instructions to choose from.
 */
// @ts-ignore: decorator
@inline
function block(state: usize, x: usize, out: usize, noise: usize, step: usize, low: u32): void {
  const upper = v128.load(UPPER);
  const unit = v128.load(ONE);
  const matrix = v128.load(MATRIX);
  const mask7 = v128.load(TEMPER_7);
  const mask15 = v128.load(TEMPER_15);
  const bits = v128.load(BITS_21);
  const high = v128.load_splat<i32>(SPLAT);
  const scale = v128.load_splat<f32>(SPLAT, 4);
  const x0 = x;
  const out0 = out;
  const noise0 = noise;
  let tie = v128.xor(upper, upper);
  let at = state;
  let word = nextEven(at, at + ON_ODD, upper, unit, matrix);
  const first = nextOdd(at, at + ON_EVEN, upper, unit, matrix);
  v128.store(at, word);
  v128.store(at, first, ODD);
  at += 16;
  let toOdd = ON_ODD;
  let toEven = ON_EVEN;
  let end = state + MIDDLE;
  for (let part = 0; part < 3; part++) {
    for (; at < end; at += 16) {
      const even = nextEven(at, at + toOdd, upper, unit, matrix);
      const odd = nextOdd(at, at + toEven, upper, unit, matrix);
      v128.store(at, even);
      v128.store(at, odd, ODD);
      const h = v128.and(temper(word, mask7, mask15), bits);
      tie = v128.or(tie, i32x4.eq(h, high));
      four(h, x, out, noise, high, scale);
      x += 16; out += 16; noise += step;
      word = even;
    }
    if (part == 0) {
      wrap(state);
      end += 16;
    } else {
      toOdd = BACK_ODD;
      toEven = BACK_EVEN;
      end = state + HALF_BYTES;
    }
  }
  const h = v128.and(temper(word, mask7, mask15), bits);
  tie = v128.or(tie, i32x4.eq(h, high));
  four(h, x, out, noise, high, scale);
  if (v128.any_true(tie)) {
    each(HALF, state, state + ODD, x0, out0, noise0, step, load<i32>(SPLAT), low, load<f32>(SPLAT, 4));
  }
}

/** Elements from words that are there already. */
// @ts-ignore: decorator
@inline
function some(count: i32, firsts: usize, seconds: usize, x: usize, out: usize, noise: usize, step: usize, low: u32): void {
  const mask7 = v128.load(TEMPER_7);
  const mask15 = v128.load(TEMPER_15);
  const bits = v128.load(BITS_21);
  const high = v128.load_splat<i32>(SPLAT);
  const scale = v128.load_splat<f32>(SPLAT, 4);
  let tie = v128.xor(bits, bits);
  const noise0 = noise;
  let at: usize = 0;
  const end = <usize>(count & ~3) << 2;
  for (; at < end; at += 16) {
    const h = v128.and(temper(v128.load(firsts + at), mask7, mask15), bits);
    tie = v128.or(tie, i32x4.eq(h, high));
    four(h, x + at, out + at, noise, high, scale);
    noise += step;
  }
  let done = end;
  if (v128.any_true(tie)) {
    done = 0;
    noise = noise0;
  }
  each(count - <i32>(done >> 2), firsts + done, seconds + done, x + done, out + done, noise, step, load<i32>(SPLAT), low, load<f32>(SPLAT, 4));
}

/**
 * out = x · noise for n elements; gives the new position. The noise, the scale where kept and 0 where
 * dropped, is kept where `step` is 16, so many bytes for four numbers; where it is 0, one place is
 * written again and again.
 */
export function dropout(state: usize, position: i32, x: usize, out: usize, noise: usize, step: usize, n: i32, high: i32, low: u32, scale: f32): i32 {
  store<i32>(SPLAT, high);
  store<f32>(SPLAT, scale, 4);
  while (n > 0) {
    let count: i32;
    if (position == WORDS) {
      if (n < HALF) {
        twist(state);
        position = 0;
        continue;
      }
      block(state, x, out, noise, step, low);
      count = HALF;
    } else if (position == WORDS - 1) {
      const first = wordAt(state, position);
      twist(state);
      one(first, load<u32>(state), x, out, noise, high, low, scale);
      position = 1;
      count = 1;
    } else {
      const place = state + (<usize>(position >> 1) << 2);
      const straddled = position & 1;
      count = min(n, (WORDS - position) >> 1);
      some(count, straddled ? place + ODD : place, straddled ? place + 4 : place + ODD, x, out, noise, step, low);
      position += count << 1;
    }
    n -= count;
    const bytes = <usize>count << 2;
    x += bytes; out += bytes;
    if (step) noise += bytes;
  }
  return position;
}
