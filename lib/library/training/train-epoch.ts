import { type Float, type Layer, Module } from "../nn/index.ts";
import { crossEntropy } from "../nn/internal.ts";
import { Optimizer } from "../optim/index.ts";
import { noGrad, scope, Tensor } from "../tensor/index.ts";
import { requireCount, told } from "../tensor/internal.ts";

/** Inputs with their labels. */
export type Batch<D extends Float = "float32"> = readonly [x: Tensor<D>, labels: Tensor<"int64">];

/**
 * One pass over the batches: forward, loss, backward and a step for each. The net must be in
 * training (`net.train()`) for its dropouts to drop.
 *
 * @param batches of inputs and labels, such as a `DataLoader` of both
 * @returns the cross-entropy of every batch, before its step
 * @throws {TypeError} for no net, no batches and no optimiser
 *
 * @example
 * ```ts
 * import { Linear } from "dropout-lab/nn";
 * import { SGD } from "dropout-lab/optim";
 * import { trainEpoch } from "dropout-lab/training";
 * import { rand, tensor } from "dropout-lab/tensor";
 * const net = new Linear(4, 2);
 * const labels = tensor([0, 1, 1], { dtype: "int64" });
 * const optimizer = new SGD(net.parameters(), { lr: 0.1 });
 * trainEpoch(net, [[rand([3, 4]), labels]], optimizer).length // → 1
 * ```
 */
export function trainEpoch<D extends Float>(
  net: Layer<D>,
  batches: Iterable<Batch<D>>,
  optimizer: Optimizer,
): number[] {
  requireCount("trainEpoch", arguments, 3);
  requireNet("trainEpoch", net);
  if (typeof (batches as unknown as null)?.[Symbol.iterator] !== "function") {
    throw new TypeError(`trainEpoch: batches must be a list or a DataLoader, got ${told(batches)}`);
  }
  if (!(optimizer instanceof Optimizer)) {
    throw new TypeError(`trainEpoch: optimizer must be an Optimizer, got ${told(optimizer)}`);
  }
  const losses: number[] = [];
  for (const batch of batches) {
    const [x, labels] = requireBatch("trainEpoch", batch);
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
 * import { Linear } from "dropout-lab/nn";
 * import { evaluate } from "dropout-lab/training";
 * import { manualSeed } from "dropout-lab/random";
 * import { rand, tensor } from "dropout-lab/tensor";
 * manualSeed(0);
 * const labels = tensor([0, 1, 1], { dtype: "int64" });
 * evaluate(new Linear(4, 2), [rand([3, 4]), labels]).loss.toFixed(4) // → '0.4720'
 * ```
 */
export function evaluate<D extends Float>(net: Layer<D>, batch: Batch<D>): Evaluation {
  requireCount("evaluate", arguments, 2);
  requireNet("evaluate", net);
  const [x, labels] = requireBatch("evaluate", batch);
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

function requireBatch<B extends Batch<Float>>(subject: string, batch: B): B {
  const isList = Array.isArray(batch);
  if (isList && batch.length === 2 && batch.every((x) => x instanceof Tensor)) return batch;
  const got = isList ? `a list of ${batch.length}` : told(batch);
  throw new TypeError(`${subject}: batch must be [x, labels], two tensors, got ${got}`);
}

function requireNet(subject: string, net: unknown): void {
  if (net instanceof Module && "forward" in net) return;
  throw new TypeError(`${subject}: net must be a Module with a forward, got ${told(net)}`);
}
