import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

const DROPOUTS = [
  "Dropout",
  "Dropout1d",
  "Dropout2d",
  "Dropout3d",
  "AlphaDropout",
  "FeatureAlphaDropout",
];

/** Layers that have parameters, draw, or differ in evaluation. @type {Call[]} */
export const MODULES = [
  {
    name: "nn.Linear",
    make: (m) => {
      const [inputs, outputs] = [m.integer(1, 9), m.integer(1, 6)];
      const shape = [...m.pick([[], [4], [2, 3]]), m.chance(0.05) ? inputs + 1 : inputs];
      const dtype = m.pick(FLOATS);
      const x = m.tensor({ shape, dtype, values: "normal" });
      return { x, inputs, outputs, dtype: m.dtype(dtype), bias: m.chance(0.6) };
    },
    ours: ({ x, inputs, outputs, dtype, bias }, { nn }) => {
      const layer = new nn.Linear(inputs, outputs, { dtype, bias });
      return [layer.forward(x), ...layer.parameters().map((parameter) => parameter.detach())];
    },
    torch: `
layer = nn.Linear(inputs, outputs, dtype=dtype, bias=bias)
return [layer(x), *(parameter.detach() for parameter in layer.parameters())]`,
    near: [2e-6, 1e-14],
    gradFn: false,
  },
  ...DROPOUTS.map((name) => ({
    name: `nn.${name}`,
    make: (/** @type {import("./maker.js").Maker} */ m) => {
      const shape = name === "Dropout" || name === "AlphaDropout" ? m.shape() : [2, 3, 4];
      const p = m.pick([0, 0.2, 0.5, 0.9, 1]);
      return { x: m.tensor({ shape }), p, training: m.chance(0.8) };
    },
    ours: (/** @type {any} */ { x, p, training }, /** @type {any} */ { nn }) =>
      new nn[name](p).train(training).forward(x),
    torch: `nn.${name}(p).train(training)(x)`,
    gradFn: /** @type {false} */ (false),
  })),
];
