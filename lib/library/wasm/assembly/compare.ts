// Comparisons of float32 numbers: a byte each, 1 where it holds, else 0.

/** Bits of `which`: what is to hold, and that all of it is turned round. */
const BELOW: i32 = 1;
const EQUAL: i32 = 2;
const NOT: i32 = 4;

// @ts-ignore: decorator
@inline
function mask(wanted: i32): v128 {
  return i32x4.splat(wanted ? -1 : 0);
}

/** Of four pairs, in the first four bytes. */
// @ts-ignore: decorator
@inline
function four(a: v128, b: v128, below: v128, equal: v128, not: v128): v128 {
  const holds = v128.or(v128.and(f32x4.lt(a, b), below), v128.and(f32x4.eq(a, b), equal));
  const words = i16x8.narrow_i32x4_s(v128.xor(holds, not), not);
  return v128.and(i8x16.narrow_i16x8_s(words, words), i8x16.splat(1));
}

/**
 * out [n] = whether each pair of a and b is as `which` says, which are `stepA` and `stepB` bytes from
 * four to four: 16, or 0 where four equal numbers stand for all.
 */
export function compare(which: i32, a: usize, stepA: usize, b: usize, stepB: usize, out: usize, n: i32): void {
  const below = mask(which & BELOW);
  const equal = mask(which & EQUAL);
  const not = mask(which & NOT);
  for (; n >= 4; n -= 4) {
    v128.store32_lane(out, four(v128.load(a), v128.load(b), below, equal, not), 0);
    a += stepA;
    b += stepB;
    out += 4;
  }
  for (; n > 0; n--) {
    v128.store8_lane(out, four(v128.load32_zero(a), v128.load32_zero(b), below, equal, not), 0);
    a += stepA >> 2;
    b += stepB >> 2;
    out++;
  }
}
