import { noGrad, scope, type Tensor } from "../../tensor/index.ts";
import type { Float } from "../float.ts";
import { crossEntropy } from "../losses/cross-entropy.ts";
import type { Layer } from "../modules/sequential.ts";
import type { Optimizer } from "../optim/optimizer.ts";

/** Inputs with their labels. */
export type Batch<D extends Float = "float32"> = readonly [x: Tensor<D>, labels: Tensor<"int64">];

/**
 * One pass over the batches: forward, loss, backward and a step for each. The net must be in
 * training (`net.train()`) for its dropouts to drop.
 *
 * @returns the cross-entropy of every batch, before its step
 */
export function trainEpoch<D extends Float>(
  net: Layer<D>,
  batches: Iterable<Batch<D>>,
  optimizer: Optimizer,
): number[] {
  const losses: number[] = [];
  for (const [x, labels] of batches) {
    // The numbers in between go when the step is done; parameters stay, being changed in place.
    scope(() => {
      optimizer.zeroGrad();
      const loss = crossEntropy(net.forward(x), labels);
      loss.backward();
      optimizer.step();
      losses.push(loss.item() as number);
      optimizer.zeroGrad();
    });
  }
  return losses;
}

/** How well a net does on a batch: its mean cross-entropy, and the share it gets right. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * Looks how well a net does, in evaluation; afterwards every module inside is in the mode it was in,
 * also where something throws.
 *
 * @throws {TypeError} for no net and for no batch
 *
 * @example
 * ```ts
 * import { evaluate, Linear } from "dropout-lab/nn";
 * import { manualSeed } from "dropout-lab/random";
 * import { rand, tensor } from "dropout-lab/tensor";
 * manualSeed(0);
 * const labels = tensor([0, 1, 1], { dtype: "int64" });
 * evaluate(new Linear(4, 2), [rand([3, 4]), labels]).loss.toFixed(4) // → '?'
 * ```
 */
export function evaluate<D extends Float>(net: Layer<D>, [x, labels]: Batch<D>): Evaluation {
  const modes = net.modules().map((module) => [module, module.training] as const);
  try {
    net.eval();
    return scope(() =>
      noGrad(() => {
        const logits = net.forward(x);
        const right = logits.argmax(1).eq(labels).to("float32");
        return {
          loss: crossEntropy(logits, labels).item() as number,
          accuracy: right.mean().item(),
        };
      }),
    );
  } finally {
    for (const [module, training] of modes) module.training = training;
  }
}
