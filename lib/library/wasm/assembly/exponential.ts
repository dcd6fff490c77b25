// Exponentials and logarithms of float32, computed two at a time in float64 and rounded once: at most
// 0.51 units in the last place from the true value. tensor/elementwise/exponential.ts does the same, step by step.

// Constants that are loaded take one instruction, where V8 takes three for one that is written.
const TABLE: usize = memory.data<f64>(
  [
    Math.LOG2E, 6755399441055744 /* 1.5 · 2^52 */, Math.LN2, -150, 130,
    1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320,
    1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11,
    4503599627371519 /* 2^52 + 1023 */,
  ],
  16,
);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load64_splat(TABLE + (index << 3));
}

/** What became of an exponential: `scale · (1 + q)`, with `scale` a power of two. */
export const EXP: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;

/** The exponential of two float64, or what `which` makes of it; see the plain loops. */
// @ts-ignore: decorator
@inline
function exponential(which: i32, value: v128): v128 {
  let x = value;
  if (which == SIGMOID) x = f64x2.neg(x);
  if (which == TANH) x = f64x2.add(x, x);
  x = f64x2.pmin(f64x2.pmax(x, constant(3)), constant(4));
  const shifted = f64x2.add(f64x2.mul(x, constant(0)), constant(1));
  const scale = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  const r = f64x2.sub(x, f64x2.mul(f64x2.sub(shifted, constant(1)), constant(2)));
  const r2 = f64x2.mul(r, r);
  const p01 = f64x2.add(constant(5), f64x2.mul(r, constant(6)));
  const p23 = f64x2.add(constant(7), f64x2.mul(r, constant(8)));
  const p45 = f64x2.add(constant(9), f64x2.mul(r, constant(10)));
  const p456 = f64x2.add(p45, f64x2.mul(r2, constant(11)));
  const p = f64x2.add(f64x2.add(p01, f64x2.mul(r2, p23)), f64x2.mul(f64x2.mul(r2, r2), p456));
  const q = f64x2.mul(scale, f64x2.add(r, f64x2.mul(r2, p)));
  const one = f64x2.splat(1);
  if (which == TANH) {
    const t = f64x2.add(q, f64x2.sub(scale, one));
    const y = f64x2.div(t, f64x2.add(t, f64x2.splat(2)));
    return v128.bitselect(value, y, f64x2.splat(-0.0));
  }
  const e = f64x2.add(scale, q);
  return which == SIGMOID ? f64x2.div(one, f64x2.add(one, e)) : e;
}

/** The natural logarithms of two float64 that were float32. */
// @ts-ignore: decorator
@inline
function logarithm(x: v128): v128 {
  // From √½ to √2, and the power of two that was taken off.
  const shifted = i64x2.add(x, i64x2.splat(0x0009_5f61_9980_c433));
  const exponent = f64x2.sub(
    v128.or(i64x2.shr_u(shifted, 52), i64x2.splat(0x4330_0000_0000_0000)),
    constant(17),
  );
  const m = i64x2.add(
    v128.and(shifted, i64x2.splat(0x000f_ffff_ffff_ffff)),
    i64x2.splat(0x3fe6_a09e_667f_3bcd),
  );
  const one = f64x2.splat(1);
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
  const z = f64x2.mul(s, s);
  let p = f64x2.add(constant(15), f64x2.mul(z, constant(16)));
  p = f64x2.add(constant(14), f64x2.mul(z, p));
  p = f64x2.add(constant(13), f64x2.mul(z, p));
  p = f64x2.add(constant(12), f64x2.mul(z, p));
  p = f64x2.add(one, f64x2.mul(z, p));
  const y = f64x2.add(f64x2.mul(exponent, constant(2)), f64x2.mul(f64x2.add(s, s), p));
  const zero = f64x2.splat(0);
  const infinity = f64x2.splat(Infinity);
  const defined = v128.bitselect(f64x2.splat(-Infinity), y, f64x2.eq(x, zero));
  const finite = v128.bitselect(infinity, defined, f64x2.eq(x, infinity));
  // All bits set are NaN.
  return v128.or(finite, v128.not(f64x2.ge(x, zero)));
}

/** The next two float32 of n, or the only one, as float64. */
// @ts-ignore: decorator
@inline
function pair(a: usize, n: i32): v128 {
  return f64x2.promote_low_f32x4(n > 1 ? v128.load64_zero(a) : v128.load32_zero(a));
}

// @ts-ignore: decorator
@inline
function storePair(out: usize, n: i32, x: v128): void {
  const rounded = f32x4.demote_f64x2_zero(x);
  if (n > 1) v128.store64_lane(out, rounded, 0);
  else v128.store32_lane(out, rounded, 0);
}

/** out = exp(a), sigmoid(a) or tanh(a), as `which` says; `out` may be a. */
export function exponentials(which: i32, a: usize, out: usize, n: i32): void {
  for (; n > 0; n -= 2, a += 8, out += 8) storePair(out, n, exponential(which, pair(a, n)));
}

/** out = log(a); `out` may be a. */
export function logarithms(a: usize, out: usize, n: i32): void {
  for (; n > 0; n -= 2, a += 8, out += 8) storePair(out, n, logarithm(pair(a, n)));
}
