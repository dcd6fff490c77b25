import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** @type {Call[]} */
export const LOSSES = [
  ...[
    ["softmax", "softmax"],
    ["logSoftmax", "log_softmax"],
  ].map(([name = "", theirs]) => ({
    name: `functional.${name}`,
    make: (/** @type {import("./maker.js").Maker} */ m) => {
      const shape = m.full(1);
      return { x: m.tensor({ shape, dtype: FLOATS, values: "normal" }), dim: m.dim(shape) };
    },
    ours: (/** @type {any} */ { x, dim }, /** @type {any} */ { nn }) => nn.functional[name](x, dim),
    torch: `F.${theirs}(x, dim)`,
    near: /** @type {[number, number]} */ ([1e-6, 1e-14]),
  })),
  {
    name: "functional.crossEntropy",
    make: (m) => {
      const [batch, classes] = [m.integer(1, 9), m.integer(1, 6)];
      const x = m.tensor({ shape: [batch, classes], dtype: FLOATS, values: "normal" });
      const reduction = m.pick(["mean", "sum", "none"]);
      return { x, labels: m.labels([batch], classes), reduction };
    },
    ours: ({ x, labels, reduction }, { nn }) =>
      nn.functional.crossEntropy(x, labels, { reduction }),
    torch: "F.cross_entropy(x, labels, reduction=reduction)",
    near: [2e-6, 1e-14],
  },
  {
    name: "functional.mseLoss",
    make: (m) => {
      const shape = m.full();
      const dtype = m.pick(FLOATS);
      const wish = /** @type {const} */ ({ shape, dtype, values: "normal" });
      return { x: m.tensor(wish), y: m.tensor(wish) };
    },
    ours: ({ x, y }, { nn }) => nn.functional.mseLoss(x, y),
    torch: "F.mse_loss(x, y)",
    near: [2e-6, 1e-14],
  },
];
