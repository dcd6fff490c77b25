import type { Tensor } from "../../tensor/index.ts";
import type { Float } from "../float.ts";
import { Module } from "./module.ts";

/** max(x, 0), elementwise: torch's `nn.ReLU`. */
export class ReLU extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    return x.relu();
  }
}

/** 1 / (1 + exp(-x)), elementwise: torch's `nn.Sigmoid`. */
export class Sigmoid extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    return x.sigmoid() as Tensor as Tensor<D>;
  }
}

/** The hyperbolic tangent, elementwise: torch's `nn.Tanh`. */
export class Tanh extends Module {
  forward<D extends Float>(x: Tensor<D>): Tensor<D> {
    return x.tanh() as Tensor as Tensor<D>;
  }
}
