import { noGrad, Tensor } from "../../tensor/index.ts";
import {
  dimension,
  named,
  record,
  requireCount,
  saveForBackward,
  wasmSoftmax,
} from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { requireFloats } from "../modules/require-floats.ts";

/**
 * log(exp(x) / sum(exp(x))) along `dim` (the last if left out): `F.log_softmax`. The largest of
 * each row is taken off first, so that no exponential overflows. As torch's, the result is row-major.
 *
 * @example
 * ```ts
 * import { functional as F } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * F.logSoftmax(tensor([1, 2, 3])) // → tensor([-2.4076, -1.4076, -0.4076])
 * ```
 */
export function logSoftmax<D extends Float>(x: Tensor<D>, dim = -1): Tensor<D> {
  requireCount("logSoftmax", arguments, 2);
  requireFloats("logSoftmax", x);
  dimension("logSoftmax", dim, x.ndim);
  const quick = alongDim(x, dim, { logarithmic: true });
  const result = (quick ??
    noGrad(() => {
      if (x.numel() === 0) return x.clone();
      const shifted = x.sub(x.max(dim, { keepdim: true }));
      return shifted.sub(shifted.exp().sum(dim, { keepdim: true }).log()).contiguous();
    })) as Tensor as Tensor<D>;
  const rule = (g: Tensor) => g.sub(result.exp().mul(g.sum(dim, { keepdim: true })));
  return record(result, [x], () => named("LogSoftmaxBackward0", [saveForBackward([result], rule)]));
}

/**
 * exp(x) / sum(exp(x)) along `dim` (the last if left out): `F.softmax`.
 *
 * @example
 * ```ts
 * import { functional as F } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * F.softmax(tensor([1, 2, 3])) // → tensor([0.0900, 0.2447, 0.6652])
 * ```
 */
export function softmax<D extends Float>(x: Tensor<D>, dim = -1): Tensor<D> {
  requireCount("softmax", arguments, 2);
  requireFloats("softmax", x);
  dimension("softmax", dim, x.ndim);
  const quick = alongDim(x, dim, { logarithmic: false });
  const result = (quick ??
    noGrad(() => {
      if (x.numel() === 0) return x.clone();
      const exponentials = x.sub(x.max(dim, { keepdim: true })).exp();
      return exponentials.div(exponentials.sum(dim, { keepdim: true })).contiguous();
    })) as Tensor as Tensor<D>;
  const rule = (g: Tensor) => {
    const parts = g.mul(result);
    return parts.sub(result.mul(parts.sum(dim, { keepdim: true })));
  };
  return record(result, [x], () => named("SoftmaxBackward0", [saveForBackward([result], rule)]));
}

/** The same by WebAssembly, in one pass over each row. */
function alongDim(x: Tensor, dim: number, kind: { logarithmic: boolean }): Tensor | undefined {
  const result = x.ndim === 0 ? undefined : wasmSoftmax(x, dim < 0 ? dim + x.ndim : dim, kind);
  return result && new Tensor(result);
}
