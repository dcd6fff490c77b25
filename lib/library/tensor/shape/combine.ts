import { named, record, renamed } from "../autograd/record.ts";
import { dimension } from "../dims.ts";
import { allocate, type DType } from "../dtype.ts";
import { requireTensor, told } from "../operand.ts";
import { dense, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";

/**
 * The tensors one after the other along `dim` (0 if left out).
 *
 * @throws {RangeError} when kinds, or lengths of other dimensions, differ
 *
 * @example
 * ```ts
 * import { cat, tensor } from "dropout-lab/tensor";
 * cat([tensor([1, 2]), tensor([3])]) // → tensor([1., 2., 3.])
 * ```
 */
export function cat<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  requireTensors("cat", tensors);
  const [first] = tensors;
  if (!first) throw new RangeError("cat: must be at least one tensor, got none");
  const d = dimension("cat", dim, first.ndim);
  for (const { shape, dtype } of tensors) {
    const fits =
      shape.length === first.ndim && shape.every((l, i) => i === d || l === first.shape[i]);
    if (!fits || dtype !== first.dtype) {
      throw new RangeError(
        `cat: shapes must agree but for dimension ${d}, and kinds, got ${first.dtype} [${first.shape.join(", ")}] and ${dtype} [${shape.join(", ")}]`,
      );
    }
  }
  const lengths = tensors.map(({ shape }) => shape[d] as number);
  const shape = first.shape.map((length, i) =>
    i === d ? lengths.reduce((a, b) => a + b) : length,
  );
  const out = allocate(first.dtype, sizeOf(shape));
  const outer = sizeOf(first.shape.slice(0, d));
  const datas = tensors.map(({ data }) => data);
  let next = 0;
  for (let i = 0; i < outer; i++) {
    for (const data of datas) {
      const run = data.length / outer;
      out.set(data.subarray(i * run, (i + 1) * run) as never, next);
      next += run;
    }
  }
  const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b));
  return record(new Tensor(dense(first.dtype, out, shape)), tensors, () =>
    named(
      "CatBackward0",
      ends.map((end, i) => (g) => g.slice(end - (lengths[i] as number), end, { dim: d })),
    ),
  );
}

/**
 * Tensors of one shape, put beside each other along a new dimension (0 if left out).
 *
 * @example
 * ```ts
 * import { stack, tensor } from "dropout-lab/tensor";
 * stack([tensor([1, 2]), tensor([3, 4])])
 * // → tensor([[1., 2.],
 * //           [3., 4.]])
 * ```
 */
export function stack<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  requireTensors("stack", tensors);
  const parts = tensors.map((x) => x.unsqueeze(dim));
  return renamed(cat(parts, dim), "StackBackward0");
}

function requireTensors(subject: string, tensors: readonly Tensor[]): void {
  if (!Array.isArray(tensors)) {
    throw new TypeError(`${subject}: must be a list of tensors, got ${told(tensors)}`);
  }
  for (const x of tensors) requireTensor(subject, x);
}
