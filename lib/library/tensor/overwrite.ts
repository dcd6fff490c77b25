import { cast } from "./cast.ts";
import { requireTensor } from "./operand.ts";
import { copyElements, dense, elements, isContiguous, type Strided, sizeOf } from "./strided.ts";

/**
 * Writes the elements of `source` over those of `target`.
 *
 * @throws {RangeError} when the shapes differ, or when elements of the target share memory
 */
export function overwrite(target: Strided, source: Strided): void {
  requireTensor("copyFrom", source);
  const { shape, strides } = target;
  const { data } = target.storage;
  if (shape.length !== source.shape.length || shape.some((l, d) => l !== source.shape[d])) {
    throw new RangeError(
      `copyFrom: shapes must be equal, got [${shape.join(", ")}] and [${source.shape.join(", ")}]`,
    );
  }
  if (shape.some((length, d) => length > 1 && strides[d] === 0)) {
    throw new RangeError("copyFrom: elements must not share memory, clone the tensor first");
  }
  // Where nothing is, the offset may point behind the memory.
  if (sizeOf(shape) === 0) return;
  const values = elements(source.dtype === target.dtype ? source : cast(source, target.dtype));
  // Source and target can overlap.
  const copy = values.buffer === data.buffer ? values.slice() : values;
  if (isContiguous(target)) {
    data.set(copy as never, target.offset);
    return;
  }
  copyElements(dense(target.dtype, copy as never, shape), { ...target, data });
}
