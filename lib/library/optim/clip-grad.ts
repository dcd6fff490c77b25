import { noGrad, Tensor, tensor } from "../tensor/index.ts";
import {
  requireAtLeastZero,
  requireCount,
  requireKnown,
  requireNumber,
  requireOptions,
  told,
} from "../tensor/internal.ts";

/** How `clipGradNorm` measures, and what it does where there is no measure. */
export interface ClipGradNormOptions {
  /** The p of the p-norm, 2 if left out; Infinity takes the largest. */
  normType?: number;
  /** Throw where the norm is NaN or infinite; false if left out. */
  errorIfNonfinite?: boolean;
}

/**
 * Scales all gradients by one factor, in place, so that their common norm is at most `maxNorm`:
 * torch's `nn.utils.clip_grad_norm_`. Parameters without a gradient are passed over.
 *
 * @returns the norm before, a number in a tensor
 * @throws {RangeError} with `errorIfNonfinite`, for a norm that is NaN or infinite
 *
 * @example
 * ```ts
 * import { clipGradNorm } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([3, 4], { requiresGrad: true });
 * w.square().sum().backward();
 * clipGradNorm([w], 1).item() // → 10
 * w.grad // → tensor([0.6000, 0.8000])
 * ```
 */
export function clipGradNorm(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  options: ClipGradNormOptions = {},
): Tensor<"float32" | "float64"> {
  requireCount("clipGradNorm", arguments, 3);
  requireNumber("clipGradNorm", "maxNorm", maxNorm);
  requireOptions("clipGradNorm", options, "{ normType: 2 }");
  requireKnown("clipGradNorm", options, ["normType", "errorIfNonfinite"]);
  const { normType = 2, errorIfNonfinite = false } = options;
  requireNumber("clipGradNorm", "normType", normType);
  const gradients = gradientsOf("clipGradNorm", parameters);
  const wide = gradients.some(({ dtype }) => dtype === "float64");
  const dtype = wide ? "float64" : "float32";
  // Each norm is rounded before they are put together, as torch's are.
  const norms = gradients.map((g) =>
    tensor(normOf(g.data as ArrayLike<number>, normType), { dtype: g.dtype as "float32" }).item(),
  );
  const total = tensor(norms.length === 0 ? 0 : normOf(norms, normType), { dtype });
  if (errorIfNonfinite && !Number.isFinite(total.item())) {
    throw new RangeError(
      `clipGradNorm: the norm of the gradients must be finite to be clipped, got ${total.item()}`,
    );
  }
  noGrad(() => {
    const factor = tensor(maxNorm, { dtype })
      .div(total.add(1e-6))
      .clamp(Number.NEGATIVE_INFINITY, 1);
    for (const g of gradients) g.mul_(factor);
  });
  return total;
}

/**
 * Brings each element of all gradients into [-clipValue, clipValue], in place: torch's
 * `nn.utils.clip_grad_value_`.
 *
 * @throws {RangeError} for a negative bound
 *
 * @example
 * ```ts
 * import { clipGradValue } from "dropout-lab/optim";
 * import { tensor } from "dropout-lab/tensor";
 * const w = tensor([3, 0.1], { requiresGrad: true });
 * w.square().sum().backward();
 * clipGradValue([w], 1);
 * w.grad // → tensor([1.0000, 0.2000])
 * ```
 */
export function clipGradValue(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  requireCount("clipGradValue", arguments, 2);
  requireAtLeastZero("clipGradValue", "clipValue", clipValue);
  const gradients = gradientsOf("clipGradValue", parameters);
  noGrad(() => {
    for (const g of gradients) g.clamp_(-clipValue, clipValue);
  });
}

function gradientsOf(subject: string, parameters: Tensor | Iterable<Tensor>): Tensor[] {
  const isList = typeof (parameters as Iterable<Tensor> | null)?.[Symbol.iterator] === "function";
  const list: unknown[] =
    parameters instanceof Tensor ? [parameters] : isList ? [...parameters] : [undefined];
  if (!list.every((x) => x instanceof Tensor)) {
    throw new TypeError(
      `${subject}: parameters must be a list of tensors, such as net.parameters(), got ${told(parameters)}`,
    );
  }
  return (list as Tensor[]).flatMap(({ grad }) => grad ?? []);
}

/** (Σ |x|ᵖ)^(1/p). */
function normOf(values: ArrayLike<number>, p: number): number {
  let total = p === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] as number);
    if (p === Number.POSITIVE_INFINITY) total = Math.max(total, size);
    else if (p === Number.NEGATIVE_INFINITY) total = Math.min(total, size);
    else
      total +=
        p === 2 ? size * size : p === 1 ? size : p === 0 ? Number(size !== 0) : raised(size, p);
  }
  if (p === 2) return Math.sqrt(total);
  return p === 0 || p === 1 || !Number.isFinite(p) ? total : raised(total, 1 / p);
}

/** x to the power of p, by logarithms: engines agree in these, and torch rounds to fewer bits. */
function raised(x: number, p: number): number {
  return Math.exp(p * Math.log(x));
}
