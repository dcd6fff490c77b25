// Elementwise operations on float32, each a loop of its own: the operation is a constant there, so only
// the branch that it chooses is left.

/** The operations; `ELEMENTWISE` of wasm/operations.ts has the same numbers. */
type Operation = i32;
const ADD: Operation = 0;
export const SUB: Operation = 1;
const MUL: Operation = 2;
export const DIV: Operation = 3;
const MAXIMUM: Operation = 4;
const MINIMUM: Operation = 5;
const AT_LEAST: Operation = 6;
const AT_MOST: Operation = 7;
const RELU_BACKWARD: Operation = 8;
/** This and what follows has no b. */
const SQRT: Operation = 9;
const ABS: Operation = 10;
const ROUND: Operation = 11;
const FLOOR: Operation = 12;
const CEIL: Operation = 13;

/** b has one number for each row, and stands on the right or on the left; `ONCE` of wasm/operations.ts. */
export const ONCE_RIGHT: i32 = 1;
const ONCE_LEFT: i32 = 2;

/** Four numbers that stand for one that is repeated. */
const REPEATED: usize = memory.data<f32>([0, 0, 0, 0], 16);

/** Four lanes. */
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
  // b where a is below it, or above, else a, be it -0 or NaN.
  if (operation == AT_LEAST) return f32x4.pmax(a, b);
  if (operation == AT_MOST) return f32x4.pmin(a, b);
  // The gradient a where the output b of a relu is above 0 or NaN, else 0.
  return v128.andnot(a, f32x4.le(b, f32x4.splat(0)));
}

/** The same of what has one operand, chosen in every turn: these are seldom. */
// @ts-ignore: decorator
@inline
function alone(operation: Operation, a: v128): v128 {
  if (operation == SQRT) return f32x4.sqrt(a);
  if (operation == ABS) return f32x4.abs(a);
  if (operation == ROUND) return f32x4.nearest(a);
  if (operation == FLOOR) return f32x4.floor(a);
  if (operation == CEIL) return f32x4.ceil(a);
  return f32x4.trunc(a);
}

/** out [n] = a op b, or the operation `which` of a alone; the next four stand `stepA` and `stepB` bytes on: 16, or 0. */
// @ts-ignore: decorator
@inline
function row(operation: Operation, which: Operation, a: usize, stepA: usize, b: usize, stepB: usize, out: usize, n: i32): void {
  const isExtreme = operation == MAXIMUM || operation == MINIMUM;
  // What torch leaves to its loop of single numbers shows in the signs of zero: the first of two equal
  // numbers counts there, not the second.
  for (const rest = isExtreme ? n & 15 : n & 3; n > rest; n -= 4) {
    const x = v128.load(a);
    v128.store(out, operation >= SQRT ? alone(which, x) : four(operation, x, v128.load(b)));
    a += stepA;
    b += stepB;
    out += 16;
  }
  for (; n > 0; n--) {
    const x = v128.load32_zero(a);
    const y = v128.load32_zero(b);
    let z = x;
    if (operation >= SQRT) z = alone(which, x);
    else z = isExtreme ? four(operation, y, x) : four(operation, x, y);
    v128.store32_lane(out, z, 0);
    a += stepA >> 2;
    b += stepB >> 2;
    out += 4;
  }
}

/**
 * out [rows, n] = a op b, where rows start `rowA`, `rowB` and `rowOut` bytes apart; `once` says whether
 * b has one number a row. `out` may be an operand, and of no rows apart: then each
 * row of b goes into the one that is there.
 */
export function elementwise(operation: Operation, once: i32, a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  for (; rows > 0; rows--) {
    let x = a;
    let y = b;
    let stepX: usize = 16;
    let stepY: usize = 16;
    if (once) {
      v128.store(REPEATED, v128.load32_splat(b));
      y = REPEATED;
      stepY = 0;
      if (once == ONCE_LEFT) {
        x = y;
        y = a;
        stepX = 0;
        stepY = 16;
      }
    }
    if (operation == ADD) row(ADD, 0, x, stepX, y, stepY, out, n);
    else if (operation == SUB) row(SUB, 0, x, stepX, y, stepY, out, n);
    else if (operation == MUL) row(MUL, 0, x, stepX, y, stepY, out, n);
    else if (operation == DIV) row(DIV, 0, x, stepX, y, stepY, out, n);
    else if (operation == MAXIMUM) row(MAXIMUM, 0, x, stepX, y, stepY, out, n);
    else if (operation == MINIMUM) row(MINIMUM, 0, x, stepX, y, stepY, out, n);
    else if (operation == AT_LEAST) row(AT_LEAST, 0, x, stepX, y, stepY, out, n);
    else if (operation == AT_MOST) row(AT_MOST, 0, x, stepX, y, stepY, out, n);
    else if (operation == RELU_BACKWARD) row(RELU_BACKWARD, 0, x, stepX, y, stepY, out, n);
    else row(SQRT, operation, x, stepX, y, stepY, out, n);
    a += rowA;
    b += rowB;
    out += rowOut;
  }
}
