import { type Tensor, zeros } from "../../tensor/index.ts";
import { requireCount, requireNumber, requireTensor } from "../../tensor/internal.ts";

/**
 * Each class as a row of zeros with a single 1 at its number: `F.one_hot`.
 *
 * @param x classes, int64 of any shape
 * @param numClasses the length of the rows, the largest class + 1 if left out
 * @returns int64 [...x.shape, numClasses]
 * @throws {TypeError} for classes that are not int64
 * @throws {RangeError} for negative classes, classes from `numClasses` on, and no classes at all
 * where `numClasses` is left out
 *
 * @example
 * ```ts
 * import { functional as F } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * F.oneHot(tensor([0, 2], { dtype: "int64" }), 3)
 * // → tensor([[1, 0, 0],
 * //           [0, 0, 1]])
 * ```
 */
export function oneHot(x: Tensor<"int64">, numClasses = -1): Tensor<"int64"> {
  requireCount("oneHot", arguments, 2);
  requireTensor("oneHot", x);
  if (x.dtype !== "int64") throw new TypeError(`oneHot: classes must be int64, got ${x.dtype}`);
  requireNumber("oneHot", "numClasses", numClasses);
  const classes = Array.from(x.data, Number);
  if (classes.length === 0 && numClasses <= 0) {
    throw new RangeError("oneHot: numClasses must be given where there are no classes");
  }
  const lowest = classes.reduce((a, b) => Math.min(a, b), 0);
  if (lowest < 0) throw new RangeError(`oneHot: classes must be from 0 on, got ${lowest}`);
  const count = classes.reduce((a, b) => Math.max(a, b), 0) + 1;
  if (
    numClasses !== -1 &&
    !(Number.isInteger(numClasses) && (numClasses >= count || classes.length === 0))
  ) {
    throw new RangeError(`oneHot: numClasses must be at least ${count}, got ${numClasses}`);
  }
  const length = numClasses === -1 ? count : numClasses;
  const out = zeros([...x.shape, length], { dtype: "int64" });
  for (const [i, at] of classes.entries()) out.data[i * length + at] = 1n;
  return out;
}
