// Box and Muller's transform of uniform numbers, two pairs at a time, with the bits of torch's vector
// code; random/log32.ts and random/sincos32.ts say what it computes. Float64 holds the product of two float32
// exactly, so that a fused step is that product and a sum, rounded twice; only where the first rounding
// ends half way between two float32 can the second go wrong. Such a block is left to the plain loops.

const TABLE: usize = memory.data<f64>(
  [
    /* 0 √½, ln 2 in two parts */ 0.7071067690849304, -0.00021219444170128554, 0.693359375,
    /* 3 the logarithm's polynomial */ 0.07037683576345444, -0.11514610052108765, 0.11676998436450958,
    -0.12420140951871872, 0.14249323308467865, -0.16668057441711426, 0.2000071406364441,
    -0.24999994039535522, 0.3333333134651184,
    /* 12 2π, 4 / π, and -π / 4 in three parts */ 6.2831854820251465, 1.2732394933700562, -0.78515625,
    -0.00024187564849853516, -3.774895063202166e-8,
    /* 17 sine */ -0.00019515295571181923, 0.008332161232829094, -0.16666655242443085,
    /* 20 cosine */ 0.0000244331567955669, -0.0013887316454201937, 0.04166664555668831,
  ],
  16,
);

/** The bits of float64 that float32 lacks, and half of their range. */
const LOST: usize = memory.data<u64>([0x1fffffff, 0x10000000], 16);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load64_splat(TABLE + (index << 3));
}

/** Rounds to float32. */
// @ts-ignore: decorator
@inline
function round(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/** Where float64 numbers end half way between two float32. */
// @ts-ignore: decorator
@inline
function half(x: v128): v128 {
  return i64x2.eq(v128.and(x, v128.load64_splat(LOST)), v128.load64_splat(LOST, 8));
}

/** a · b + c, not yet rounded: its ties are to be kept. */
// @ts-ignore: decorator
@inline
function sum(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/**
 * The same, rounded, where the second rounding cannot go wrong: float64 holds the sum exactly, or it is one of two
 * float32.
 */
// @ts-ignore: decorator
@inline
function exactFma(a: v128, b: v128, c: v128): v128 {
  return round(f64x2.add(f64x2.mul(a, b), c));
}

/** Two numbers at `at`, and two 8 places on, become normal; gives `before` and where there were ties. */
// @ts-ignore: decorator
@inline
function transform(from: v128, angles: v128, at: usize, before: v128): v128 {
  const one = f64x2.splat(1);
  let ties = before;
  let s: v128;

  // The logarithm of 1 - from, as log32 takes it.
  const value = f64x2.sub(one, from);
  const mantissa = v128.or(
    v128.and(value, i64x2.splat(0x000f_ffff_ffff_ffff)),
    i64x2.splat(0x3fe0_0000_0000_0000),
  );
  const isLow = f64x2.lt(mantissa, constant(0));
  const power = v128.or(i64x2.shr_u(value, 52), i64x2.splat(0x4330_0000_0000_0000));
  const exponent = f64x2.sub(
    f64x2.sub(power, f64x2.splat(4503599627371518 /* 2^52 + 1022 */)),
    v128.and(isLow, one),
  );
  const m = f64x2.add(f64x2.sub(mantissa, one), v128.and(isLow, mantissa));
  const m2 = round(f64x2.mul(m, m));
  let y = constant(3);
  s = sum(y, m, constant(4));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(5));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(6));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(7));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(8));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(9));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(10));
  ties = v128.or(ties, half(s));
  y = round(s);
  s = sum(y, m, constant(11));
  ties = v128.or(ties, half(s));
  y = round(s);
  y = round(f64x2.mul(y, m));
  s = sum(y, m2, round(f64x2.mul(exponent, constant(1))));
  ties = v128.or(ties, half(s));
  y = round(s);
  y = exactFma(m2, f64x2.splat(-0.5), y);
  // A multiple of 2^-48 up to 17, as both parts are.
  const log = exactFma(exponent, constant(2), round(f64x2.add(m, y)));
  const radius = round(f64x2.sqrt(f64x2.mul(log, f64x2.splat(-2))));

  // Sine and cosine of the angle, as sincos32 takes them.
  const angle = round(f64x2.mul(angles, constant(12)));
  const octant = f64x2.mul(
    f64x2.trunc(
      f64x2.mul(f64x2.add(f64x2.trunc(round(f64x2.mul(angle, constant(13)))), one), f64x2.splat(0.5)),
    ),
    f64x2.splat(2),
  );
  let x = exactFma(octant, constant(14), angle);
  // 24 bits of the second part beside 24 of x, which begins at most 13 places higher.
  x = exactFma(octant, constant(15), x);
  s = sum(octant, constant(16), x);
  ties = v128.or(ties, half(s));
  x = round(s);
  const z = round(f64x2.mul(x, x));
  s = sum(constant(20), z, constant(21));
  ties = v128.or(ties, half(s));
  let c = round(s);
  s = sum(c, z, constant(22));
  ties = v128.or(ties, half(s));
  c = round(s);
  c = round(f64x2.mul(c, z));
  s = sum(c, z, round(f64x2.mul(z, f64x2.splat(-0.5))));
  ties = v128.or(ties, half(s));
  c = round(s);
  c = round(f64x2.add(c, one));
  s = sum(constant(17), z, constant(18));
  ties = v128.or(ties, half(s));
  let d = round(s);
  s = sum(d, z, constant(19));
  ties = v128.or(ties, half(s));
  d = round(s);
  d = round(f64x2.mul(d, z));
  s = sum(d, x, x);
  ties = v128.or(ties, half(s));
  d = round(s);
  const second = f64x2.eq(octant, f64x2.splat(2));
  const third = f64x2.eq(octant, f64x2.splat(4));
  const fourth = f64x2.eq(octant, f64x2.splat(6));
  const swapped = v128.or(second, fourth);
  const sign = f64x2.splat(-0.0);
  const sin = v128.xor(v128.bitselect(c, d, swapped), v128.and(v128.or(third, fourth), sign));
  const cos = v128.xor(v128.bitselect(d, c, swapped), v128.and(v128.or(second, third), sign));
  // Adding the mean of zero turns -0 into 0.
  const zero = f32x4.splat(0);
  v128.store64_lane(at, f32x4.add(f32x4.demote_f64x2_zero(f64x2.mul(radius, cos)), zero), 0);
  v128.store64_lane(at, f32x4.add(f32x4.demote_f64x2_zero(f64x2.mul(radius, sin)), zero), 0, 32);
  return ties;
}

/**
 * Turns `blocks` blocks of 16 uniform numbers into normal ones; gives how many it did before one that
 * it left as it was.
 */
export function normal(at: usize, blocks: i32): i32 {
  for (let done = 0; done < blocks; done++) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    const third = v128.load(at, 32);
    const fourth = v128.load(at, 48);
    let ties = i64x2.splat(0);
    for (let pair: usize = 0; pair < 32; pair += 8) {
      const place = at + pair;
      ties = transform(
        f64x2.promote_low_f32x4(v128.load64_zero(place)),
        f64x2.promote_low_f32x4(v128.load64_zero(place, 32)),
        place,
        ties,
      );
    }
    if (v128.any_true(ties)) {
      v128.store(at, first);
      v128.store(at, second, 16);
      v128.store(at, third, 32);
      v128.store(at, fourth, 48);
      return done;
    }
    at += 64;
  }
  return blocks;
}
