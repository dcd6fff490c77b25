import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** Layers without parameters. @type {Call[]} */
export const ACTIVATIONS = ["ReLU", "Sigmoid", "Tanh"].map((name) => ({
  name: `nn.${name}`,
  make: (m) => ({ x: m.tensor({ dtype: FLOATS }) }),
  ours: ({ x }, { nn }) => new nn[/** @type {"ReLU"} */ (name)]().forward(x),
  torch: `nn.${name}()(x)`,
  ulps: 4,
}));
