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
    /* 23 the bits of float64 that float32 lacks, and half of their range */
    reinterpret<f64>(<u64>0x1fffffff), reinterpret<f64>(<u64>0x10000000),
  ],
  16,
);

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
  return i64x2.eq(v128.and(x, constant(23)), constant(24));
}

let ties: v128 = i64x2.splat(0);

/** a · b + c, rounded. */
// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, c: v128): v128 {
  const sum = f64x2.add(f64x2.mul(a, b), c);
  ties = v128.or(ties, half(sum));
  return round(sum);
}

// @ts-ignore: decorator
@inline
function logarithm(value: v128): v128 {
  const one = f64x2.splat(1);
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
  const x = f64x2.add(f64x2.sub(mantissa, one), v128.and(isLow, mantissa));
  const z = round(f64x2.mul(x, x));
  let y = constant(3);
  y = fma(y, x, constant(4));
  y = fma(y, x, constant(5));
  y = fma(y, x, constant(6));
  y = fma(y, x, constant(7));
  y = fma(y, x, constant(8));
  y = fma(y, x, constant(9));
  y = fma(y, x, constant(10));
  y = fma(y, x, constant(11));
  y = round(f64x2.mul(y, x));
  y = fma(y, z, round(f64x2.mul(exponent, constant(1))));
  y = fma(z, f64x2.splat(-0.5), y);
  return fma(exponent, constant(2), round(f64x2.add(x, y)));
}

/** Two numbers at `at`, and two 8 places on, become normal. */
// @ts-ignore: decorator
@inline
function transform(from: v128, angles: v128, at: usize): void {
  const one = f64x2.splat(1);
  const log = logarithm(f64x2.sub(one, from));
  const radius = round(f64x2.sqrt(f64x2.mul(log, f64x2.splat(-2))));
  const angle = round(f64x2.mul(angles, constant(12)));
  const octant = f64x2.mul(
    f64x2.trunc(
      f64x2.mul(f64x2.add(f64x2.trunc(round(f64x2.mul(angle, constant(13)))), one), f64x2.splat(0.5)),
    ),
    f64x2.splat(2),
  );
  let x = fma(octant, constant(14), angle);
  x = fma(octant, constant(15), x);
  x = fma(octant, constant(16), x);
  const z = round(f64x2.mul(x, x));
  let c = fma(constant(20), z, constant(21));
  c = fma(c, z, constant(22));
  c = round(f64x2.mul(c, z));
  c = round(f64x2.add(fma(c, z, round(f64x2.mul(z, f64x2.splat(-0.5)))), one));
  let s = fma(constant(17), z, constant(18));
  s = fma(s, z, constant(19));
  s = round(f64x2.mul(s, z));
  s = fma(s, x, x);
  const second = f64x2.eq(octant, f64x2.splat(2));
  const third = f64x2.eq(octant, f64x2.splat(4));
  const fourth = f64x2.eq(octant, f64x2.splat(6));
  const swapped = v128.or(second, fourth);
  const sign = f64x2.splat(-0.0);
  const sin = v128.xor(v128.bitselect(c, s, swapped), v128.and(v128.or(third, fourth), sign));
  const cos = v128.xor(v128.bitselect(s, c, swapped), v128.and(v128.or(second, third), sign));
  // Adding the mean of zero turns -0 into 0.
  const zero = f32x4.splat(0);
  v128.store64_lane(at, f32x4.add(f32x4.demote_f64x2_zero(f64x2.mul(radius, cos)), zero), 0);
  v128.store64_lane(at, f32x4.add(f32x4.demote_f64x2_zero(f64x2.mul(radius, sin)), zero), 0, 32);
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
    ties = i64x2.splat(0);
    for (let pair: usize = 0; pair < 32; pair += 8) {
      const place = at + pair;
      transform(
        f64x2.promote_low_f32x4(v128.load64_zero(place)),
        f64x2.promote_low_f32x4(v128.load64_zero(place, 32)),
        place,
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
