import { wasmExports } from "../../wasm/index.ts";
import {
  allocateBytes,
  copyIn,
  copyOut,
  type FloatSpan,
  mark,
  release,
  Storage,
  wholeSpan,
} from "../memory/index.ts";
import { dense, floatSpan, type Strided, sizeOf } from "../strided.ts";

/** `row` added to each row of a, both float32 without gaps. */
export function wasmAddRow(a: Strided, row: Strided): Strided<"float32"> | undefined {
  const [x, y] = [floatSpan(a), floatSpan(row)];
  if (!x || !y) return undefined;
  const sum = byRows([x, y], { length: x.length, rows: x.length / y.length }, "addRow");
  return sum && dense("float32", sum, a.shape);
}

/**
 * The sum over the first `count` dimensions of float32 without gaps, some of them; each column in
 * the order in which `wasmRowSum` adds up.
 */
export function wasmSumOfFirst(x: Strided, count: number): Strided<"float32"> | undefined {
  const a = floatSpan(x);
  if (!a || a.length === 0) return undefined;
  const rows = sizeOf(x.shape.slice(0, count));
  const sum = byRows([a], { length: a.length / rows, rows }, "sumRows");
  return sum && dense("float32", sum, x.shape.slice(count));
}

function byRows(
  operands: readonly FloatSpan[],
  { length, rows }: { length: number; rows: number },
  operation: "addRow" | "sumRows",
): Storage<Float32Array> | undefined {
  const wasm = wasmExports();
  if (!wasm) return undefined;
  const result = Storage.floats(length);
  const start = mark();
  try {
    const addresses = operands.map((operand) => copyIn(wasm, operand));
    const out = result.address ?? allocateBytes(wasm, length * 4);
    if (out === undefined || addresses.includes(undefined)) return undefined;
    const n = (operands[0] as FloatSpan).length / rows;
    wasm[operation](...(addresses as number[]), out, rows, n);
    copyOut(wasm, wholeSpan(result), out);
    return result;
  } finally {
    release(start);
  }
}
