// Steps of optimisers on n float32 parameters, in place; each operation rounds, in the order of the
// formulas beside `SGD` and `Adam`.

export function sgd(parameter: usize, velocity: usize, gradient: usize, n: i32, lr: f32, momentum: f32, decay: f32): void {
  for (; n >= 4; n -= 4) {
    const value = v128.load(parameter);
    const g = f32x4.add(v128.load(gradient), f32x4.mul(value, f32x4.splat(decay)));
    const v = f32x4.add(f32x4.mul(v128.load(velocity), f32x4.splat(momentum)), g);
    v128.store(velocity, v);
    v128.store(parameter, f32x4.sub(value, f32x4.mul(v, f32x4.splat(lr))));
    parameter += 16;
    velocity += 16;
    gradient += 16;
  }
  for (; n > 0; n--) {
    const value = load<f32>(parameter);
    const g = load<f32>(gradient) + value * decay;
    const v = load<f32>(velocity) * momentum + g;
    store<f32>(velocity, v);
    store<f32>(parameter, value - v * lr);
    parameter += 4;
    velocity += 4;
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
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  correction: f32,
  eps: f32,
  decay: f32,
): void {
  for (; n >= 4; n -= 4) {
    const value = v128.load(parameter);
    const g = f32x4.add(v128.load(gradient), f32x4.mul(value, f32x4.splat(decay)));
    const m = f32x4.add(f32x4.mul(v128.load(mean), f32x4.splat(beta1)), f32x4.mul(g, f32x4.splat(rest1)));
    const s = f32x4.add(
      f32x4.mul(v128.load(square), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(rest2)),
    );
    v128.store(mean, m);
    v128.store(square, s);
    const size = f32x4.add(f32x4.div(f32x4.sqrt(s), f32x4.splat(correction)), f32x4.splat(eps));
    v128.store(parameter, f32x4.sub(value, f32x4.mul(f32x4.div(m, size), f32x4.splat(rate))));
    parameter += 16;
    mean += 16;
    square += 16;
    gradient += 16;
  }
  for (; n > 0; n--) {
    const value = load<f32>(parameter);
    const g = load<f32>(gradient) + value * decay;
    const m = load<f32>(mean) * beta1 + g * rest1;
    const s = load<f32>(square) * beta2 + g * g * rest2;
    store<f32>(mean, m);
    store<f32>(square, s);
    const size = Mathf.sqrt(s) / correction + eps;
    store<f32>(parameter, value - m / size * rate);
    parameter += 4;
    mean += 4;
    square += 4;
    gradient += 4;
  }
}
