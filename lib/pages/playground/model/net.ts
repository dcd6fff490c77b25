import { Linear } from "dropout-lab/nn";
import { Generator } from "dropout-lab/random";
import type { Tensor } from "dropout-lab/tensor";
import type { Drop } from "./drop.ts";

/** What went through a net: sums are what a layer receives, before its ReLU. */
export interface Trace {
  readonly hidden1: Tensor<"float32">;
  readonly sums2: Tensor<"float32">;
  readonly hidden2: Tensor<"float32">;
  readonly logits: Tensor<"float32">;
}

export interface NetShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly classes: number;
}

/** Two hidden layers with ReLU; what leaves each may be dropped. */
export class Net {
  readonly #layers: readonly [Linear, Linear, Linear];

  /** Nets of one shape and seed begin with the same weights. */
  constructor({ inputs, hidden, classes }: NetShape, seed: number) {
    const generator = new Generator(seed);
    this.#layers = [
      new Linear(inputs, hidden, { generator }),
      new Linear(hidden, hidden, { generator }),
      new Linear(hidden, classes, { generator }),
    ];
  }

  get parameters(): Tensor<"float32">[] {
    return this.#layers.flatMap((layer) => layer.parameters() as Tensor<"float32">[]);
  }

  /** From rows of inputs to one logit a class; the drops are those of the two hidden layers. */
  forward(x: Tensor<"float32">, [drop1, drop2]: readonly [Drop, Drop]): Trace {
    const [layer1, layer2, layer3] = this.#layers;
    const hidden1 = drop1(layer1.forward(x).relu());
    const sums2 = layer2.forward(hidden1);
    const hidden2 = drop2(sums2.relu());
    return { hidden1, sums2, hidden2, logits: layer3.forward(hidden2) };
  }
}
