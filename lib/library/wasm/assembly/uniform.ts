// `rand` for float32: the low 24 bits of one word, times 2^-24. Twisting first and drawing afterwards
// is faster here than both at once, which needs more vectors than there are registers. Drawing takes
// four vectors a turn, since each is one long chain of instructions.
import { BITS_24, HALF_BYTES, ODD, TEMPER_15, TEMPER_7, temper, temperOne, twist, WORDS, wordAt } from "./twister";

const BITS: i32 = 0xffffff;
const UNIT: f32 = 5.9604644775390625e-8;
/** 24 where the exponent of a float stands: to subtract it divides by 2^24. */
const EXPONENT: usize = memory.data<u32>([0x0c000000], 16);

// @ts-ignore: decorator
@inline
function uniform(word: v128, mask7: v128, mask15: v128, bits: v128, exponent: v128): v128 {
  const b = v128.and(temper(word, mask7, mask15), bits);
  // Two halves that stop at 0 keep the number 0; it takes fewer cycles than a multiplication.
  return i16x8.sub_sat_u(f32x4.convert_i32x4_s(b), exponent);
}

/** The `count` words (a multiple of 16, or 8) at place `from` of both halves. */
// @ts-ignore: decorator
@inline
function draw(from: usize, count: i32, out: usize): void {
  const mask7 = v128.load(TEMPER_7);
  const mask15 = v128.load(TEMPER_15);
  const bits = v128.load(BITS_24);
  const exponent = v128.load_splat<u32>(EXPONENT);
  const end = from + (<usize>count << 1);
  for (const most = end - 16; from < most; from += 32) {
    const even = uniform(v128.load(from), mask7, mask15, bits, exponent);
    const odd = uniform(v128.load(from, ODD), mask7, mask15, bits, exponent);
    const even2 = uniform(v128.load(from, 16), mask7, mask15, bits, exponent);
    const odd2 = uniform(v128.load(from, ODD + 16), mask7, mask15, bits, exponent);
    v128.store(out, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
    v128.store(out, v128.shuffle<f32>(even, odd, 2, 6, 3, 7), 16);
    v128.store(out, v128.shuffle<f32>(even2, odd2, 0, 4, 1, 5), 32);
    v128.store(out, v128.shuffle<f32>(even2, odd2, 2, 6, 3, 7), 48);
    out += 64;
  }
  if (from < end) {
    const even = uniform(v128.load(from), mask7, mask15, bits, exponent);
    const odd = uniform(v128.load(from, ODD), mask7, mask15, bits, exponent);
    v128.store(out, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
    v128.store(out, v128.shuffle<f32>(even, odd, 2, 6, 3, 7), 16);
  }
}

/** Fills n elements; gives the new position. */
export function rand(state: usize, position: i32, out: usize, n: i32): i32 {
  while (n > 0) {
    if (position == WORDS) {
      twist(state);
      position = 0;
    }
    const count = position & 1 ? 0 : min(n, WORDS - position) & ~7;
    if (count > 0) {
      draw(state + (<usize>position << 1), count, out);
      out += <usize>count << 2;
      n -= count;
      position += count;
    } else {
      store<f32>(out, <f32>(temperOne(wordAt(state, position)) & BITS) * UNIT);
      out += 4; n--; position++;
    }
  }
  return position;
}
