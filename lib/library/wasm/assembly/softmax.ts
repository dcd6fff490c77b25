import { DIV, elementwise, ONCE_RIGHT, SUB } from "./elementwise";
import { EXP, exponentials, logarithms } from "./exponential";
import { extremeEachRow, sumEachRow } from "./rows";

/** Where one number of a row is put, and where its sum is. */
const ONE: usize = memory.data<f64>([0, 0], 16);
const SUM: usize = ONE + 8;

/**
 * out [rows, n] = the softmax of each row of a, or its logarithm: the operations one by one, but row by
 * row, while it is in the cache. `scratch` takes a row.
 */
export function softmaxEachRow(a: usize, out: usize, rows: i32, n: i32, logarithmic: bool, scratch: usize): void {
  const width = <usize>n << 2;
  for (; rows > 0; rows--) {
    const powers = logarithmic ? scratch : out;
    extremeEachRow(a, ONE, 1, n, false);
    elementwise(SUB, ONCE_RIGHT, a, 0, ONE, 0, out, 0, 1, n);
    exponentials(EXP, out, powers, n);
    sumEachRow(powers, SUM, 1, n);
    store<f32>(ONE, <f32>load<f64>(SUM));
    if (logarithmic) {
      logarithms(ONE, ONE, 1);
      elementwise(SUB, ONCE_RIGHT, out, 0, ONE, 0, out, 0, 1, n);
    } else {
      elementwise(DIV, ONCE_RIGHT, out, 0, ONE, 0, out, 0, 1, n);
    }
    a += width;
    out += width;
  }
}
