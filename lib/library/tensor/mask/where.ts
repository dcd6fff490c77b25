import { chosenBackward } from "../autograd/derivatives-mask.ts";
import { named, record } from "../autograd/record.ts";
import type { DType } from "../dtype.ts";
import type { Result } from "../elementwise/elementwise-methods.ts";
import type { Operand } from "../operand.ts";
import { requireCount } from "../operand.ts";
import type { Strided } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { choose } from "./choose.ts";

/**
 * Each element from `a` where the condition holds, else from `b`; the three are broadcast, and `a`
 * and `b` promoted, as torch does. Gradients go to where the elements came from.
 *
 * @throws {TypeError} for a condition that is no tensor of truth values
 * @throws {RangeError} for shapes that do not broadcast
 *
 * @example
 * ```ts
 * import { tensor, where } from "dropout-lab/tensor";
 * const x = tensor([-1, 2, -3]);
 * where(x.gt(0), x, x.mul(0.5)) // → tensor([-0.5000,  2.0000, -1.5000])
 * ```
 */
export function where<A extends Operand, B extends Operand>(
  condition: Tensor<"bool">,
  a: A,
  b: B,
): Tensor<Chosen<A, B>> {
  requireCount("where", arguments, 3);
  const output = new Tensor(choose(condition, a, b) as Strided<Chosen<A, B>>);
  const isA = a instanceof Tensor;
  const inputs = [...(isA ? [a] : []), ...(b instanceof Tensor ? [b] : [])];
  return record(output, inputs, () => {
    const rules = [
      ...(isA ? [chosenBackward(condition, true)] : []),
      chosenBackward(condition, false),
    ];
    return named("WhereBackward0", rules);
  });
}

/** The kind of what is chosen from the two. */
export type Chosen<A, B> =
  A extends Tensor<infer D> ? Result<D, B> : B extends Tensor<infer E> ? Result<E, A> : DType;
