import { type BinaryOperation, ELEMENTWISE, ONCE, wasmExports } from "../../wasm/index.ts";
import type { MemoryOrder } from "../layout.ts";
import { inBlocks, Storage } from "../memory/index.ts";
import { dense, elements, isContiguous, isFloat32, type Strided, sizeOf } from "../strided.ts";

/** Smaller matrices are not worth a call each: the operands are copied into one run. */
const SMALL = 4096;

/** A dimension of the result, and how far a step along it goes in each operand. */
interface Dimension {
  length: number;
  a: number;
  b: number;
}

/** a op b for float32 of any strides, in the given order. */
export function wasmBroadcast(
  operation: BinaryOperation,
  a: Strided,
  b: Strided,
  order: MemoryOrder,
): Storage<Float32Array> | undefined {
  const wasm = wasmExports();
  if (!wasm || !isFloat32(a) || !isFloat32(b)) return undefined;
  // Which of 0 and -0 is the larger depends on where torch's vector loop ends: the plain loops know.
  if (operation === "maximum" || operation === "minimum") return undefined;
  const result = Storage.floats(sizeOf(order.lengths));
  if (result.length === 0) return result;
  let left = order.view(a) as Strided<"float32">;
  let right = order.view(b) as Strided<"float32">;
  let dims = joined(left, right);
  const area = (dims.at(-1)?.length ?? 1) * (dims.at(-2)?.length ?? 1);
  const isSmall = area < SMALL && area < result.length;
  const { a: stepA, b: stepB } = dims.at(-1) ?? { a: 1, b: 1 };
  // A row must be numbers side by side, or in one of the operands one number again and again.
  const copyLeft = stepA > 1 || (stepA === 0 && stepB === 0) || (isSmall && !isContiguous(left));
  const copyRight = stepB > 1 || (isSmall && !isContiguous(right));
  if (copyLeft) left = dense("float32", elements(left), left.shape);
  if (copyRight) right = dense("float32", elements(right), right.shape);
  if (copyLeft || copyRight) dims = joined(left, right);
  const columns = dims.pop() ?? { length: 1, a: 1, b: 1 };
  const rows = dims.pop() ?? { length: 1, a: 0, b: 0 };
  const size = rows.length * columns.length;
  const swapped = columns.a === 0;
  const single = swapped || columns.b === 0;
  const once = swapped ? ONCE.left : single ? ONCE.right : ONCE.neither;
  const run = (...rows: number[]) => wasm.elementwise(ELEMENTWISE[operation], once, ...rows);
  each(dims, (index, moreA, moreB) => {
    const first = { storage: left.storage, offset: left.offset + moreA, rowStep: rows.a };
    const second = { storage: right.storage, offset: right.offset + moreB, rowStep: rows.b };
    const out = { storage: result, offset: index * size, length: size };
    const [full, other] = swapped ? [second, first] : [first, second];
    inBlocks(wasm, { full, other, single, out, rows: rows.length, n: columns.length }, run);
  });
  return result;
}

/** The dimensions, those joined that both operands walk as one. */
function joined(left: Strided, right: Strided): Dimension[] {
  const dims: Dimension[] = [];
  for (const [d, length] of left.shape.entries()) {
    if (length === 1) continue;
    const [a, b] = [left.strides[d] as number, right.strides[d] as number];
    const outer = dims.at(-1);
    if (outer && outer.a === a * length && outer.b === b * length) {
      dims.splice(-1, 1, { length: outer.length * length, a, b });
    } else {
      dims.push({ length, a, b });
    }
  }
  return dims;
}

/** Calls `visit` for every place of the outer dimensions, with how far they are in each operand. */
function each(
  dims: readonly Dimension[],
  visit: (index: number, a: number, b: number) => void,
): void {
  const count = dims.reduce((product, { length }) => product * length, 1);
  for (let index = 0; index < count; index++) {
    let [rest, a, b] = [index, 0, 0];
    for (let d = dims.length - 1; d >= 0; d--) {
      const dim = dims[d] as Dimension;
      a += (rest % dim.length) * dim.a;
      b += (rest % dim.length) * dim.b;
      rest = Math.floor(rest / dim.length);
    }
    visit(index, a, b);
  }
}
