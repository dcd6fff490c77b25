import type { RandomSource } from "../../random/index.ts";
import { noGrad, type Tensor, zeros } from "../../tensor/index.ts";
import {
  elements,
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireNumber,
  requireOptions,
  requireTensor,
} from "../../tensor/internal.ts";
import { softmax } from "../activations/softmax.ts";
import { requireDropProbability } from "../dropout/drop-probability.ts";
import { ELEMENTS } from "../dropout/dropout-variants.ts";
import { dropoutWithGrad } from "../dropout/dropout-with-grad.ts";
import type { Float } from "../float.ts";
import { requireFloats } from "../modules/require-floats.ts";

/** What may attend to what, and how. */
export interface AttentionOptions<D extends Float> {
  /** Broadcast to [..., L, S]: true where a query may look, or numbers added to the scores. */
  attnMask?: Tensor<"bool"> | Tensor<D> | undefined;
  /** The probability to drop a weight, in [0, 1]; 0 if left out. */
  dropoutP?: number;
  /** Whether query i sees only keys up to i; not together with a mask. */
  isCausal?: boolean;
  /** What the scores are multiplied by; 1 / √E if left out. */
  scale?: number | undefined;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

/**
 * softmax(query keyᵀ / √E + mask) value, the weights dropped out: torch's
 * `F.scaled_dot_product_attention`, with its masks and the numbers of its plain ("math") path.
 *
 * As torch's it drops whenever `dropoutP` is above 0: it knows of no training and no `eval()`. Inside
 * a module write `dropoutP: this.training ? 0.1 : 0`.
 *
 * @param query of shape [..., L, E]
 * @param key of shape [..., S, E]
 * @param value of shape [..., S, V]
 * @returns [..., L, V]; zeros where a query may look at nothing
 * @throws {RangeError} for shapes that do not fit, for `dropoutP` outside [0, 1], and for a mask
 * beside `isCausal`
 * @throws {TypeError} for no tensors of floats of one kind, and for a mask of integers
 * @see {@link https://arxiv.org/abs/1706.03762}
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const [query, key] = [tensor([[1, 0]]), tensor([[9, 0], [0, 9]])];
 * const value = tensor([[1], [2]]);
 * functional.scaledDotProductAttention(query, key, value) // → tensor([[1.0017]])
 * ```
 */
export function scaledDotProductAttention<D extends Float>(
  query: Tensor<D>,
  key: Tensor<D>,
  value: Tensor<D>,
  options: AttentionOptions<D> = {},
): Tensor<D> {
  requireCount("scaledDotProductAttention", arguments, 4);
  requireOptions(NAME, options, "{ isCausal: true }");
  requireKnown(NAME, options, ["attnMask", "dropoutP", "isCausal", "scale", "generator"]);
  const { attnMask, dropoutP = 0, isCausal = false, generator } = options;
  requireBoolean(NAME, "isCausal", isCausal);
  if (options.scale !== undefined) requireNumber(NAME, "scale", options.scale);
  requireGenerator(NAME, generator);
  requireParts({ query, key, value });
  requireDropProbability(dropoutP);
  if (attnMask && isCausal) {
    throw new RangeError(`${NAME}: Explicit attn_mask should not be set when is_causal=True`);
  }
  const [rows = 0, depth = 0] = query.shape.slice(-2);
  const columns = key.shape.at(-2) ?? 0;
  const { scale = 1 / Math.sqrt(depth) } = options;
  // Each side is scaled by the root, in torch's order.
  const root = Math.sqrt(Math.abs(scale));
  const scaledQuery = query.mul(scale < 0 ? -root : root) as Tensor<D>;
  const scores = scaledQuery.matmul(key.transpose(-2, -1).mul(root) as Tensor<D>) as Tensor<D>;
  const mask = isCausal
    ? causal(rows, columns, query.dtype)
    : attnMask && additive(attnMask, query);
  const weights = safeSoftmax(mask ? masked(scores, mask) : scores);
  const dropping = { p: dropoutP, training: true, generator };
  const kept = dropoutP > 0 ? dropoutWithGrad(weights, ELEMENTS, dropping).output : weights;
  return kept.matmul(value) as Tensor<D>;
}

const NAME = "scaledDotProductAttention";

function requireParts({ query, key, value }: Record<"query" | "key" | "value", Tensor>): void {
  for (const [name, x] of Object.entries({ query, key, value })) {
    requireFloats(`${NAME}: ${name}`, x);
    if (x.ndim < 2) {
      throw new RangeError(`${NAME}: ${name} must have at least 2 dimensions, got ${x.ndim}`);
    }
    if (x.dtype !== query.dtype) {
      throw new TypeError(`${NAME}: ${name} must be ${query.dtype} as query, got ${x.dtype}`);
    }
  }
  const size = ({ shape }: Tensor) => `[${shape.join(", ")}]`;
  if (query.shape.at(-1) !== key.shape.at(-1)) {
    throw new RangeError(
      `${NAME}: query and key must have the same last length, got ${size(query)} and ${size(key)}`,
    );
  }
  if (key.shape.at(-2) !== value.shape.at(-2)) {
    throw new RangeError(
      `${NAME}: key and value must be equally many, got ${size(key)} and ${size(value)}`,
    );
  }
}

/** 0 where query i may look at key j ≤ i, else -∞. */
function causal<D extends Float>(rows: number, columns: number, dtype: D): Tensor<D> {
  const mask = zeros([rows, columns], { dtype });
  const data = mask.storage.data as Float32Array;
  for (let row = 0; row < rows; row++) {
    data.fill(
      Number.NEGATIVE_INFINITY,
      row * columns + Math.min(row + 1, columns),
      (row + 1) * columns,
    );
  }
  return mask as Tensor<D>;
}

/** A mask as numbers to be added: of truth values 0 and -∞. */
function additive<D extends Float>(mask: Tensor, { dtype }: Tensor<D>): Tensor<D> {
  requireTensor(`${NAME}: attnMask`, mask);
  if (mask.dtype === "int64") {
    throw new TypeError(`${NAME}: attnMask must be bool or ${dtype}, got int64`);
  }
  if (mask.dtype !== "bool") return mask.to(dtype) as Tensor<D>;
  const numbers = zeros(mask.shape, { dtype });
  const data = numbers.storage.data as Float32Array;
  elements(mask).forEach((isOpen, i) => {
    if (!isOpen) data[i] = Number.NEGATIVE_INFINITY;
  });
  return numbers as Tensor<D>;
}

function masked<D extends Float>(scores: Tensor<D>, mask: Tensor<D>): Tensor<D> {
  const result = scores.add(mask) as Tensor<D>;
  if (String(result.shape) === String(scores.shape)) return result;
  throw new RangeError(
    `${NAME}: attnMask must broadcast to [${scores.shape.join(", ")}], got [${mask.shape.join(", ")}]`,
  );
}

/** The softmax of each row, and zeros for a row that is -∞ everywhere. */
function safeSoftmax<D extends Float>(scores: Tensor<D>): Tensor<D> {
  if (scores.numel() === 0) return scores;
  const isOpen = noGrad(() => scores.max(-1, { keepdim: true }).ne(Number.NEGATIVE_INFINITY));
  if (isOpen.all().item()) return softmax(scores);
  // A finite bound has the same softmax where anything is above it, and no NaN where nothing is.
  const finite = scores.clamp(
    LOWEST[scores.dtype],
    Number.POSITIVE_INFINITY,
  ) as Tensor as Tensor<D>;
  return softmax(finite).mul(isOpen.to(scores.dtype)) as Tensor as Tensor<D>;
}

const LOWEST: Record<Float, number> = {
  float32: -3.4028234663852886e38,
  float64: -Number.MAX_VALUE,
};
