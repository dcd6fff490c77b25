import { FLOATS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** @type {[number, number]} */
const NEAR = [2e-6, 1e-13];

/** torch's keyword arguments, from names that may be left out. */
const GIVEN = (/** @type {string[]} */ ...names) =>
  `**{k: v for k, v in dict(${names.map((name) => `${name}=${name}`).join(", ")}).items() if v is not None}`;

/**
 * A loss of a tensor and a target of its shape.
 * @param {string} name
 * @param {string} theirs
 * @param {(m: Maker, shape: number[], dtype: import("./maker.js").Kind) => Record<string, any>} make
 * @param {Record<string, string>} [options] our names of options, and torch's
 * @returns {Call}
 */
const ofPair = (name, theirs, make, options = {}) => ({
  name: `functional.${name}`,
  make: (m) => {
    const [shape, dtype] = [m.shape(), m.pick(FLOATS)];
    const wish = /** @type {const} */ ({ shape, dtype, values: "normal" });
    const reduction = m.pick(["mean", "sum", "none", null]);
    return { x: m.tensor(wish), y: m.tensor(wish), reduction, ...make(m, shape, dtype) };
  },
  ours: ({ x, y, reduction, ...given }, { nn }) => {
    const entries = Object.entries(options).map(([ours, torchs]) => [ours, given[torchs]]);
    return nn.functional[/** @type {"mseLoss"} */ (name)](x, y, {
      reduction,
      ...Object.fromEntries(entries),
    });
  },
  torch: `F.${theirs}(x, y, ${GIVEN("reduction", ...Object.values(options))})`,
  near: NEAR,
});

/** A target with a batch and classes, and maybe more dimensions. */
const classified = (/** @type {Maker} */ m) => {
  const [batch, classes] = [m.integer(0, 5), m.integer(2, 6)];
  const inner = m.pick([[], [], [3], [2, 2]]);
  const dtype = m.pick(FLOATS);
  const shape = m.chance(0.1) ? [classes] : [batch, classes, ...inner];
  const rows = shape.length === 1 ? [] : [batch, ...inner];
  const weight = m.chance(0.4)
    ? m.tensor({ shape: [classes], dtype, values: "positive", needs: false })
    : null;
  const ignored = m.pick([null, null, -100, 1]);
  const reduction = m.pick(["mean", "sum", "none", null]);
  const x = m.tensor({ shape, dtype, values: "normal" });
  return {
    x,
    y: m.labels(rows, m.chance(0.05) ? classes + 1 : classes),
    weight,
    ignored,
    reduction,
  };
};

/** @type {Call[]} */
export const LOSSES = [
  ...[
    ["softmax", "softmax"],
    ["logSoftmax", "log_softmax"],
  ].map(([name = "", theirs]) => ({
    name: `functional.${name}`,
    make: (/** @type {Maker} */ m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: FLOATS, values: "normal" }), dim: m.dim(shape) };
    },
    ours: (/** @type {any} */ { x, dim }, /** @type {any} */ { nn }) => nn.functional[name](x, dim),
    torch: `F.${theirs}(x, dim)`,
    near: /** @type {[number, number]} */ ([1e-6, 1e-14]),
  })),
  {
    name: "functional.crossEntropy",
    make: (m) => ({ ...classified(m), smoothing: m.pick([null, null, 0.1, 1]) }),
    ours: ({ x, y, weight, ignored, reduction, smoothing }, { nn }) =>
      nn.functional.crossEntropy(x, y, {
        ...{ weight, reduction },
        ...{ ignoreIndex: ignored, labelSmoothing: smoothing },
      }),
    torch: `
ignored = -100 if ignored is None else ignored
return F.cross_entropy(x, y, weight, ignore_index=ignored, reduction=reduction or "mean", label_smoothing=smoothing or 0.0)`,
    near: NEAR,
  },
  {
    name: "functional.crossEntropy of probabilities",
    make: (m) => {
      const { x, weight, reduction } = classified(m);
      const { dtype, shape } = x;
      const wish = /** @type {const} */ ({
        shape,
        dtype: /** @type {"float32"} */ (dtype),
        values: "unit",
      });
      return {
        x: { ...x, views: [] },
        y: m.tensor({ ...wish, dense: true }),
        weight,
        reduction,
        smoothing: m.pick([null, 0.1]),
      };
    },
    ours: ({ x, y, weight, reduction, smoothing }, { nn }) =>
      nn.functional.crossEntropy(x, y, { weight, reduction, labelSmoothing: smoothing }),
    torch:
      'F.cross_entropy(x, y, weight, reduction=reduction or "mean", label_smoothing=smoothing or 0.0)',
    near: NEAR,
  },
  {
    name: "functional.nllLoss",
    make: classified,
    ours: ({ x, y, weight, ignored, reduction }, { nn }) =>
      nn.functional.nllLoss(x, y, { weight, reduction, ignoreIndex: ignored }),
    torch:
      'F.nll_loss(x, y, weight, ignore_index=-100 if ignored is None else ignored, reduction=reduction or "mean")',
    near: NEAR,
  },
  ofPair("mseLoss", "mse_loss", () => ({})),
  ofPair("l1Loss", "l1_loss", () => ({})),
  ofPair("huberLoss", "huber_loss", (m) => ({ delta: m.pick([null, 0.5, 2]) }), { delta: "delta" }),
  ofPair("smoothL1Loss", "smooth_l1_loss", (m) => ({ beta: m.pick([null, 0.5, 0]) }), {
    beta: "beta",
  }),
  ofPair(
    "binaryCrossEntropyWithLogits",
    "binary_cross_entropy_with_logits",
    (m, shape, dtype) => {
      const weights = () =>
        m.chance(0.4)
          ? m.tensor({ shape: shape.slice(-1), dtype, values: "positive", needs: false })
          : null;
      return { weight: weights(), pos_weight: weights() };
    },
    { weight: "weight", posWeight: "pos_weight" },
  ),
  ofPair("binaryCrossEntropy", "binary_cross_entropy", (m, shape, dtype) => ({
    x: m.tensor({ shape, dtype, values: "unit" }),
    y: m.tensor({ shape, dtype, values: m.chance(0.1) ? "normal" : "unit" }),
  })),
  ofPair(
    "klDiv",
    "kl_div",
    (m, shape, dtype) => ({
      y: m.tensor({ shape, dtype, values: "positive" }),
      reduction: m.pick(["mean", "sum", "none", "batchmean"]),
      log_target: m.pick([null, true]),
    }),
    { logTarget: "log_target" },
  ),
];
