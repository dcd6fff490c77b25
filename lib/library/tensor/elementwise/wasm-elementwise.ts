import {
  type BinaryOperation,
  ELEMENTWISE,
  heapF32,
  ONCE,
  SCALAR,
  type WasmExports,
  wasmExports,
} from "../../wasm/index.ts";
import { memoryOrder } from "../layout.ts";
import { type FloatSpan, inChunks, Storage, type TruthSpan, wholeSpan } from "../memory/index.ts";
import { dense, elements, floatSpan, hasSameShape, type Strided, truthSpan } from "../strided.ts";

// What the WebAssembly module can do of the elementwise operations, with the same bits as the plain
// loops, which stay the reference. This and its neighbours give undefined, having done nothing, for
// what is left to those loops: other kinds of numbers, and a machine without the module.

type Result = Strided<"float32"> | undefined;

/** What can stand on the right: a tensor, or a plain value. */
type Right = Strided | number | bigint | boolean;

/** a op b for float32 without gaps; b may be a mask or a tensor of the same shape, or a plain number. */
export function wasmPairs(operation: BinaryOperation, left: Strided, right: Right): Result {
  const wasm = wasmExports();
  const a = wasm && floatSpan(left);
  if (!a) return undefined;
  if (typeof right === "number") {
    const result = chunked(wasm, [a], withNumber(wasm, operation, right));
    return dense("float32", result, left.shape);
  }
  if (typeof right !== "object" || !hasSameShape(left, right)) return undefined;
  const b = floatSpan(right) ?? truthSpan(right);
  if (!b) return undefined;
  const result = chunked(wasm, [a, b], ([x = 0, y = 0, out = 0], count) =>
    wasm.elementwise(ELEMENTWISE[operation], ONCE.neither, x, 0, y, 0, out, 0, 1, count),
  );
  return dense("float32", result, left.shape);
}

/** What `exponentials` of the module is asked for. */
const EXPONENTIAL = { exp: 0, sigmoid: 1, tanh: 2 };

/** The operation on each of float32 numbers, wherever they lie. */
export function wasmUnary(operation: string, x: Strided): Result {
  const wasm = wasmExports();
  const run = wasm && unaryRun(wasm, operation);
  return run && overElements(wasm, x, run);
}

/** Each number, but not below `low` and not above `high`; -0 and NaN stay. */
export function wasmClamp(x: Strided, low: number, high: number): Result {
  const wasm = wasmExports();
  if (!wasm) return undefined;
  const fromBelow = withNumber(wasm, "atLeast", low);
  const fromAbove = withNumber(wasm, "atMost", high);
  return overElements(wasm, x, ([from = 0, out = 0], count) => {
    fromBelow([from, out], count);
    fromAbove([out, out], count);
  });
}

/** The gradient where the output of a ReLU is above 0 or NaN, else 0; both of one shape. */
export function wasmReluBackward(gradient: Strided, output: Strided): Result {
  const wasm = wasmExports();
  const a = wasm && floatSpan(gradient);
  const b = a && hasSameShape(gradient, output) ? floatSpan(output) : undefined;
  if (!a || !b) return undefined;
  const result = chunked(wasm, [a, b], ([x = 0, y = 0, out = 0], count) =>
    wasm.elementwise(ELEMENTWISE.reluBackward, ONCE.neither, x, 0, y, 0, out, 0, 1, count),
  );
  return dense("float32", result, output.shape);
}

type Run = (addresses: readonly number[], count: number) => void;

function unaryRun(wasm: WasmExports, operation: string): Run | undefined {
  switch (operation) {
    case "neg":
      return withNumber(wasm, "mul", -1);
    case "relu":
      return withNumber(wasm, "atLeast", 0);
    case "abs":
    case "sqrt":
    case "round":
    case "floor":
    case "ceil":
    case "trunc":
      return withNumber(wasm, operation, 0);
    case "log":
      return ([from = 0, out = 0], count) => wasm.logarithms(from, out, count);
    case "exp":
    case "sigmoid":
    case "tanh":
      return ([from = 0, out = 0], count) =>
        wasm.exponentials(EXPONENTIAL[operation], from, out, count);
    default:
      return undefined;
  }
}

function withNumber(wasm: WasmExports, operation: keyof typeof ELEMENTWISE, number: number): Run {
  return ([from = 0, out = 0], count) => {
    heapF32(wasm)[SCALAR / 4] = number;
    wasm.elementwise(ELEMENTWISE[operation], ONCE.right, from, 0, SCALAR, 0, out, 0, 1, count);
  };
}

function overElements(wasm: WasmExports, x: Strided, run: Run): Result {
  if (x.dtype !== "float32") return undefined;
  const order = memoryOrder(x.shape, [x]);
  const view = order.view(x);
  const a = floatSpan(view) ?? wholeSpan(new Storage(elements(view) as Float32Array));
  return order.result("float32", chunked(wasm, [a], run));
}

function chunked(
  wasm: WasmExports,
  inputs: readonly (FloatSpan | TruthSpan)[],
  run: Run,
): Storage<Float32Array> {
  const result = Storage.floats(inputs[0]?.length ?? 0);
  inChunks(wasm, { inputs, outputs: [wholeSpan(result)] }, run);
  return result;
}
