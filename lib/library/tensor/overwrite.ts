import { cast } from "./cast.ts";
import { broadcastTo } from "./elementwise/broadcast.ts";
import { requireTensor } from "./operand.ts";
import { elements, isContiguous, positions, type Strided, sizeOf } from "./strided.ts";

/**
 * Writes the elements of `source`, which are broadcast, over those of `target`.
 *
 * @throws {RangeError} when the source does not broadcast to the target's shape, or when elements
 * of the target share memory
 */
export function overwrite(subject: string, target: Strided, source: Strided): void {
  requireTensor(subject, source);
  const isEmpty = sizeOf(target.shape) === 0;
  if (!isEmpty && target.shape.some((length, d) => length > 1 && target.strides[d] === 0)) {
    throw new RangeError(`${subject}: elements must not share memory, clone the tensor first`);
  }
  write(target, fitted(subject, target, source));
}

/** The same where elements may share memory, since all get one value. */
export function fill(target: Strided, value: Strided): void {
  write(target, broadcastTo(value, target.shape));
}

function fitted(subject: string, { shape }: Strided, source: Strided): Strided {
  const added = shape.length - source.shape.length;
  const fits = added >= 0 && source.shape.every((l, d) => l === 1 || l === shape[d + added]);
  if (!fits) {
    throw new RangeError(
      `${subject}: shapes must broadcast to that of the tensor written to, got [${source.shape.join(", ")}] for [${shape.join(", ")}]`,
    );
  }
  return broadcastTo(source, shape);
}

function write(target: Strided, source: Strided): void {
  if (sizeOf(target.shape) === 0) return;
  const { data } = target.storage;
  const values = elements(source.dtype === target.dtype ? source : cast(source, target.dtype));
  // Source and target can overlap.
  const copy = values.buffer === data.buffer ? values.slice() : values;
  if (isContiguous(target)) {
    data.set(copy as never, target.offset);
    return;
  }
  const at = positions(target);
  for (let i = 0; i < at.length; i++) data[at[i] as number] = copy[i] as never;
}
