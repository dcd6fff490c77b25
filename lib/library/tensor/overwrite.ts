import { cast } from "./cast.ts";
import { broadcastTo } from "./elementwise/broadcast.ts";
import { requireTensor } from "./operand.ts";
import { copyElements, dense, elements, isContiguous, type Strided, sizeOf } from "./strided.ts";

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

/**
 * Refuses what torch refuses: reading from a part of the memory written to that is not laid out as
 * the target. As in torch only tensors without gaps and repetitions are compared.
 *
 * @throws {RangeError}
 */
export function requireApart(subject: string, target: Strided, source: unknown): void {
  const from = source as Strided;
  if (from?.storage !== target.storage || !isDense(target) || !isDense(from)) return;
  const [size, other] = [sizeOf(target.shape), sizeOf(from.shape)];
  if (size === 0 || other === 0) return;
  const isSame = size === other && target.offset === from.offset;
  if (isSame && String(target.strides) === String(from.strides)) return;
  if (target.offset < from.offset + other && from.offset < target.offset + size) {
    throw new RangeError(
      `${subject}: must not read from memory that is written to, except at the same places, clone() the operand first`,
    );
  }
}

/** True where the elements fill their memory without gaps and repetitions, in any order. */
function isDense({ shape, strides }: Strided): boolean {
  const dims = [...shape.keys()].filter((d) => shape[d] !== 1);
  dims.sort((a, b) => (strides[a] as number) - (strides[b] as number));
  let next = 1;
  for (const d of dims) {
    if (strides[d] !== next) return false;
    next *= shape[d] as number;
  }
  return true;
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
  copyElements(dense(target.dtype, copy as never, target.shape), { ...target, data });
}
