import { named, record, renamed } from "../autograd/record.ts";
import { toDType } from "../copy.ts";
import { dimension } from "../dims.ts";
import { allocate, type DType, type Promoted, promote } from "../dtype.ts";
import { requireCount, requireTensor, told } from "../operand.ts";
import { dense, elements, hasSameShape, type Strided, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";

/** The kind that holds all tensors of a list. */
export type PromotedAll<T extends readonly Tensor[]> = T extends readonly [
  Strided<infer A>,
  ...infer Rest extends readonly Tensor[],
]
  ? Rest["length"] extends 0
    ? A
    : Promoted<A, PromotedAll<Rest>>
  : never;

/**
 * The tensors one after the other along `dim` (0 if left out), promoted to one kind. As in torch,
 * those of shape [0] fit all others.
 *
 * @throws {RangeError} when lengths of other dimensions differ, and for a tensor without dimensions
 *
 * @example
 * ```ts
 * import { cat, tensor } from "dropout-lab/tensor";
 * cat([tensor([1, 2]), tensor([3])]) // → tensor([1., 2., 3.])
 * ```
 */
export function cat<const T extends readonly [Tensor, ...Tensor[]]>(
  tensors: T,
  dim?: number,
): Tensor<PromotedAll<T>>;
export function cat<D extends DType>(tensors: readonly Tensor<D>[], dim?: number): Tensor<D>;
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  requireCount("cat", arguments, 2);
  requireTensors("cat", tensors);
  const first = tensors.find((x) => !isNothing(x)) ?? (tensors[0] as Tensor);
  const d = isNothing(first) ? 0 : dimension("cat", dim, first.ndim);
  for (const x of tensors) {
    const { shape } = x;
    const fits =
      shape.length === first.ndim && shape.every((l, i) => i === d || l === first.shape[i]);
    if (shape.length > 0 && (fits || isNothing(x))) continue;
    throw new RangeError(
      shape.length === 0
        ? "cat: tensors must have at least one dimension, got shape []; stack takes those without"
        : `cat: shapes must agree but for dimension ${d}, got [${first.shape.join(", ")}] and [${shape.join(", ")}]`,
    );
  }
  const dtype = kindOfAll(tensors);
  const lengths = tensors.map((x) => (isNothing(x) ? 0 : (x.shape[d] as number)));
  const shape = first.shape.map((length, i) =>
    i === d ? lengths.reduce((a, b) => a + b) : length,
  );
  const out = allocate(dtype, sizeOf(shape));
  const outer = sizeOf(first.shape.slice(0, d));
  const datas = tensors.map((x) => (x.dtype === dtype ? x.data : elements(toDType(x, dtype))));
  let next = 0;
  for (let i = 0; i < outer; i++) {
    for (const data of datas) {
      const run = data.length / outer;
      out.set(data.subarray(i * run, (i + 1) * run) as never, next);
      next += run;
    }
  }
  const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b));
  return record(new Tensor(dense(dtype, out, shape)), tensors, () =>
    named(
      "CatBackward0",
      ends.map((end, i) =>
        isNothing(tensors[i] as Tensor)
          ? (g) => g.flatten().slice(0, 0)
          : (g) => g.slice(end - (lengths[i] as number), end, { dim: d }),
      ),
    ),
  );
}

/**
 * Tensors of one shape, put beside each other along a new dimension (0 if left out), promoted to
 * one kind.
 *
 * @throws {RangeError} when shapes differ
 *
 * @example
 * ```ts
 * import { stack, tensor } from "dropout-lab/tensor";
 * stack([tensor([1, 2]), tensor([3, 4])])
 * // → tensor([[1., 2.],
 * //           [3., 4.]])
 * ```
 */
export function stack<const T extends readonly [Tensor, ...Tensor[]]>(
  tensors: T,
  dim?: number,
): Tensor<PromotedAll<T>>;
export function stack<D extends DType>(tensors: readonly Tensor<D>[], dim?: number): Tensor<D>;
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  requireCount("stack", arguments, 2);
  requireTensors("stack", tensors);
  const [first] = tensors as readonly [Tensor];
  const d = dimension("stack", dim, first.ndim + 1);
  const other = tensors.find((x) => !hasSameShape(x, first));
  if (other) {
    throw new RangeError(
      `stack: shapes must be equal, got [${first.shape.join(", ")}] and [${other.shape.join(", ")}]`,
    );
  }
  const parts = tensors.map((x) => x.unsqueeze(d));
  return renamed(cat(parts, d), "StackBackward0");
}

/** Whether its shape is [0]. */
function isNothing({ shape }: Tensor): boolean {
  return shape.length === 1 && shape[0] === 0;
}

function kindOfAll(tensors: readonly Tensor[]): DType {
  return tensors.map(({ dtype }) => dtype).reduce(promote);
}

function requireTensors(subject: string, tensors: readonly Tensor[]): void {
  if (!Array.isArray(tensors)) {
    throw new TypeError(`${subject}: must be a list of tensors, got ${told(tensors)}`);
  }
  for (const x of tensors) requireTensor(subject, x);
  if (tensors.length > 0) return;
  throw new RangeError(`${subject}: must be at least one tensor, got none`);
}
