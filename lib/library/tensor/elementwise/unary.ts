import { cast } from "../cast.ts";
import { clone } from "../copy.ts";
import { allocate, type DType, isFloating, promote } from "../dtype.ts";
import { laidOutLike } from "../layout.ts";
import { dense, elements, type Strided } from "../strided.ts";
import { binary, commonDType } from "./binary.ts";
import { wasmRelu, wasmSqrt } from "./wasm-elementwise.ts";

/** An operation on single elements. */
export type UnaryOperation =
  | ("neg" | "abs" | "relu" | "sqrt" | "exp" | "log" | "sigmoid" | "tanh")
  | RoundingOperation
  | ("log1p" | "expm1" | "sin" | "cos");

/** Those whose slope is 0 wherever there is one. */
export type RoundingOperation = "round" | "floor" | "ceil" | "trunc" | "sign";

const FLOATS: Record<UnaryOperation, (x: number) => number> = {
  neg: (x) => -x,
  abs: Math.abs,
  // biome-ignore lint/complexity/useMathMinMax: Math.max would make 0 of -0, which torch keeps
  relu: (x) => (x < 0 ? 0 : x),
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  round: roundHalfToEven,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  // NaN has no sign to torch, and neither has -0.
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  log1p: Math.log1p,
  expm1: Math.expm1,
  sin: Math.sin,
  cos: Math.cos,
};

const itself = (x: bigint) => x;

const INTEGERS: Partial<Record<UnaryOperation, (x: bigint) => bigint>> = {
  neg: (x) => -x,
  abs: (x) => (x < 0n ? -x : x),
  relu: (x) => (x < 0n ? 0n : x),
  round: itself,
  floor: itself,
  ceil: itself,
  trunc: itself,
  sign: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
};

const WASM: Partial<Record<UnaryOperation, (x: Strided) => Strided | undefined>> = {
  relu: wasmRelu,
  sqrt: wasmSqrt,
};

/** Applies the operation to each element; what integers cannot do is done in float32. */
export function unary(operation: UnaryOperation, x: Strided): Strided {
  const onIntegers = INTEGERS[operation];
  if (x.dtype === "int64" && onIntegers) {
    const out = (elements(x) as BigInt64Array).map(onIntegers);
    return laidOutLike(dense("int64", out, x.shape), [x]);
  }
  if (x.dtype === "bool" && operation === "sign") return clone(x);
  if (x.dtype === "bool" && onIntegers) {
    throw new TypeError(`${operation}: must be numbers, got truth values`);
  }
  const quick = WASM[operation]?.(x);
  if (quick) return quick;
  const dtype: DType = isFloating(x.dtype) ? x.dtype : "float32";
  const input = elements(x.dtype === dtype ? x : cast(x, dtype)) as Float32Array;
  const out = allocate(dtype, input.length);
  const apply = FLOATS[operation];
  for (let i = 0; i < input.length; i++) out[i] = apply(input[i] as number);
  return laidOutLike(dense(dtype, out, x.shape), [x]);
}

/**
 * Each element, but not below `low` and not above `high`, which counts if the two cross; NaN stays,
 * and a bound that is NaN makes everything NaN, as in torch. Bounds promote as operands do.
 */
export function clamp(x: Strided, low: number, high: number): Strided {
  if (typeof low !== "number" || typeof high !== "number") {
    throw new TypeError(
      `clamp: must be numbers, got ${typeof low} ${low} and ${typeof high} ${high}`,
    );
  }
  const dtype = promote(commonDType(x, low), commonDType(x, high));
  const out = elements(cast(x, dtype));
  const lowest = Math.min(low, high);
  if (Number.isNaN(low) || Number.isNaN(high)) out.fill(bound(dtype, Number.NaN));
  for (let i = 0; i < out.length; i++) {
    const value = out[i] as number | bigint;
    if (value < lowest) out[i] = bound(dtype, lowest);
    else if (value > high) out[i] = bound(dtype, high);
  }
  return laidOutLike(dense(dtype, out, x.shape), [x]);
}

function bound(dtype: DType, value: number): never {
  return (dtype === "int64" ? BigInt(value) : value) as never;
}

/** The nearest whole number, the even one where two are as near; keeps the sign of zero. */
function roundHalfToEven(x: number): number {
  return x - Math.floor(x) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}

/** Rounds floats to `decimals` digits after the point, or before it where negative, as torch does. */
export function roundTo(x: Strided, decimals: number): Strided {
  if (!isFloating(x.dtype)) {
    throw new TypeError(`round: with decimals must be floats, got ${x.dtype}`);
  }
  if (!Number.isInteger(decimals)) {
    throw new RangeError(`round: decimals must be a whole number, got ${decimals}`);
  }
  // Each step is rounded to the kind of x, as in torch.
  const power = Number(`1e${Math.abs(decimals)}`);
  const scale = dense(x.dtype, allocate(x.dtype, 1).fill(power), []);
  const [there, back] = decimals < 0 ? (["div", "mul"] as const) : (["mul", "div"] as const);
  return binary(back, unary("round", binary(there, x, scale)), scale);
}
