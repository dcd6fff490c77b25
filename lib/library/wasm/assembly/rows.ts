// Operations on the rows of a float32 matrix [rows, n].
import { ADD, pairs } from "./elementwise-loop";

/** out = a with `row` added to each of its rows. */
export function addRow(a: usize, row: usize, out: usize, rows: i32, n: i32): void {
  const width = <usize>n << 2;
  for (; rows > 0; rows--) {
    pairs(ADD, a, row, out, n);
    a += width;
    out += width;
  }
}

/**
 * out [n] = the sum of all rows, each column as `accumulate` adds up a row: in float64, row i to
 * partial sum i mod 4, the four in pairs.
 */
export function sumRows(a: usize, out: usize, rows: i32, n: i32): void {
  const width = <usize>n << 2;
  let j = n;
  for (; j >= 2; j -= 2) {
    let at = a;
    let first = f64x2.splat(0);
    let second = f64x2.splat(0);
    let third = f64x2.splat(0);
    let fourth = f64x2.splat(0);
    let i = rows;
    for (; i >= 4; i -= 4) {
      first = f64x2.add(first, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      at += width;
      second = f64x2.add(second, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      at += width;
      third = f64x2.add(third, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      at += width;
      fourth = f64x2.add(fourth, f64x2.promote_low_f32x4(v128.load64_zero(at)));
      at += width;
    }
    if (i > 0) first = f64x2.add(first, f64x2.promote_low_f32x4(v128.load64_zero(at)));
    if (i > 1) second = f64x2.add(second, f64x2.promote_low_f32x4(v128.load64_zero(at + width)));
    if (i > 2) third = f64x2.add(third, f64x2.promote_low_f32x4(v128.load64_zero(at + 2 * width)));
    const total = f64x2.add(f64x2.add(first, second), f64x2.add(third, fourth));
    v128.store64_lane(out, f32x4.demote_f64x2_zero(total), 0);
    a += 8;
    out += 8;
  }
  if (j > 0) {
    let at = a;
    let first: f64 = 0;
    let second: f64 = 0;
    let third: f64 = 0;
    let fourth: f64 = 0;
    let i = rows;
    for (; i >= 4; i -= 4) {
      first += <f64>load<f32>(at);
      at += width;
      second += <f64>load<f32>(at);
      at += width;
      third += <f64>load<f32>(at);
      at += width;
      fourth += <f64>load<f32>(at);
      at += width;
    }
    if (i > 0) first += <f64>load<f32>(at);
    if (i > 1) second += <f64>load<f32>(at + width);
    if (i > 2) third += <f64>load<f32>(at + 2 * width);
    store<f32>(out, <f32>(first + second + (third + fourth)));
  }
}
