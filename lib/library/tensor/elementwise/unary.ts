import { cast } from "../cast.ts";
import { clone, toDType } from "../copy.ts";
import {
  allocate,
  type DType,
  isFloating,
  promote,
  require64Bits,
  toInt64,
  uncleared,
} from "../dtype.ts";
import { laidOutLike, memoryOrder } from "../layout.ts";
import { told } from "../operand.ts";
import { dense, elements, type Strided } from "../strided.ts";
import { binary, commonDType } from "./binary.ts";
import { exp32, log32, sigmoid32, tanh32 } from "./exponential.ts";
import { wasmClamp, wasmUnary } from "./wasm-elementwise.ts";

/** An operation on single elements. */
export type UnaryOperation =
  | ("neg" | "abs" | "relu" | "sqrt" | "exp" | "log" | "sigmoid" | "tanh")
  | RoundingOperation
  | ("log1p" | "expm1" | "sin" | "cos");

/** Those whose slope is 0 wherever there is one. */
export type RoundingOperation = "round" | "floor" | "ceil" | "trunc" | "sign";

type Floats = Float32Array | Float64Array;

/** Written out, since V8 would call what it finds in a table. */
function applyToFloats(operation: UnaryOperation, x: Floats, out: Floats): void {
  const n = out.length;
  switch (operation) {
    case "neg":
      for (let i = 0; i < n; i++) out[i] = -(x[i] as number);
      return;
    case "abs":
      for (let i = 0; i < n; i++) out[i] = Math.abs(x[i] as number);
      return;
    case "relu":
      // biome-ignore lint/complexity/useMathMinMax: Math.max would make 0 of -0, which torch keeps
      for (let i = 0; i < n; i++) out[i] = (x[i] as number) < 0 ? 0 : (x[i] as number);
      return;
    case "sqrt":
      for (let i = 0; i < n; i++) out[i] = Math.sqrt(x[i] as number);
      return;
    case "exp":
      for (let i = 0; i < n; i++) out[i] = Math.exp(x[i] as number);
      return;
    case "log":
      for (let i = 0; i < n; i++) out[i] = Math.log(x[i] as number);
      return;
    case "sigmoid":
      for (let i = 0; i < n; i++) out[i] = 1 / (1 + Math.exp(-(x[i] as number)));
      return;
    case "tanh":
      for (let i = 0; i < n; i++) out[i] = Math.tanh(x[i] as number);
      return;
    case "round":
      for (let i = 0; i < n; i++) out[i] = roundHalfToEven(x[i] as number);
      return;
    case "floor":
      for (let i = 0; i < n; i++) out[i] = Math.floor(x[i] as number);
      return;
    case "ceil":
      for (let i = 0; i < n; i++) out[i] = Math.ceil(x[i] as number);
      return;
    case "trunc":
      for (let i = 0; i < n; i++) out[i] = Math.trunc(x[i] as number);
      return;
    case "sign":
      // NaN has no sign to torch, and neither has -0.
      for (let i = 0; i < n; i++) {
        out[i] = Number((x[i] as number) > 0) - Number((x[i] as number) < 0);
      }
      return;
    case "log1p":
      for (let i = 0; i < n; i++) out[i] = Math.log1p(x[i] as number);
      return;
    case "expm1":
      for (let i = 0; i < n; i++) out[i] = Math.expm1(x[i] as number);
      return;
    case "sin":
      for (let i = 0; i < n; i++) out[i] = Math.sin(x[i] as number);
      return;
    case "cos":
      for (let i = 0; i < n; i++) out[i] = Math.cos(x[i] as number);
      return;
  }
}

/** What float32 takes the module's steps for, so that it has the same bits without it. */
const FLOATS32: Partial<Record<UnaryOperation, (x: number) => number>> = {
  exp: exp32,
  log: log32,
  sigmoid: sigmoid32,
  tanh: tanh32,
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

/** Applies the operation to each element; what integers cannot do is done in float32. */
export function unary(operation: UnaryOperation, x: Strided): Strided {
  const onIntegers = INTEGERS[operation];
  const order = memoryOrder(x.shape, [x]);
  if (x.dtype === "int64" && onIntegers) {
    return order.result("int64", (elements(order.view(x)) as BigInt64Array).map(onIntegers));
  }
  if (x.dtype === "bool" && operation === "sign") return clone(x);
  if (x.dtype === "bool" && onIntegers) {
    throw new TypeError(`${operation}: must be numbers, got truth values`);
  }
  const dtype = isFloating(x.dtype) ? x.dtype : "float32";
  const typed = x.dtype === dtype ? x : toDType(x, dtype);
  const quick = wasmUnary(operation, typed);
  if (quick) return quick;
  const input = elements(order.view(typed)) as Floats;
  const out = uncleared(dtype, input.length);
  const of32 = dtype === "float32" ? FLOATS32[operation] : undefined;
  if (of32) for (let i = 0; i < input.length; i++) out[i] = of32(input[i] as number);
  else applyToFloats(operation, input, out as Floats);
  return order.result(dtype, out);
}

/** A bound of `clamp`; what is left out, or null, is none. */
export type Bound = number | bigint | null | undefined;

/**
 * Each element, but not below `from` and not above `to`, which counts if the two cross; NaN stays,
 * and a bound that is NaN makes everything NaN, as in torch. Bounds promote as operands do.
 */
export function clamp(x: Strided, from: Bound, to: Bound): Strided {
  const given = [from, to].filter((value) => value !== undefined && value !== null);
  const areBounds = given.every((value) => typeof value === "number" || typeof value === "bigint");
  if (given.length === 0 || !areBounds) {
    throw new TypeError(`clamp: must be numbers, got ${told(from)} and ${told(to)}`);
  }
  const dtype = given.map((value) => commonDType(x, value)).reduce(promote);
  for (const value of given) isFloating(dtype) ? require64Bits(value) : toInt64(value);
  const [low, high] = bounds(from, to);
  const isNumber = !Number.isNaN(low) && !Number.isNaN(high);
  const quick = dtype === x.dtype && isNumber ? wasmClamp(x, Math.min(low, high), high) : undefined;
  if (quick) return quick;
  const out = elements(cast(x, dtype));
  if (!isNumber) out.fill(bound(dtype, Number.NaN));
  // Integers beyond 2^53 are not rounded on the way: JavaScript compares them as they are.
  const highest = to ?? high;
  let lowest = from ?? low;
  if (highest < lowest) lowest = highest;
  for (let i = 0; i < out.length; i++) {
    const value = out[i] as number | bigint;
    if (value < lowest) out[i] = bound(dtype, lowest);
    else if (value > highest) out[i] = bound(dtype, highest);
  }
  return laidOutLike(dense(dtype, out, x.shape), [x]);
}

/** The bounds as floats, where none is an infinite one. */
export function bounds(from: Bound, to: Bound): [low: number, high: number] {
  return [Number(from ?? Number.NEGATIVE_INFINITY), Number(to ?? Number.POSITIVE_INFINITY)];
}

function bound(dtype: DType, value: number | bigint): never {
  return (dtype === "int64" ? BigInt(value) : Number(value)) as never;
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
