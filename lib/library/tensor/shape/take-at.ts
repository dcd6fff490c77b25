import { requireTensor } from "../operand.ts";
import { elements, hasSameShape, type Strided, sizeOf } from "../strided.ts";
import { indexSelect, reshape } from "./shape.ts";

/** The parts that an index tensor takes, and the rows they are of the tensor taken from. */
export interface Taken<D extends Strided["dtype"]> {
  output: Strided<D>;
  /** The shape in which the tensor is a list of the parts that can be taken. */
  from: readonly number[];
  list: readonly number[];
}

/**
 * The parts of the first dimensions where a mask of their shape holds, or those of the first
 * dimension at integer indices, in the shape of the indices: `x[index]` of torch.
 *
 * @throws {TypeError} for an index that is neither bool nor int64
 * @throws {RangeError} for a mask of another shape, and for indices beyond the length
 */
export function takeAt<D extends Strided["dtype"]>(x: Strided<D>, index: Strided): Taken<D> {
  requireTensor("at", index);
  const { ndim, from, list, shape } = index.dtype === "bool" ? byMask(x, index) : byIndex(x, index);
  const output = indexSelect(reshape(x, from), 0, list);
  return { output: reshape(output, [...shape, ...x.shape.slice(ndim)]), from, list };
}

function byMask(x: Strided, mask: Strided) {
  const ndim = mask.shape.length;
  const first = { ...x, shape: x.shape.slice(0, ndim) };
  if (!hasSameShape(first, mask)) {
    throw new RangeError(
      `at: mask must have the shape of the first dimensions, got [${mask.shape.join(", ")}] for [${x.shape.join(", ")}]`,
    );
  }
  const list = [...elements(mask)].flatMap((holds, i) => (holds ? [i] : []));
  const from = [sizeOf(mask.shape), ...x.shape.slice(ndim)];
  return { ndim, from, list, shape: [list.length] };
}

function byIndex(x: Strided, index: Strided) {
  if (index.dtype !== "int64") {
    throw new TypeError(`at: indices must be int64, or a mask bool, got ${index.dtype}`);
  }
  if (x.shape.length === 0) {
    throw new RangeError("at: must have a dimension for indices, got shape []");
  }
  const list = Array.from(elements(index), Number);
  return { ndim: 1, from: x.shape, list, shape: index.shape };
}
