import type { Tensor } from "../../tensor/index.ts";
import type { Float } from "../float.ts";
import { Module } from "./module.ts";

/** A module that makes one tensor of another. */
export interface Layer<D extends Float = "float32"> extends Module {
  forward(x: Tensor<D>): Tensor<D>;
}

/** torch's `nn.Sequential`: each layer works on what the one before it gave. */
export class Sequential<D extends Float = "float32"> extends Module {
  readonly layers: readonly Layer<D>[];

  constructor(...layers: Layer<D>[]) {
    super();
    this.layers = layers;
  }

  forward(x: Tensor<D>): Tensor<D> {
    return this.layers.reduce((input, layer) => layer.forward(input), x);
  }

  // torch names the layers by their numbers alone.
  protected override parts(): [name: string, part: Module][] {
    return this.layers.map((layer, i) => [String(i), layer]);
  }
}
