import { type BinaryOperation, type WasmExports, wasmExports } from "../../wasm/index.ts";
import { type FloatSpan, inChunks, Storage, wholeSpan } from "../memory/index.ts";
import { wasmAddRow } from "../reduce/wasm-rows.ts";
import { dense, floatSpan, hasSameShape, type Strided, sizeOf } from "../strided.ts";

// What the WebAssembly module can do of the elementwise operations, with the same bits as the plain
// loops, which stay the reference. This and its neighbours give undefined, having done nothing, for
// what is left to those loops: other kinds of numbers, gaps, and a machine without the module.

type Result = Strided<"float32"> | undefined;

/** What can stand on the right: a tensor, or a plain value. */
type Right = Strided | number | bigint | boolean;

/** a op b for float32 without gaps, of one shape or with a plain number on the right. */
export function wasmBinary(operation: BinaryOperation, left: Strided, right: Right): Result {
  const wasm = wasmExports();
  const a = wasm && floatSpan(left);
  if (!a) return commuted(operation, left, right);
  const scalar = typeof right === "object" ? repeated(right, left.shape) : right;
  if (typeof scalar === "number") {
    return elementwise(wasm, { inputs: [a], shape: left.shape }, ([x = 0, out = 0], count) =>
      wasm[`${operation}Scalar`](x, scalar, out, count),
    );
  }
  const b = typeof right === "object" ? floatSpan(right) : undefined;
  if (!b || typeof right !== "object") return undefined;
  if (hasSameShape(left, right)) {
    const operands = { inputs: [a, b], shape: left.shape };
    return elementwise(wasm, operands, ([x = 0, y = 0, out = 0], count) =>
      wasm[operation](x, y, out, count),
    );
  }
  return operation === "add" && isRow(left, right) ? wasmAddRow(left, right) : undefined;
}

/** max(x, 0) for float32 without gaps; -0 and NaN stay as they are, as in torch. */
export function wasmRelu(x: Strided): Result {
  return wasmUnary("relu", x);
}

/** Square roots for float32 without gaps. */
export function wasmSqrt(x: Strided): Result {
  return wasmUnary("sqrt", x);
}

/** The gradient where the output of a ReLU is above 0 or NaN, else 0; both of one shape. */
export function wasmReluBackward(gradient: Strided, output: Strided): Result {
  const wasm = wasmExports();
  const a = wasm && floatSpan(gradient);
  const b = a && hasSameShape(gradient, output) ? floatSpan(output) : undefined;
  if (!a || !b) return undefined;
  const operands = { inputs: [a, b], shape: output.shape };
  return elementwise(wasm, operands, ([x = 0, y = 0, out = 0], count) =>
    wasm.reluBackward(x, y, out, count),
  );
}

function wasmUnary(operation: "relu" | "sqrt", x: Strided): Result {
  const wasm = wasmExports();
  const a = wasm && floatSpan(x);
  if (!a) return undefined;
  return elementwise(wasm, { inputs: [a], shape: x.shape }, ([from = 0, out = 0], count) =>
    wasm[operation](from, out, count),
  );
}

function elementwise(
  wasm: WasmExports,
  { inputs, shape }: { inputs: readonly FloatSpan[]; shape: readonly number[] },
  run: (addresses: readonly number[], count: number) => void,
): Strided<"float32"> {
  const result = Storage.floats((inputs[0] as FloatSpan).length);
  inChunks(wasm, { inputs, outputs: [wholeSpan(result)] }, run);
  return dense("float32", result, shape);
}

/** One number repeated on the left, such as the gradient of a sum, may as well stand on the right. */
function commuted(operation: BinaryOperation, left: Strided, right: Right): Result {
  if ((operation !== "add" && operation !== "mul") || typeof right !== "object") return undefined;
  const fits = floatSpan(right) && repeated(left, right.shape) !== undefined;
  return fits && wasmExports() ? wasmBinary(operation, right, left) : undefined;
}

/** The only number that a float32 holds, where its shape broadcasts to `shape`. */
function repeated(x: Strided, shape: readonly number[]): number | undefined {
  const added = shape.length - x.shape.length;
  if (x.dtype !== "float32" || x.storage.length !== 1 || added < 0) return undefined;
  const fits = x.shape.every((length, d) => length === 1 || length === shape[added + d]);
  return fits ? (x as Strided<"float32">).storage.data[x.offset] : undefined;
}

/** True when b repeats along the first dimensions of a, and is not empty. */
function isRow(a: Strided, b: Strided): boolean {
  const added = a.shape.length - b.shape.length;
  return added > 0 && sizeOf(b.shape) > 0 && b.shape.every((l, d) => l === a.shape[added + d]);
}
