import { dimension } from "../dims.ts";
import { allocate, type DType } from "../dtype.ts";
import { requireTensor } from "../operand.ts";
import { dense, elements, positions, type Strided, sizeOf } from "../strided.ts";

/**
 * For each place of `index` the element of x there, but along `dim` the one that the index names.
 *
 * @throws {RangeError} for indices beyond the length, and for an index whose shape does not fit
 * @throws {TypeError} for an index that is not int64
 */
export function gather<D extends DType>(x: Strided<D>, dim: number, index: Strided): Strided<D> {
  const places = placesAlong("gather", x, dim, index);
  const out = allocate(x.dtype, places.length);
  const { data } = x.storage;
  for (let i = 0; i < out.length; i++) out[i] = data[places[i] as number] as never;
  return dense(x.dtype, out, index.shape);
}

/** The gradient of `gather`, and of what took elements so: added up where they came from. */
export function scatterAddAlong(
  gradient: Strided,
  x: Strided,
  dim: number,
  index: Strided,
): Strided {
  const out = allocate(gradient.dtype, sizeOf(x.shape)) as Float64Array;
  const zeros = dense(gradient.dtype, out as never, x.shape);
  const places = placesAlong("backward", zeros, dim, index);
  const parts = elements(gradient) as Float64Array;
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as number;
    out[at] = (out[at] as number) + (parts[i] as number);
  }
  return zeros;
}

/** Where in x's storage the elements lie that the index names. */
function placesAlong(subject: string, x: Strided, dim: number, index: Strided): Int32Array {
  requireTensor(`${subject}: index`, index);
  if (index.dtype !== "int64") {
    throw new TypeError(`${subject}: index must be int64, got ${index.dtype}`);
  }
  const d = dimension(subject, dim, x.shape.length);
  // A tensor without dimensions counts as one with a single element in one.
  const [from, to] = [x, index].map(({ shape }) => (shape.length === 0 ? [1] : shape)) as [
    readonly number[],
    readonly number[],
  ];
  // As in torch, an index of nothing fits everything.
  if (sizeOf(index.shape) === 0) return new Int32Array(0);
  const fits = from.length === to.length && to.every((l, i) => i === d || l <= Number(from[i]));
  if (!fits) {
    throw new RangeError(
      `${subject}: index must be no larger than the tensor but along dim ${dim}, got [${index.shape.join(", ")}] and [${x.shape.join(", ")}]`,
    );
  }
  const length = from[d] as number;
  const step = x.strides[d] ?? 1;
  const strides = from.map((_, i) => (i === d ? 0 : (x.strides[i] ?? 1)));
  const places = positions({ ...x, shape: to, strides } as Strided);
  const indices = elements(index as Strided<"int64">);
  for (let i = 0; i < places.length; i++) {
    const at = Number(indices[i]);
    if (at < 0 || at >= length) {
      throw new RangeError(`${subject}: index must be in [0, ${length - 1}], got ${at}`);
    }
    places[i] = (places[i] as number) + at * step;
  }
  return places;
}
