// Dropout on the `x86-mkl` stream: x_{i+1} = 1132489760 x_i mod (2^31 - 1), 32 elements a turn, each
// lane going on by the multiplier's 32nd power.

const M: i32 = 0x7fffffff;
const MULTIPLIER: u64 = 1132489760;
/**
 * Threshold and scale, the modulus, and twice the multiplier's 32nd power: loaded as vectors, since
 * V8 would make constant ones anew in every turn.
 */
const SPLAT: usize = memory.data<u32>([0, 0, 0x7fffffff, 1674965316], 16);

/**
 * x · c mod (2^31 - 1) in four lanes, from `twice` = 2c: of the product 2cx the high half is the
 * quotient of cx by 2^31, and the low half, halved, the remainder; their sum is the residue.
 */
// @ts-ignore: decorator
@inline
function times(x: v128, twice: v128, m: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(x, twice);
  const high = i64x2.extmul_high_i32x4_u(x, twice);
  const quotient = v128.shuffle<i32>(low, high, 1, 3, 5, 7);
  const remainder = i32x4.shr_u(v128.shuffle<i32>(low, high, 0, 2, 4, 6), 1);
  const sum = i32x4.add(quotient, remainder);
  return i32x4.min_u(sum, i32x4.sub(sum, m));
}

// @ts-ignore: decorator
@inline
function four(state: v128, at: usize, x: usize, out: usize, noise: usize, noisy: bool, threshold: v128, scale: v128): void {
  const n = v128.and(i32x4.gt_s(threshold, state), scale);
  v128.store(out + at, f32x4.mul(v128.load(x + at), n));
  if (noisy) v128.store(noise + at, n);
}

/** The next four of a serial stream; `serial` holds its place. */
// @ts-ignore: decorator
@inline
function next(): i32 {
  const x = serial;
  serial = <i32>(((<u64>x) * MULTIPLIER) % (<u64>M));
  return x;
}

let serial: i32 = 1;

// @ts-ignore: decorator
@inline
function nextFour(): v128 {
  let v = i32x4.splat(next());
  v = i32x4.replace_lane(v, 1, next());
  v = i32x4.replace_lane(v, 2, next());
  return i32x4.replace_lane(v, 3, next());
}

// @ts-ignore: decorator
@inline
function run(first: i32, x: usize, out: usize, noise: usize, noisy: bool, n: i32, threshold: i32, scale: f32): i32 {
  serial = first;
  if (n >= 32) {
    let a = nextFour();
    let b = nextFour();
    let c = nextFour();
    let d = nextFour();
    let e = nextFour();
    let f = nextFour();
    let g = nextFour();
    let h = nextFour();
    store<i32>(SPLAT, threshold);
    store<f32>(SPLAT, scale, 4);
    const thresholds = v128.load_splat<i32>(SPLAT);
    const scales = v128.load_splat<f32>(SPLAT, 4);
    const m = v128.load_splat<i32>(SPLAT, 8);
    const twice = v128.load_splat<i32>(SPLAT, 12);
    for (; n >= 32; n -= 32) {
      four(a, 0, x, out, noise, noisy, thresholds, scales);
      a = times(a, twice, m);
      four(b, 16, x, out, noise, noisy, thresholds, scales);
      b = times(b, twice, m);
      four(c, 32, x, out, noise, noisy, thresholds, scales);
      c = times(c, twice, m);
      four(d, 48, x, out, noise, noisy, thresholds, scales);
      d = times(d, twice, m);
      four(e, 64, x, out, noise, noisy, thresholds, scales);
      e = times(e, twice, m);
      four(f, 80, x, out, noise, noisy, thresholds, scales);
      f = times(f, twice, m);
      four(g, 96, x, out, noise, noisy, thresholds, scales);
      g = times(g, twice, m);
      four(h, 112, x, out, noise, noisy, thresholds, scales);
      h = times(h, twice, m);
      x += 128; out += 128; noise += 128;
    }
    serial = i32x4.extract_lane(a, 0);
  }
  for (; n > 0; n--) {
    const kept: f32 = next() < threshold ? scale : 0;
    store<f32>(out, load<f32>(x) * kept);
    if (noisy) store<f32>(noise, kept);
    x += 4; out += 4; noise += 4;
  }
  return serial;
}

/**
 * out = x · noise for n elements, with the stream that starts at `first`; gives the number after the
 * last one used. `out` may be `x`.
 */
export function dropoutMkl(first: i32, x: usize, out: usize, n: i32, threshold: i32, scale: f32): i32 {
  return run(first, x, out, 0, false, n, threshold, scale);
}

export function dropoutMklNoise(first: i32, x: usize, out: usize, noise: usize, n: i32, threshold: i32, scale: f32): i32 {
  return run(first, x, out, noise, true, n, threshold, scale);
}
