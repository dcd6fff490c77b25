import { cast } from "../cast.ts";
import { allocate, type DType, require64Bits, toInt64 } from "../dtype.ts";
import { broadcastShape, broadcastTo } from "../elementwise/broadcast.ts";
import { laidOutLike, memoryOrder } from "../layout.ts";
import { bits, wordsOf } from "../move-elements.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, type Strided } from "../strided.ts";
import { chooseIn } from "./choose.ts";
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
  require64Bits(value);
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
  const shape = broadcastShape(subject, mask.shape, x.shape);
  const sides = { yes: fillValue(subject, x.dtype, value), no: x };
  return chooseIn(memoryOrder(shape, []), mask, sides) as Strided<D>;
}

/** The elements where the mask holds, in one dimension; both are broadcast. */
export function maskedSelect<D extends DType>(x: Strided<D>, mask: Strided): Strided<D> {
  requireMask("maskedSelect", mask);
  const shape = broadcastShape("maskedSelect", x.shape, mask.shape);
  const holds = elements(broadcastTo(mask as Strided<"bool">, shape));
  const out = allocate(x.dtype as DType, count(holds));
  const [source, target, words] = [bits(elements(broadcastTo(x, shape))), bits(out), wordsOf(out)];
  // Each is written where the next one goes, and stays where the mask holds: without a branch.
  let to = 0;
  for (let i = 0; to < target.length; i++) {
    target[to] = source[i * words] as number;
    if (words === 2) target[to + 1] = source[i * 2 + 1] as number;
    to += (holds[i] as number) * words;
  }
  return dense(x.dtype, out as never, [out.length]);
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
  const truths = elements(x.dtype === "bool" ? x : cast(x, "bool")) as Uint8Array;
  const ndim = x.shape.length;
  const found = count(truths);
  const out = new BigInt64Array(found * ndim);
  // The lower words; a bigint each would take longer than all else.
  const words = bits(out);
  const at = new Int32Array(ndim);
  let to = 0;
  for (let i = 0; i < truths.length; i++) {
    if (truths[i]) for (let d = 0; d < ndim; d++, to += 2) words[to] = at[d] as number;
    for (let d = ndim - 1; d >= 0; d--) {
      const next = (at[d] as number) + 1;
      at[d] = next < (x.shape[d] as number) ? next : 0;
      if (at[d] !== 0) break;
    }
  }
  return dense("int64", out, [found, ndim]);
}

/** How many hold. */
function count(truths: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < truths.length; i++) total += truths[i] as number;
  return total;
}

/** Whether floats are infinite or finite; integers and truth values always are finite. */
export function classify(x: Strided, holds: (value: number) => boolean): Strided<"bool"> {
  const data = elements(x);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = holds(Number(data[i])) ? 1 : 0;
  return laidOutLike(dense("bool", out, x.shape), [x]);
}
