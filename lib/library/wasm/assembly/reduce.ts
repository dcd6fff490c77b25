/**
 * Adds n numbers to four float64 sums at `lanes`, number i to sum i mod 4. A sequence can be given
 * in parts, as long as every part but the last has a multiple of four.
 */
export function accumulate(lanes: usize, a: usize, n: i32): void {
  let ab = v128.load(lanes);
  let cd = v128.load(lanes, 16);
  for (; n >= 4; n -= 4) {
    const four = v128.load(a);
    ab = f64x2.add(ab, f64x2.promote_low_f32x4(four));
    cd = f64x2.add(cd, f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3)));
    a += 16;
  }
  v128.store(lanes, ab);
  v128.store(lanes, cd, 16);
  for (; n > 0; n--) {
    store<f64>(lanes, load<f64>(lanes) + <f64>load<f32>(a));
    lanes += 8;
    a += 4;
  }
}
