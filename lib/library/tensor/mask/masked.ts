import { cast } from "../cast.ts";
import { contiguous } from "../copy.ts";
import { allocate, type DType, toInt64 } from "../dtype.ts";
import { broadcastShape, broadcastTo } from "../elementwise/broadcast.ts";
import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, rowMajor, type Strided } from "../strided.ts";
import { choose } from "./choose.ts";
import { requireMask } from "./require-mask.ts";

/**
 * One value as a tensor of the kind without dimensions; what follows the point is cut off for
 * integers.
 *
 * @throws {RangeError} for a tensor with dimensions, and for what does not fit in an int64
 */
export function fillValue<D extends DType>(subject: string, dtype: D, value: Operand): Strided<D> {
  requireOperand(subject, value);
  if (typeof value === "object") {
    if (value.shape.length > 0) {
      throw new RangeError(
        `${subject}: value must be one, a number or a tensor without dimensions, got shape [${value.shape.join(", ")}]`,
      );
    }
    return cast(value, dtype);
  }
  const array = allocate(dtype as DType, 1);
  const isTrue = value !== 0 && value !== 0n && value !== false;
  array[0] = (
    dtype === "int64" ? toInt64(value) : dtype === "bool" ? Number(isTrue) : Number(value)
  ) as never;
  return dense(dtype, array as never, []);
}

/** x with one value where the mask holds; both are broadcast. */
export function maskedFill<D extends DType>(
  subject: string,
  x: Strided<D>,
  mask: Strided,
  value: Operand,
): Strided<D> {
  requireMask(subject, mask);
  return contiguous(choose(mask, fillValue(subject, x.dtype, value), x)) as Strided<D>;
}

/** The elements where the mask holds, in one dimension; both are broadcast. */
export function maskedSelect<D extends DType>(x: Strided<D>, mask: Strided): Strided<D> {
  requireMask("maskedSelect", mask);
  const shape = broadcastShape("maskedSelect", x.shape, mask.shape);
  const holds = elements(broadcastTo(mask as Strided<"bool">, shape));
  const taken = elements(broadcastTo(x, shape)).filter((_: unknown, i: number) => holds[i] === 1);
  return dense(x.dtype, taken as never, [taken.length]);
}

/** The gradient of what `maskedSelect` took, in the shape that the two were broadcast to. */
export function maskedSelectBackward(gradient: Strided, x: Strided, mask: Strided): Strided {
  const shape = broadcastShape("backward", x.shape, mask.shape);
  const holds = elements(broadcastTo(mask as Strided<"bool">, shape));
  const out = allocate(gradient.dtype as DType, holds.length);
  const parts = elements(gradient);
  let next = 0;
  for (let i = 0; i < holds.length; i++) if (holds[i]) out[i] = parts[next++] as never;
  return dense(gradient.dtype, out as never, shape);
}

/** The indices of each element that is not zero, a row each. */
export function nonzero(x: Strided): Strided<"int64"> {
  const truths = elements(x.dtype === "bool" ? x : cast(x, "bool"));
  const steps = rowMajor(x.shape);
  const at: bigint[] = [];
  let found = 0;
  for (let i = 0; i < truths.length; i++) {
    if (!truths[i]) continue;
    found++;
    for (const [d, step] of steps.entries()) {
      at.push(BigInt(Math.floor(i / step) % (x.shape[d] as number)));
    }
  }
  return dense("int64", BigInt64Array.from(at), [found, x.shape.length]);
}

/** Whether floats are infinite or finite; integers and truth values always are finite. */
export function classify(x: Strided, holds: (value: number) => boolean): Strided<"bool"> {
  const data = elements(x);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = holds(Number(data[i])) ? 1 : 0;
  return laidOutLike(dense("bool", out, x.shape), [x]);
}
