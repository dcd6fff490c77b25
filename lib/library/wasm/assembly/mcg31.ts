// Dropout on the `x86-mkl` stream: x_{i+1} = 1132489760 x_i mod (2^31 - 1), 16 elements a turn, each
// lane going on by the multiplier's 16th power.

const M: i32 = 0x7fffffff;
const MULTIPLIER: u64 = 1132489760;
/**
 * Threshold and scale, the modulus, and twice the multiplier's 16th power: loaded as vectors, since
 * V8 would make constant ones anew in every turn.
 */
const SPLAT: usize = memory.data<u32>([0, 0, 0x7fffffff, 3837214764], 16);

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
function four(state: v128, at: usize, x: usize, out: usize, threshold: v128, scale: v128): void {
  const n = v128.and(i32x4.gt_s(threshold, state), scale);
  v128.store(out + at, f32x4.mul(v128.load(x + at), n));
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

/** Where the first 16 of a stream are put. */
const FIRST: usize = memory.data(64, 16);

/**
 * out = x · noise for n elements, with the stream that starts at `first`; gives the number after the
 * last one used. `out` may be `x`.
 */
export function dropoutMkl(first: i32, x: usize, out: usize, n: i32, threshold: i32, scale: f32): i32 {
  serial = first;
  if (n >= 16) {
    for (let at: usize = 0; at < 64; at += 4) store<i32>(FIRST + at, next());
    let a = v128.load(FIRST, 0);
    let b = v128.load(FIRST, 16);
    let c = v128.load(FIRST, 32);
    let d = v128.load(FIRST, 48);
    store<i32>(SPLAT, threshold);
    store<f32>(SPLAT, scale, 4);
    const thresholds = v128.load_splat<i32>(SPLAT);
    const scales = v128.load_splat<f32>(SPLAT, 4);
    const m = v128.load_splat<i32>(SPLAT, 8);
    const twice = v128.load_splat<i32>(SPLAT, 12);
    for (; n >= 16; n -= 16) {
      four(a, 0, x, out, thresholds, scales);
      a = times(a, twice, m);
      four(b, 16, x, out, thresholds, scales);
      b = times(b, twice, m);
      four(c, 32, x, out, thresholds, scales);
      c = times(c, twice, m);
      four(d, 48, x, out, thresholds, scales);
      d = times(d, twice, m);
      x += 64; out += 64;
    }
    serial = i32x4.extract_lane(a, 0);
  }
  for (; n > 0; n--) {
    const kept: f32 = next() < threshold ? scale : 0;
    store<f32>(out, load<f32>(x) * kept);
    x += 4; out += 4;
  }
  return serial;
}
