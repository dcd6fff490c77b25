import { noGrad, type Tensor, tensor } from "../../tensor/index.ts";
import { named, record, renamed, requireTensor, saveForBackward } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";

/** Whether a loss is averaged over the batch (if left out), added up, or given for each row. */
export type LossReduction = "mean" | "sum" | "none";

/**
 * The mean of -log(softmax(logits)[label]) over the batch: `F.cross_entropy`, the negative log
 * likelihood of the labels.
 *
 * @param logits of shape [batch, classes]
 * @param labels of shape [batch], int64 from 0 to classes - 1
 * @throws {RangeError} for other shapes, and for a label that is no class
 */
export function crossEntropy<D extends Float>(
  logits: Tensor<D>,
  labels: Tensor<"int64">,
  { reduction = "mean" }: { reduction?: LossReduction } = {},
): Tensor<D> {
  requireTensor("crossEntropy", logits);
  requireTensor("crossEntropy", labels);
  const [batch = 0, classes = 0] = logits.shape;
  if (logits.ndim !== 2 || labels.ndim !== 1 || labels.shape[0] !== batch) {
    throw new RangeError(
      `crossEntropy: must be [batch, classes] and [batch], got [${logits.shape.join(", ")}] and [${labels.shape.join(", ")}]`,
    );
  }
  const chosen = Array.from(labels.data, Number);
  const wrong = chosen.find((label) => label < 0 || label >= classes);
  if (wrong !== undefined) {
    throw new RangeError(`crossEntropy: labels must be in [0, ${classes - 1}], got ${wrong}`);
  }
  const x = logits.data;
  const probabilities = x.slice();
  const losses = x.slice(0, batch);
  for (const [row, label] of chosen.entries()) {
    const part = probabilities.subarray(row * classes, (row + 1) * classes);
    let largest = Number.NEGATIVE_INFINITY;
    for (const value of part) largest = Math.max(largest, value);
    let total = 0;
    for (const value of part) total += Math.exp(value - largest);
    losses[row] = Math.log(total) + largest - (part[label] as number);
    for (let i = 0; i < classes; i++) part[i] = Math.exp((part[i] as number) - largest) / total;
  }
  // The derivative is softmax(logits) - 1 at the label, softmax(logits) elsewhere.
  const loss = record(tensor(losses) as Tensor as Tensor<D>, [logits], () => [
    saveForBackward([labels], (g) => {
      const slopes = probabilities.slice();
      for (const [row, label] of chosen.entries()) {
        const at = row * classes + label;
        slopes[at] = (slopes[at] as number) - 1;
      }
      return tensor(slopes).reshape([batch, classes]).mul(g.unsqueeze(1));
    }),
  ]);
  const reduced = reduction === "none" ? loss : reduction === "sum" ? loss.sum() : loss.mean();
  return renamed(reduced as Tensor<D>, "NllLossBackward0");
}

/** The mean of (x - target)² over all elements: `F.mse_loss`. */
export function mseLoss<D extends Float>(x: Tensor<D>, target: Tensor<D>): Tensor<D> {
  requireTensor("mseLoss", x);
  requireTensor("mseLoss", target);
  const mean = noGrad(() => x.sub(target).square().mean()) as Tensor as Tensor<D>;
  const slope = (g: Tensor, sign: number) => {
    const distance = x.sub(target);
    return distance.mul((sign * 2) / distance.numel()).mul(g);
  };
  return record(mean, [x, target], () =>
    named("MseLossBackward0", [
      saveForBackward([x, target], (g) => slope(g, 1)),
      saveForBackward([x, target], (g) => slope(g, -1)),
    ]),
  );
}
