// Elementwise operations on float32, four lanes at a time; `out` may be an operand.

export function add(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.add(v128.load(a), v128.load(b));
    const high = f32x4.add(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) + load<f32>(b));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function addScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.add(v128.load(a), b);
    const high = f32x4.add(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) + scalar);
    a += 4;
    out += 4;
  }
}

export function sub(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.sub(v128.load(a), v128.load(b));
    const high = f32x4.sub(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) - load<f32>(b));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function subScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.sub(v128.load(a), b);
    const high = f32x4.sub(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) - scalar);
    a += 4;
    out += 4;
  }
}

export function mul(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.mul(v128.load(a), v128.load(b));
    const high = f32x4.mul(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) * load<f32>(b));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function mulScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.mul(v128.load(a), b);
    const high = f32x4.mul(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) * scalar);
    a += 4;
    out += 4;
  }
}

export function div(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.div(v128.load(a), v128.load(b));
    const high = f32x4.div(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) / load<f32>(b));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function divScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.div(v128.load(a), b);
    const high = f32x4.div(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(a) / scalar);
    a += 4;
    out += 4;
  }
}

export function maximum(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.max(v128.load(a), v128.load(b));
    const high = f32x4.max(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, max<f32>(load<f32>(a), load<f32>(b)));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function maximumScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.max(v128.load(a), b);
    const high = f32x4.max(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, max<f32>(load<f32>(a), scalar));
    a += 4;
    out += 4;
  }
}

export function minimum(a: usize, b: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.min(v128.load(a), v128.load(b));
    const high = f32x4.min(v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    b += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, min<f32>(load<f32>(a), load<f32>(b)));
    a += 4;
    b += 4;
    out += 4;
  }
}

export function minimumScalar(a: usize, scalar: f32, out: usize, n: i32): void {
  const b = f32x4.splat(scalar);
  for (; n >= 8; n -= 8) {
    const low = f32x4.min(v128.load(a), b);
    const high = f32x4.min(v128.load(a, 16), b);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, min<f32>(load<f32>(a), scalar));
    a += 4;
    out += 4;
  }
}

/** max(a, 0) that keeps -0 and NaN, as torch does. */
export function relu(a: usize, out: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (; n >= 8; n -= 8) {
    const low = f32x4.pmax(v128.load(a), zero);
    const high = f32x4.pmax(v128.load(a, 16), zero);
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    const value = load<f32>(a);
    store<f32>(out, value < 0 ? 0 : value);
    a += 4;
    out += 4;
  }
}

/** The gradient of relu: `gradient` where the output is above 0 or NaN, else 0. */
export function reluGradient(gradient: usize, output: usize, out: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (; n >= 8; n -= 8) {
    const low = v128.andnot(v128.load(gradient), f32x4.le(v128.load(output), zero));
    const high = v128.andnot(v128.load(gradient, 16), f32x4.le(v128.load(output, 16), zero));
    v128.store(out, low);
    v128.store(out, high, 16);
    gradient += 32;
    output += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, load<f32>(output) <= 0 ? 0 : load<f32>(gradient));
    gradient += 4;
    output += 4;
    out += 4;
  }
}

export function sqrt(a: usize, out: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const low = f32x4.sqrt(v128.load(a));
    const high = f32x4.sqrt(v128.load(a, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n--) {
    store<f32>(out, Mathf.sqrt(load<f32>(a)));
    a += 4;
    out += 4;
  }
}
