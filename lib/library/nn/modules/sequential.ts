import type { Tensor } from "../../tensor/index.ts";
import { requireCount, told } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { Module } from "./module.ts";
import type { Field } from "./parts.ts";

/**
 * A module that makes one tensor of another.
 *
 * @example
 * ```ts
 * import { type Layer, Linear, ReLU } from "dropout-lab/nn";
 * const layers: Layer[] = [new Linear(2, 1), new ReLU()];
 * layers.map(String) // → [ 'Linear(in_features=2, out_features=1, bias=True)', 'ReLU()' ]
 * ```
 */
export interface Layer<D extends Float = "float32"> extends Module {
  forward(x: Tensor<D>): Tensor<D>;
}

/**
 * torch's `nn.Sequential`: each layer works on what the one before it gave.
 *
 * @typeParam D the dtype; a ReLU takes every one, so it is often not known, and a parameter
 * `net: Sequential` takes a net of any
 * @throws {TypeError} for what is no layer, such as a list of them
 *
 * @example
 * ```ts
 * import { Dropout, Linear, ReLU, Sequential } from "dropout-lab/nn";
 * new Sequential(new Linear(100, 10), new ReLU(), new Dropout(0.2))
 * // → Sequential(
 * //     (0): Linear(in_features=100, out_features=10, bias=True)
 * //     (1): ReLU()
 * //     (2): Dropout(p=0.2, inplace=False)
 * //   )
 * ```
 */
export class Sequential<D extends Float = Float> extends Module {
  readonly layers: readonly Layer<D>[];

  constructor(...layers: Layer<D>[]) {
    super();
    for (const layer of layers as readonly unknown[]) requireLayer(layer);
    this.layers = layers;
  }

  forward(x: Tensor<D>): Tensor<D> {
    requireCount("Sequential.forward", arguments, 1);
    return this.layers.reduce((input, layer) => layer.forward(input), x);
  }

  // torch names the layers by their numbers alone.
  protected override fields(): readonly Field[] {
    return super
      .fields()
      .flatMap(([name, value]) =>
        value === this.layers
          ? this.layers.map((layer, i): Field => [String(i), layer])
          : [[name, value] as const],
      );
  }
}

function requireLayer(layer: unknown): void {
  if (Array.isArray(layer)) {
    throw new TypeError(
      "Sequential: must be layers one by one, such as new Sequential(a, b), got a list; write ...list",
    );
  }
  const isLayer = layer instanceof Module && "forward" in layer;
  if (!isLayer) {
    throw new TypeError(`Sequential: must be modules with a forward, got ${told(layer)}`);
  }
}
