import { zerosLike } from "../create/create.ts";
import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { named, record } from "./record.ts";

/**
 * Records that the elements of `x` were changed in place, and returns it. Where `x` is a view, the
 * tensor under it goes on from the write in that part, and so do all its other views.
 *
 * @param rule from the gradient of the elements now, that of the elements before
 */
export function recordInplace<T extends Tensor>(
  x: T,
  { operation, rule }: { operation: string; rule: (gradient: Tensor) => Strided },
): T {
  if (!x.view) return record(x, [x], () => named(operation, [rule]));
  const base = x.view.base as Tensor;
  const { replay } = x.view;
  const inPart = (gradient: Tensor) => {
    const whole = zerosLike(base).copyFrom(gradient);
    const part = replay(whole) as Tensor;
    part.copyFrom(rule(part) as Tensor);
    return whole;
  };
  record(base, [base], () => named("CopySlices", [inPart]));
  return x;
}
