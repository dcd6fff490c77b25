// Elementwise operations on float32; `out` may be an operand.
import {
  ADD,
  DIV,
  MAXIMUM,
  MINIMUM,
  MUL,
  pairs,
  RELU,
  RELU_BACKWARD,
  SQRT,
  SUB,
  withScalar,
} from "./elementwise-loop";

export function add(a: usize, b: usize, out: usize, n: i32): void {
  pairs(ADD, a, b, out, n);
}

export function addScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(ADD, a, scalar, out, n);
}

export function sub(a: usize, b: usize, out: usize, n: i32): void {
  pairs(SUB, a, b, out, n);
}

export function subScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(SUB, a, scalar, out, n);
}

export function mul(a: usize, b: usize, out: usize, n: i32): void {
  pairs(MUL, a, b, out, n);
}

export function mulScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(MUL, a, scalar, out, n);
}

export function div(a: usize, b: usize, out: usize, n: i32): void {
  pairs(DIV, a, b, out, n);
}

export function divScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(DIV, a, scalar, out, n);
}

export function maximum(a: usize, b: usize, out: usize, n: i32): void {
  pairs(MAXIMUM, a, b, out, n);
}

export function maximumScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(MAXIMUM, a, scalar, out, n);
}

export function minimum(a: usize, b: usize, out: usize, n: i32): void {
  pairs(MINIMUM, a, b, out, n);
}

export function minimumScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  withScalar(MINIMUM, a, scalar, out, n);
}

/** max(a, 0) that keeps -0 and NaN, as torch does. */
export function relu(a: usize, out: usize, n: i32): void {
  withScalar(RELU, a, 0, out, n);
}

/** The gradient of relu: `gradient` where the output is above 0 or NaN, else 0. */
export function reluBackward(gradient: usize, output: usize, out: usize, n: i32): void {
  pairs(RELU_BACKWARD, gradient, output, out, n);
}

export function sqrt(a: usize, out: usize, n: i32): void {
  withScalar(SQRT, a, 0, out, n);
}
