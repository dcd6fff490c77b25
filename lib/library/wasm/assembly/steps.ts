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
  for (; n >= 4; n -= 4) {
    const value = v128.load(parameter);
    let g = v128.load(gradient);
    if (flags & MAXIMIZE) g = f32x4.neg(g);
    if (decay != 0) g = f32x4.add(g, f32x4.mul(value, f32x4.splat(decay)));
    if (velocity) {
      let v = g;
      if (!(flags & FIRST)) {
        v = f32x4.add(f32x4.mul(v128.load(velocity), f32x4.splat(momentum)), f32x4.mul(g, f32x4.splat(rest)));
      }
      v128.store(velocity, v);
      velocity += 16;
      g = flags & NESTEROV ? f32x4.add(g, f32x4.mul(v, f32x4.splat(momentum))) : v;
    }
    v128.store(parameter, f32x4.sub(value, f32x4.mul(g, f32x4.splat(lr))));
    parameter += 16;
    gradient += 16;
  }
  for (; n > 0; n--) {
    const value = load<f32>(parameter);
    let g = load<f32>(gradient);
    if (flags & MAXIMIZE) g = -g;
    if (decay != 0) g += value * decay;
    if (velocity) {
      const v = flags & FIRST ? g : load<f32>(velocity) * momentum + g * rest;
      store<f32>(velocity, v);
      velocity += 4;
      g = flags & NESTEROV ? g + v * momentum : v;
    }
    store<f32>(parameter, value - g * lr);
    parameter += 4;
    gradient += 4;
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
  for (; n >= 4; n -= 4) {
    let value = v128.load(parameter);
    let g = v128.load(gradient);
    if (flags & MAXIMIZE) g = f32x4.neg(g);
    if (flags & DECOUPLED) value = f32x4.mul(value, f32x4.splat(decay));
    else if (decay != 0) g = f32x4.add(g, f32x4.mul(value, f32x4.splat(decay)));
    const before = v128.load(mean);
    const base = flags & FROM_GRADIENT ? g : before;
    const m = f32x4.add(base, f32x4.mul(f32x4.sub(g, before), f32x4.splat(share)));
    const s = f32x4.add(
      f32x4.mul(v128.load(square), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, f32x4.splat(rest2)), g),
    );
    v128.store(mean, m);
    v128.store(square, s);
    const size = f32x4.add(f32x4.div(f32x4.sqrt(s), f32x4.splat(correction)), f32x4.splat(eps));
    v128.store(parameter, f32x4.sub(value, f32x4.div(f32x4.mul(m, f32x4.splat(rate)), size)));
    parameter += 16;
    mean += 16;
    square += 16;
    gradient += 16;
  }
  for (; n > 0; n--) {
    let value = load<f32>(parameter);
    let g = load<f32>(gradient);
    if (flags & MAXIMIZE) g = -g;
    if (flags & DECOUPLED) value *= decay;
    else if (decay != 0) g += value * decay;
    const before = load<f32>(mean);
    const m = (flags & FROM_GRADIENT ? g : before) + (g - before) * share;
    const s = load<f32>(square) * beta2 + g * rest2 * g;
    store<f32>(mean, m);
    store<f32>(square, s);
    const size = Mathf.sqrt(s) / correction + eps;
    store<f32>(parameter, value - (m * rate) / size);
    parameter += 4;
    mean += 4;
    square += 4;
    gradient += 4;
  }
}
