import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** Layers without parameters, with options that both sides take by position. @type {Call[]} */
export const ACTIVATIONS = [
  ...["ReLU", "Sigmoid", "Tanh", "Identity"].map(
    (name) =>
      /** @type {Call} */ ({
        name: `nn.${name}`,
        make: (m) => ({ x: m.tensor({ dtype: FLOATS }) }),
        ours: ({ x }, { nn }) => new nn[/** @type {"ReLU"} */ (name)]().forward(x),
        torch: `nn.${name}()(x)`,
        ulps: 4,
      }),
  ),
  {
    name: "nn.SELU",
    // The gradient at NaN is another in torch's loops of vectors than in those of single numbers.
    make: (m) => ({ x: m.tensor({ dtype: FLOATS, values: "normal" }) }),
    ours: ({ x }, { nn }) => new nn.SELU().forward(x),
    torch: "nn.SELU()(x)",
    ulps: 4,
  },
  {
    name: "nn.ELU",
    make: (m) => ({
      x: m.tensor({ dtype: FLOATS, values: "normal" }),
      alpha: m.pick([0.5, 1, 2]),
    }),
    ours: ({ x, alpha }, { nn }) => new nn.ELU(alpha).forward(x),
    torch: "nn.ELU(alpha)(x)",
    ulps: 4,
  },
  {
    name: "nn.GELU",
    make: (m) => ({
      x: m.tensor({ dtype: FLOATS, values: "normal" }),
      approximate: m.pick(["none", "tanh"]),
    }),
    ours: ({ x, approximate }, { nn }) => new nn.GELU({ approximate }).forward(x),
    torch: "nn.GELU(approximate)(x)",
    near: [1e-6, 1e-14],
  },
  ...["Softmax", "LogSoftmax"].map(
    (name) =>
      /** @type {Call} */ ({
        name: `nn.${name}`,
        make: (m) => {
          const shape = m.shape();
          return { x: m.tensor({ shape, dtype: FLOATS, values: "normal" }), dim: m.dim(shape) };
        },
        ours: ({ x, dim }, { nn }) => new nn[/** @type {"Softmax"} */ (name)](dim).forward(x),
        torch: `nn.${name}(dim)(x)`,
        near: [1e-6, 1e-14],
      }),
  ),
  {
    name: "nn.Flatten",
    make: (m) => {
      const shape = m.shape(2);
      return { x: m.tensor({ shape }), start: m.dim(shape), end: m.dim(shape) };
    },
    ours: ({ x, start, end }, { nn }) => new nn.Flatten(start, end).forward(x),
    torch: "nn.Flatten(start, end)(x)",
    gradFn: false,
    shares: false,
  },
];
