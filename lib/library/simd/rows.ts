import { whole } from "./elementwise.ts";
import { kernels } from "./kernels.ts";
import { mark, release, take } from "./memory.ts";
import { collect, placed } from "./placed.ts";
import { type Floats, Storage } from "./storage.ts";

type Result = Storage<Float32Array> | undefined;

/** `row` added to each row of a. Undefined, as from every kernel, where plain loops must work. */
export function addRow(a: Floats, row: Floats): Result {
  return byRows([a, row], { length: a.length, rows: a.length / row.length }, "addRow");
}

/** The sum of the rows, each column in the order in which `sum` adds up. */
export function sumRows(a: Floats, rows: number): Result {
  return byRows([a], { length: a.length / rows, rows }, "sumRows");
}

function byRows(
  operands: readonly Floats[],
  { length, rows }: { length: number; rows: number },
  name: "addRow" | "sumRows",
): Result {
  const exports = kernels();
  if (!exports) return undefined;
  const result = whole(Storage.floats(length));
  const start = mark();
  try {
    const addresses = operands.map((operand) => placed(exports, operand));
    const out = result.storage.address ?? take(exports, length * 4);
    if (out === undefined || addresses.includes(undefined)) return undefined;
    const n = (operands[0] as Floats).length / rows;
    exports[name](...(addresses as number[]), out, rows, n);
    collect(exports, result, out);
    return result.storage;
  } finally {
    release(start);
  }
}
