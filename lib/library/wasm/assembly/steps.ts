// Steps of optimisers on n float32 parameters, in place; each operation rounds, in the order of the
// formulas beside `SGD` and `Adam`. What is switched off is not computed: 0 times infinity is NaN.

/** Bits of `flags`; `fused-steps.ts` sets them. */
const MAXIMIZE = 1;
const NESTEROV = 2;
/** There is no velocity yet: it becomes the gradient. */
const FIRST = 4;
/** `decay` is what the parameter is multiplied by, before all else. */
const DECOUPLED = 8;
/** The mean is told from the gradient, not from the mean before. */
const FROM_GRADIENT = 16;

/** The next four numbers, or the next one: all loops here go on by `width` of them. */
// @ts-ignore: decorator
@inline
function take(from: usize, width: i32): v128 {
  return width == 4 ? v128.load(from) : v128.load32_zero(from);
}

// @ts-ignore: decorator
@inline
function put(to: usize, width: i32, numbers: v128): void {
  if (width == 4) v128.store(to, numbers);
  else v128.store32_lane(to, numbers, 0);
}

// @ts-ignore: decorator
@inline
function widthOf(n: i32): i32 {
  return n >= 4 ? 4 : 1;
}

/** A velocity of 0 stands for none. */
export function sgd(
  parameter: usize,
  velocity: usize,
  gradient: usize,
  n: i32,
  lr: f32,
  momentum: f32,
  rest: f32,
  decay: f32,
  flags: i32,
): void {
  while (n > 0) {
    const width = widthOf(n);
    const value = take(parameter, width);
    let g = take(gradient, width);
    if (flags & MAXIMIZE) g = f32x4.neg(g);
    if (decay != 0) g = f32x4.add(g, f32x4.mul(value, f32x4.splat(decay)));
    if (velocity) {
      let v = g;
      if (!(flags & FIRST)) {
        v = f32x4.add(f32x4.mul(take(velocity, width), f32x4.splat(momentum)), f32x4.mul(g, f32x4.splat(rest)));
      }
      put(velocity, width, v);
      velocity += <usize>width << 2;
      g = flags & NESTEROV ? f32x4.add(g, f32x4.mul(v, f32x4.splat(momentum))) : v;
    }
    put(parameter, width, f32x4.sub(value, f32x4.mul(g, f32x4.splat(lr))));
    parameter += <usize>width << 2;
    gradient += <usize>width << 2;
    n -= width;
  }
}

export function adam(
  parameter: usize,
  mean: usize,
  square: usize,
  gradient: usize,
  n: i32,
  rate: f32,
  share: f32,
  beta2: f32,
  rest2: f32,
  correction: f32,
  eps: f32,
  decay: f32,
  flags: i32,
): void {
  while (n > 0) {
    const width = widthOf(n);
    let value = take(parameter, width);
    let g = take(gradient, width);
    if (flags & MAXIMIZE) g = f32x4.neg(g);
    if (flags & DECOUPLED) value = f32x4.mul(value, f32x4.splat(decay));
    else if (decay != 0) g = f32x4.add(g, f32x4.mul(value, f32x4.splat(decay)));
    const before = take(mean, width);
    const base = flags & FROM_GRADIENT ? g : before;
    const m = f32x4.add(base, f32x4.mul(f32x4.sub(g, before), f32x4.splat(share)));
    const s = f32x4.add(
      f32x4.mul(take(square, width), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, f32x4.splat(rest2)), g),
    );
    put(mean, width, m);
    put(square, width, s);
    const size = f32x4.add(f32x4.div(f32x4.sqrt(s), f32x4.splat(correction)), f32x4.splat(eps));
    put(parameter, width, f32x4.sub(value, f32x4.div(f32x4.mul(m, f32x4.splat(rate)), size)));
    parameter += <usize>width << 2;
    mean += <usize>width << 2;
    square += <usize>width << 2;
    gradient += <usize>width << 2;
    n -= width;
  }
}
