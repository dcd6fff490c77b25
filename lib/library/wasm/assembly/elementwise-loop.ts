// The one loop of all elementwise operations on float32. It is compiled once for each of them: the
// operation and whether b is one number are constants there, so only the branch that they choose is
// left.

export type Operation = i32;
export const ADD: Operation = 0;
export const SUB: Operation = 1;
export const MUL: Operation = 2;
export const DIV: Operation = 3;
export const MAXIMUM: Operation = 4;
export const MINIMUM: Operation = 5;
export const RELU: Operation = 6;
export const RELU_BACKWARD: Operation = 7;
export const SQRT: Operation = 8;

/** Four lanes; b is 0 for `RELU`. */
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
  if (operation == RELU) return f32x4.pmax(a, b);
  if (operation == RELU_BACKWARD) return v128.andnot(a, f32x4.le(b, f32x4.splat(0)));
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
  if (operation == RELU) return a < b ? b : a;
  if (operation == RELU_BACKWARD) return b <= 0 ? 0 : a;
  return Mathf.sqrt(a);
}

// @ts-ignore: decorator
@inline
function each(operation: Operation, a: usize, b: usize, scalar: f32, isScalar: bool, out: usize, n: i32): void {
  const repeated = f32x4.splat(scalar);
  // What torch leaves to its loop of single numbers shows in the signs of zero.
  const rest = operation == MAXIMUM || operation == MINIMUM ? n & 15 : n & 7;
  for (; n > rest; n -= 8) {
    const low = four(operation, v128.load(a), isScalar ? repeated : v128.load(b));
    const high = four(operation, v128.load(a, 16), isScalar ? repeated : v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    if (!isScalar) b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, one(operation, load<f32>(a), isScalar ? scalar : load<f32>(b)));
    a += 4;
    if (!isScalar) b += 4;
    out += 4;
  }
}

/** out = a op b; `out` may be an operand. */
// @ts-ignore: decorator
@inline
export function pairs(operation: Operation, a: usize, b: usize, out: usize, n: i32): void {
  each(operation, a, b, 0, false, out, n);
}

/** out = a op scalar; `out` may be a. */
// @ts-ignore: decorator
@inline
export function withScalar(operation: Operation, a: usize, scalar: f32, out: usize, n: i32): void {
  each(operation, a, 0, scalar, true, out, n);
}
