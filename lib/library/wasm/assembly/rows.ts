// What becomes of the rows, and of the columns, of a float32 matrix [rows, n].

// @ts-ignore: decorator
@inline
function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

// @ts-ignore: decorator
@inline
function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
}

/** What two vectors of partial sums, and the numbers left over, add up to. */
// @ts-ignore: decorator
@inline
function total(ab: v128, cd: v128, rest: usize, count: i32): f64 {
  let a = f64x2.extract_lane(ab, 0);
  let b = f64x2.extract_lane(ab, 1);
  let c = f64x2.extract_lane(cd, 0);
  if (count > 0) a += <f64>load<f32>(rest);
  if (count > 1) b += <f64>load<f32>(rest, 4);
  if (count > 2) c += <f64>load<f32>(rest, 8);
  return a + b + (c + f64x2.extract_lane(cd, 1));
}

/**
 * sums [rows], in float64: of each row, number i added to partial sum i mod 4, the four in pairs. Two
 * rows at once, since each is a chain of additions that wait for each other.
 */
export function sumEachRow(a: usize, sums: usize, rows: i32, n: i32): void {
  const width = <usize>n << 2;
  const rest = n & 3;
  for (; rows > 0; rows -= 2) {
    const second = rows > 1 ? width : 0;
    let ab = f64x2.splat(0);
    let cd = f64x2.splat(0);
    let ab2 = f64x2.splat(0);
    let cd2 = f64x2.splat(0);
    let at = a;
    for (const end = a + width - (<usize>rest << 2); at < end; at += 16) {
      const one = v128.load(at);
      const two = v128.load(at + second);
      ab = f64x2.add(ab, low(one));
      cd = f64x2.add(cd, high(one));
      ab2 = f64x2.add(ab2, low(two));
      cd2 = f64x2.add(cd2, high(two));
    }
    store<f64>(sums, total(ab, cd, at, rest));
    if (second) store<f64>(sums, total(ab2, cd2, at + second, rest), 8);
    a += width << 1;
    sums += 16;
  }
}

/** sums [n], in float64: of each column in the same order, row i to partial sum i mod 4. */
export function sumEachColumn(a: usize, sums: usize, rows: i32, n: i32): void {
  const width = <usize>n << 2;
  for (let j = n; j > 0; j -= 2) {
    let at = a;
    let first = f64x2.splat(0);
    let second = f64x2.splat(0);
    let third = f64x2.splat(0);
    let fourth = f64x2.splat(0);
    let i = rows;
    // Of an odd number of columns the last reads one number on, and drops it.
    for (; i >= 4; i -= 4) {
      first = f64x2.add(first, low(v128.load64_zero(at)));
      at += width;
      second = f64x2.add(second, low(v128.load64_zero(at)));
      at += width;
      third = f64x2.add(third, low(v128.load64_zero(at)));
      at += width;
      fourth = f64x2.add(fourth, low(v128.load64_zero(at)));
      at += width;
    }
    if (i > 0) first = f64x2.add(first, low(v128.load64_zero(at)));
    if (i > 1) second = f64x2.add(second, low(v128.load64_zero(at + width)));
    if (i > 2) third = f64x2.add(third, low(v128.load64_zero(at + 2 * width)));
    const sum = f64x2.add(f64x2.add(first, second), f64x2.add(third, fourth));
    store<f64>(sums, f64x2.extract_lane(sum, 0));
    if (j > 1) store<f64>(sums, f64x2.extract_lane(sum, 1), 8);
    a += 8;
    sums += 16;
  }
}

/**
 * out [rows] = the largest of each row, or the smallest; NaN wins, and of 0 and -0 either may be given.
 * n is at least 1.
 */
export function extremeEachRow(a: usize, out: usize, rows: i32, n: i32, smallest: bool): void {
  const zero = f32x4.splat(0);
  // The smallest is the largest of what has the other sign.
  const flip = smallest ? f32x4.splat(-0.0) : zero;
  for (; rows > 0; rows--) {
    let best = v128.xor(v128.load32_splat(a), flip);
    let other = best;
    let isNaN = zero;
    let left = n;
    for (; left >= 8; left -= 8, a += 32) {
      const first = v128.xor(v128.load(a), flip);
      const second = v128.xor(v128.load(a, 16), flip);
      best = f32x4.pmax(best, first);
      other = f32x4.pmax(other, second);
      // Not a number is either of the two in a lane, or it was.
      isNaN = v128.or(isNaN, v128.or(f32x4.ne(first, first), f32x4.ne(second, second)));
    }
    for (; left > 0; left--, a += 4) {
      const one = v128.xor(v128.load32_splat(a), flip);
      best = f32x4.pmax(best, one);
      isNaN = v128.or(isNaN, f32x4.ne(one, one));
    }
    best = f32x4.pmax(best, other);
    best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 2, 3, 0, 1));
    best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 1, 0, 3, 2));
    const extreme = f32x4.extract_lane(v128.xor(best, flip), 0);
    store<f32>(out, v128.any_true(isNaN) ? NaN : extreme);
    out += 4;
  }
}
