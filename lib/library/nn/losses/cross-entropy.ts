import { noGrad, type Tensor, zeros } from "../../tensor/index.ts";
import {
  named,
  record,
  renamed,
  requireCount,
  requireNumber,
  requireTensor,
  requireWhole,
  saveForBackward,
} from "../../tensor/internal.ts";
import { logSoftmax } from "../activations/softmax.ts";
import type { Float } from "../float.ts";
import {
  type LossOptions,
  type LossReduction,
  requireFloats,
  requireLossOptions,
} from "./reduction.ts";

/** How to weigh the classes, and which labels not to count. */
export interface NLLLossOptions extends LossOptions {
  /** How much each class counts, of shape [classes]; the mean is divided by what was counted. */
  weight?: Tensor<Float> | undefined;
  /** The label whose losses are 0 and are not counted, -100 if left out. */
  ignoreIndex?: number;
}

/** The same, and how much of each label is given to all classes. */
export interface CrossEntropyOptions extends NLLLossOptions {
  /** In [0, 1], 0 if left out. */
  labelSmoothing?: number;
}

/**
 * -log(softmax(x)[label]), averaged over the batch: `F.cross_entropy`, the negative log likelihood of
 * the labels. With a batch of which nothing counts the mean is NaN, as in torch.
 *
 * @param x logits of shape [classes], [batch, classes] or [batch, classes, …]
 * @param target int64 labels from 0 to classes - 1, of x's shape without the classes; or
 * probabilities of x's shape
 * @returns a number, or with `reduction: "none"` a tensor of x's shape without the classes
 * @throws {RangeError} for other shapes, and for a label that is no class
 * @throws {TypeError} for labels that are no int64, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const logits = tensor([[2, 0, 0], [0, 0, 0]]);
 * const labels = tensor([0, 2], { dtype: "int64" });
 * functional.crossEntropy(logits, labels, { reduction: "none" }) // → tensor([0.2395, 1.0986])
 * ```
 */
export function crossEntropy<D extends Float>(
  x: Tensor<D>,
  target: Tensor<"int64"> | Tensor<D>,
  options: CrossEntropyOptions = {},
): Tensor<D> {
  requireCount("crossEntropy", arguments, 3);
  requireOperands("crossEntropy", x, target, { known: ["labelSmoothing"], options });
  const { labelSmoothing: smoothing = 0 } = options;
  requireSmoothing("crossEntropy", smoothing);
  const logs = logSoftmax(x, x.ndim === 1 ? 0 : 1);
  if (target.dtype !== "int64") return ofProbabilities(logs, target as Tensor<D>, options);
  return ofLabels("crossEntropy", logs, target as Tensor<"int64">, { ...options, smoothing });
}

/**
 * -x[label], averaged over the batch: `F.nll_loss`.
 *
 * @param x logarithms of probabilities, of shape [classes], [batch, classes] or [batch, classes, …]
 * @param target int64 labels from 0 to classes - 1, of x's shape without the classes
 * @returns a number, or with `reduction: "none"` a tensor of x's shape without the classes
 * @throws {RangeError} for other shapes, and for a label that is no class
 * @throws {TypeError} for labels that are no int64, and for unknown options
 *
 * @example
 * ```ts
 * import { functional } from "dropout-lab/nn";
 * import { tensor } from "dropout-lab/tensor";
 * const logs = tensor([[0.5, 0.5], [0.1, 0.9]]).log();
 * functional.nllLoss(logs, tensor([0, 1], { dtype: "int64" })).item().toFixed(4) // → '0.3993'
 * ```
 */
export function nllLoss<D extends Float>(
  x: Tensor<D>,
  target: Tensor<"int64">,
  options: NLLLossOptions = {},
): Tensor<D> {
  requireCount("nllLoss", arguments, 3);
  requireOperands("nllLoss", x, target, { options });
  return ofLabels("nllLoss", x, target, { ...options, smoothing: 0 });
}

/** Where the labels stand: element (n, class, m) of x is number (n · classes + class) · inner + m. */
interface Places {
  readonly classes: number;
  readonly inner: number;
}

function placesOf({ shape, ndim }: Tensor): Places {
  if (ndim === 1) return { classes: shape[0] as number, inner: 1 };
  return { classes: shape[1] as number, inner: shape.slice(2).reduce((a, b) => a * b, 1) };
}

function ofLabels<D extends Float>(
  subject: string,
  logs: Tensor<D>,
  target: Tensor<"int64">,
  options: NLLLossOptions & { smoothing: number },
): Tensor<D> {
  const { reduction = "mean", weight, ignoreIndex = -100, smoothing } = options;
  const { classes, inner } = placesOf(logs);
  const labels = Array.from(target.data, Number);
  const weights = weight?.data as Float32Array | undefined;
  const shares = weights ? Array.from(weights) : new Array<number>(classes).fill(1);
  const wrong = labels.find((y) => y !== ignoreIndex && !(y >= 0 && y < classes));
  if (wrong !== undefined) {
    throw new RangeError(`${subject}: target must be in [0, ${classes - 1}], got ${wrong}`);
  }
  const all = smoothing / classes;
  /** Calls `use` for each logarithm that counts, and how much it does. */
  const forEach = (use: (place: number, share: number, i: number) => void) => {
    for (const [i, label] of labels.entries()) {
      if (label === ignoreIndex) continue;
      const first = Math.floor(i / inner) * classes * inner + (i % inner);
      use(first + label * inner, (1 - smoothing) * (shares[label] as number), i);
      if (smoothing === 0) continue;
      for (let c = 0; c < classes; c++) use(first + c * inner, all * (shares[c] as number), i);
    }
  };
  const data = logs.data as Float32Array;
  const each = zeros(target.shape, { dtype: logs.dtype });
  const losses = each.data as Float32Array;
  forEach((place, share, i) => {
    const part = share * (data[place] as number);
    // -0 stays, where torch writes one.
    losses[i] = smoothing === 0 ? -part : (losses[i] as number) - part;
  });
  const counted = reduction === "mean" ? countedIn(labels, shares, ignoreIndex) : 1;
  const loss = reduction === "none" ? each : noGrad(() => each.sum().div(counted));
  const operation = smoothing === 0 ? nameOf(logs.ndim, reduction) : "AddBackward0";
  return record(loss as Tensor as Tensor<D>, [logs], () =>
    named(operation, [
      saveForBackward([target, weight], (g) => {
        const slopes = zeros(logs.shape, { dtype: logs.dtype });
        const out = slopes.data as Float32Array;
        const back = g.data as Float32Array;
        forEach((place, share, i) => {
          const given = back[reduction === "none" ? i : 0] as number;
          out[place] = (out[place] as number) - (share / counted) * given;
        });
        return slopes;
      }),
    ]),
  );
}

function countedIn(labels: readonly number[], shares: readonly number[], ignored: number): number {
  return labels.reduce((sum, y) => (y === ignored ? sum : sum + (shares[y] as number)), 0);
}

/** torch's name for the last step. */
function nameOf(ndim: number, reduction: LossReduction): string {
  if (ndim <= 2) return "NllLossBackward0";
  return reduction === "none" && ndim !== 4 ? "ViewBackward0" : "NllLoss2DBackward0";
}

function ofProbabilities<D extends Float>(
  logs: Tensor<D>,
  target: Tensor<D>,
  { reduction = "mean", weight, labelSmoothing = 0 }: CrossEntropyOptions,
): Tensor<D> {
  const { classes, inner } = placesOf(logs);
  const dim = logs.ndim === 1 ? 0 : 1;
  const smooth =
    labelSmoothing > 0 ? target.mul(1 - labelSmoothing).add(labelSmoothing / classes) : target;
  const shape = logs.shape.map((_, d) => (d === dim ? classes : 1));
  const weighed = weight ? smooth.mul(weight.reshape(shape)) : smooth;
  const products = logs.mul(weighed);
  if (reduction === "none") return products.sum(dim).neg() as Tensor as Tensor<D>;
  const total = products.sum().neg();
  if (reduction === "sum") return total as Tensor as Tensor<D>;
  const count = logs.ndim === 1 ? 1 : (logs.shape[0] as number) * inner;
  const operation = count === 0 ? "NegBackward0" : "DivBackward1";
  return renamed(total.div(count) as Tensor as Tensor<D>, operation);
}

/** @throws {RangeError} for a share outside [0, 1], {TypeError} for no number */
export function requireSmoothing(subject: string, smoothing = 0): void {
  requireNumber(subject, "labelSmoothing", smoothing);
  if (smoothing >= 0 && smoothing <= 1) return;
  throw new RangeError(`${subject}: labelSmoothing must lie in [0, 1], got ${smoothing}`);
}

/** @throws {RangeError} for what is no whole number, {TypeError} for no number */
export function requireIgnoreIndex(subject: string, ignoreIndex = -100): void {
  requireWhole(subject, "ignoreIndex", ignoreIndex, Number.MIN_SAFE_INTEGER);
}

function requireOperands(
  subject: string,
  x: Tensor,
  target: Tensor,
  { known = [], options }: { known?: readonly string[]; options: NLLLossOptions },
): void {
  requireTensor(subject, x);
  requireTensor(subject, target);
  requireLossOptions(subject, options, { known: ["weight", "ignoreIndex", ...known] });
  requireFloats(subject, "x", x);
  const { weight, ignoreIndex } = options;
  requireIgnoreIndex(subject, ignoreIndex);
  const list = (shape: readonly number[]) => `[${shape.join(", ")}]`;
  if (x.ndim === 0) throw new RangeError(`${subject}: x must have classes, got shape []`);
  const { classes } = placesOf(x);
  if (weight !== undefined) {
    requireFloats(subject, "weight", weight);
    if (String(weight.shape) !== String([classes])) {
      throw new RangeError(`${subject}: weight must be [${classes}], got ${list(weight.shape)}`);
    }
  }
  const shape = x.ndim === 1 ? [] : [x.shape[0] as number, ...x.shape.slice(2)];
  const isFloat = target.dtype === "float32" || target.dtype === "float64";
  const takesShares = subject === "crossEntropy";
  const hasShape = (wanted: readonly number[]) => list(target.shape) === list(wanted);
  if (isFloat && takesShares && hasShape(x.shape)) {
    if (ignoreIndex === undefined || ignoreIndex < 0) return;
    throw new RangeError(
      `${subject}: ignoreIndex must be left out for probabilities, got ${ignoreIndex}`,
    );
  }
  const also = takesShares ? `, or probabilities of shape ${list(x.shape)}` : "";
  if (hasShape(shape) && target.dtype === "int64") return;
  const Wrong = hasShape(shape) ? TypeError : RangeError;
  throw new Wrong(
    `${subject}: target must be int64 labels of shape ${list(shape)}${also}, got ${target.dtype} of shape ${list(target.shape)}`,
  );
}
