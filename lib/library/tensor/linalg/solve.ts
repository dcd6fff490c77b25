import { named, record } from "../autograd/record.ts";
import { saveForBackward } from "../autograd/saved-tensors.ts";
import { cast } from "../cast.ts";
import { unary } from "../elementwise/unary.ts";
import { matmul } from "../matmul/matmul.ts";
import { requireCount, requireTensor } from "../operand.ts";
import { transpose, unsqueeze } from "../shape/shape.ts";
import type { Strided } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { solveInPlace } from "./lu.ts";

/**
 * The x for which `a` x = `b`, by Gauss's elimination with exchange of rows, in float64; gradients
 * go to both. Better than the inverse of `a` times `b`. `torch.linalg.solve`, without batches.
 *
 * @param a a square matrix [n, n]
 * @param b a vector [n], or several as the columns of a matrix [n, k]
 * @returns a tensor of b's shape
 * @throws {RangeError} for a matrix that is singular or not square, and for shapes that do not fit
 * @throws {TypeError} for integers, and for two kinds
 *
 * @example
 * ```ts
 * import { linalg, tensor } from "dropout-lab/tensor";
 * const a = tensor([[2, 1], [1, 3]]);
 * linalg.solve(a, tensor([5, 10])) // → tensor([1., 3.])
 * ```
 */
export function solve<D extends "float32" | "float64">(a: Tensor<D>, b: Tensor<D>): Tensor<D> {
  requireCount("solve", arguments, 2);
  requireSystem(a, b);
  const x = solved(a, b);
  return record(new Tensor(x), [a, b], () => {
    const toB = (g: Strided) => solved(transpose(a, 0, 1), g);
    const asColumns = (y: Strided) => (y.shape.length === 1 ? unsqueeze(y, 1) : y);
    const toA = (g: Strided) =>
      unary("neg", matmul(asColumns(toB(g)), transpose(asColumns(x), 0, 1)));
    return named("LinalgSolveExBackward0", [saveForBackward([a], toA), saveForBackward([a], toB)]);
  });
}

function solved<D extends Strided["dtype"]>(a: Strided, b: Strided<D>): Strided<D> {
  const [n = 0, k = 1] = b.shape;
  const right = cast(b, "float64");
  solveInPlace(cast(a, "float64").storage.data, right.storage.data, { n, k });
  return cast(right, b.dtype);
}

function requireSystem(a: Tensor, b: Tensor): void {
  requireTensor("linalg.solve", a);
  requireTensor("linalg.solve", b);
  if (a.dtype !== b.dtype || (a.dtype !== "float32" && a.dtype !== "float64")) {
    throw new TypeError(
      `linalg.solve: a and b must be floats of one kind, got ${a.dtype} and ${b.dtype}`,
    );
  }
  const [n, width] = a.shape;
  const isSystem = a.ndim === 2 && n === width && (b.ndim === 1 || b.ndim === 2);
  if (!isSystem || b.shape[0] !== n) {
    throw new RangeError(
      `linalg.solve: shapes must be [n, n] and [n] or [n, k], got [${a.shape.join(", ")}] and [${b.shape.join(", ")}]`,
    );
  }
}
