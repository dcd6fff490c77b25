// The one loop of all elementwise operations on float32. It is compiled once for each of them: the
// operation and whether b is one number a row are constants there, so only the branch that they choose
// is left.

export type Operation = i32;
export const ADD: Operation = 0;
export const SUB: Operation = 1;
export const MUL: Operation = 2;
export const DIV: Operation = 3;
export const MAXIMUM: Operation = 4;
export const MINIMUM: Operation = 5;
export const SUB_FROM: Operation = 6;
export const DIV_INTO: Operation = 7;
export const FLOOR: Operation = 8;
export const CEILING: Operation = 9;
export const RELU_BACKWARD: Operation = 10;
export const SQRT: Operation = 11;
export const ABS: Operation = 12;
export const ROUND: Operation = 13;
export const WHOLE_BELOW: Operation = 14;
export const WHOLE_ABOVE: Operation = 15;
export const TRUNC: Operation = 16;

/** Four lanes; `FLOOR` and `CEILING` keep -0 and NaN of a where it is neither below nor above b. */
// @ts-ignore: decorator
@inline
function four(operation: Operation, a: v128, b: v128): v128 {
  if (operation == ADD) return f32x4.add(a, b);
  if (operation == SUB) return f32x4.sub(a, b);
  if (operation == MUL) return f32x4.mul(a, b);
  if (operation == DIV) return f32x4.div(a, b);
  // Of two equal numbers the second, where that shows: 0 and -0. NaN wins.
  if (operation == MAXIMUM) return v128.bitselect(a, f32x4.pmax(b, a), f32x4.ne(a, a));
  if (operation == MINIMUM) return v128.bitselect(a, f32x4.pmin(b, a), f32x4.ne(a, a));
  if (operation == SUB_FROM) return f32x4.sub(b, a);
  if (operation == DIV_INTO) return f32x4.div(b, a);
  if (operation == FLOOR) return f32x4.pmax(a, b);
  if (operation == CEILING) return f32x4.pmin(a, b);
  if (operation == RELU_BACKWARD) return v128.andnot(a, f32x4.le(b, f32x4.splat(0)));
  if (operation == ABS) return f32x4.abs(a);
  if (operation == ROUND) return f32x4.nearest(a);
  if (operation == WHOLE_BELOW) return f32x4.floor(a);
  if (operation == WHOLE_ABOVE) return f32x4.ceil(a);
  if (operation == TRUNC) return f32x4.trunc(a);
  return f32x4.sqrt(a);
}

/** The same of one lane. */
// @ts-ignore: decorator
@inline
function one(operation: Operation, a: f32, b: f32): f32 {
  if (operation == ADD) return a + b;
  if (operation == SUB) return a - b;
  if (operation == MUL) return a * b;
  if (operation == DIV) return a / b;
  // Of two equal numbers the first, as in torch's loops, whose vectors take the second.
  if (operation == MAXIMUM) return a < b || b != b ? b : a;
  if (operation == MINIMUM) return a > b || b != b ? b : a;
  if (operation == SUB_FROM) return b - a;
  if (operation == DIV_INTO) return b / a;
  if (operation == FLOOR) return a < b ? b : a;
  if (operation == CEILING) return a > b ? b : a;
  if (operation == RELU_BACKWARD) return b <= 0 ? 0 : a;
  if (operation == ABS) return abs<f32>(a);
  if (operation == ROUND) return nearest<f32>(a);
  if (operation == WHOLE_BELOW) return floor<f32>(a);
  if (operation == WHOLE_ABOVE) return ceil<f32>(a);
  if (operation == TRUNC) return trunc<f32>(a);
  return Mathf.sqrt(a);
}

/**
 * out = a op b for `rows` rows of n numbers, which start `rowA`, `rowB` and `rowOut` bytes apart; with
 * `single`, b has one number for each row. `out` may be an operand.
 */
// @ts-ignore: decorator
@inline
export function each(operation: Operation, single: bool, a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  for (; rows > 0; rows--) {
    let x = a;
    let y = b;
    let to = out;
    let left = n;
    const number: f32 = single ? load<f32>(b) : 0;
    const repeated = f32x4.splat(number);
    // What torch leaves to its loop of single numbers shows in the signs of zero.
    const rest = operation == MAXIMUM || operation == MINIMUM ? n & 15 : n & 3;
    for (; left > rest; left -= 4) {
      v128.store(to, four(operation, v128.load(x), single ? repeated : v128.load(y)));
      x += 16;
      if (!single) y += 16;
      to += 16;
    }
    for (; left > 0; left--) {
      store<f32>(to, one(operation, load<f32>(x), single ? number : load<f32>(y)));
      x += 4;
      if (!single) y += 4;
      to += 4;
    }
    a += rowA;
    b += rowB;
    out += rowOut;
  }
}
