import { cast } from "../cast.ts";
import { toDType } from "../copy.ts";
import { allocate, type DType, isFloating, promote } from "../dtype.ts";
import { laidOutLike, memoryOrder } from "../layout.ts";
import { dense, elements, type Strided } from "../strided.ts";
import { commonDType } from "./binary.ts";
import { exp32, log32, sigmoid32, tanh32 } from "./exponential.ts";
import { wasmClamp, wasmUnary } from "./wasm-elementwise.ts";

/** An operation on single elements. */
export type UnaryOperation = "neg" | "abs" | "relu" | "sqrt" | "exp" | "log" | "sigmoid" | "tanh";

type Floats = Float32Array | Float64Array;

/** A loop of its own for each operation: V8 runs these several times faster than calls through a table. */
function loop(apply: (x: number) => number): (input: Floats, out: Floats) => void {
  return (input, out) => {
    for (let i = 0; i < out.length; i++) out[i] = apply(input[i] as number);
  };
}

const FLOATS: Record<UnaryOperation, (input: Floats, out: Floats) => void> = {
  neg: loop((x) => -x),
  abs: loop(Math.abs),
  // biome-ignore lint/complexity/useMathMinMax: Math.max would make 0 of -0, which torch keeps
  relu: loop((x) => (x < 0 ? 0 : x)),
  sqrt: loop(Math.sqrt),
  exp: loop(Math.exp),
  log: loop(Math.log),
  sigmoid: loop((x) => 1 / (1 + Math.exp(-x))),
  tanh: loop(Math.tanh),
};

/** What float32 takes the module's steps for, so that it has the same bits without it. */
const FLOATS32: Partial<typeof FLOATS> = {
  exp: loop(exp32),
  log: loop(log32),
  sigmoid: loop(sigmoid32),
  tanh: loop(tanh32),
};

const INTEGERS: Partial<Record<UnaryOperation, (x: bigint) => bigint>> = {
  neg: (x) => -x,
  abs: (x) => (x < 0n ? -x : x),
  relu: (x) => (x < 0n ? 0n : x),
};

/** Applies the operation to each element; what integers cannot do is done in float32. */
export function unary(operation: UnaryOperation, x: Strided): Strided {
  const onIntegers = INTEGERS[operation];
  const order = memoryOrder(x.shape, [x]);
  if (x.dtype === "int64" && onIntegers) {
    return order.result("int64", (elements(order.view(x)) as BigInt64Array).map(onIntegers));
  }
  if (x.dtype === "bool" && onIntegers) {
    throw new TypeError(`${operation}: must be numbers, got truth values`);
  }
  const dtype = isFloating(x.dtype) ? x.dtype : "float32";
  const typed = x.dtype === dtype ? x : toDType(x, dtype);
  const quick = wasmUnary(operation, typed);
  if (quick) return quick;
  const input = elements(order.view(typed)) as Floats;
  const out = allocate(dtype, input.length);
  const run = (dtype === "float32" && FLOATS32[operation]) || FLOATS[operation];
  run(input, out as Floats);
  return order.result(dtype, out);
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
  const isNumber = !Number.isNaN(low) && !Number.isNaN(high);
  const quick = dtype === x.dtype && isNumber ? wasmClamp(x, Math.min(low, high), high) : undefined;
  if (quick) return quick;
  const out = elements(cast(x, dtype));
  const lowest = Math.min(low, high);
  if (!isNumber) out.fill(bound(dtype, Number.NaN));
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
