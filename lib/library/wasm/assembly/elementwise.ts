// Elementwise operations on rows of float32: `out` [rows, n] = a op b, where rows start `rowA`, `rowB` and
// `rowOut` bytes apart. With `Each`, b has one number a row. `out` may be an operand, and of no rows
// apart: then each row of b goes into the one that is there.
import { ABS, ADD, CEILING, DIV, DIV_INTO, FLOOR, MAXIMUM, MINIMUM, MUL, RELU_BACKWARD, ROUND, SQRT, SUB, SUB_FROM, TRUNC, WHOLE_ABOVE, WHOLE_BELOW, each } from "./elementwise-loop";

export function add(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(ADD, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function addEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(ADD, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function sub(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(SUB, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function subEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(SUB, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function mul(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MUL, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function mulEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MUL, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function div(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(DIV, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function divEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(DIV, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function maximum(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MAXIMUM, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function maximumEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MAXIMUM, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function minimum(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MINIMUM, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function minimumEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(MINIMUM, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** b - a. */
export function subFromEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(SUB_FROM, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** b / a. */
export function divIntoEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(DIV_INTO, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** b where a is below it, else a, be it -0 or NaN: `relu` for b = 0. */
export function floorEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(FLOOR, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** b where a is above it, else a. */
export function ceilingEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(CEILING, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** The gradient of relu: a where the output b is above 0 or NaN, else 0. */
export function reluBackward(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(RELU_BACKWARD, false, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function sqrtEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(SQRT, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function absEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(ABS, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

/** The nearest whole number, of two as near the even one. */
export function roundEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(ROUND, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function wholeBelowEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(WHOLE_BELOW, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function wholeAboveEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(WHOLE_ABOVE, true, a, rowA, b, rowB, out, rowOut, rows, n);
}

export function truncEach(a: usize, rowA: usize, b: usize, rowB: usize, out: usize, rowOut: usize, rows: i32, n: i32): void {
  each(TRUNC, true, a, rowA, b, rowB, out, rowOut, rows, n);
}
