import { FLOATS, KINDS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** Sums are rounded in another order than torch's. */
const SUMMED = /** @type {[number, number]} */ ([1e-5, 1e-13]);

/** Indices along a dimension, int64, in a shape that fits. @param {Maker} m @param {number[]} shape @param {number} dim */
function indices(m, shape, dim) {
  const d = dim < 0 ? dim + shape.length : dim;
  const length = shape[d] ?? 1;
  const to = shape.map((l, i) => (i === d ? m.integer(0, 5) : m.integer(Math.min(l, 1), l + 1)));
  const beyond = m.chance(0.1) ? 1 : 0;
  return m.labels(m.chance(0.05) ? [2, 2] : to, length + beyond);
}

/** A mask, two sides that broadcast with it. @param {Maker} m */
function sides(m) {
  const shape = m.shape();
  const side = () => {
    if (m.chance(0.3)) return m.pick([m.number(2), m.number(0.5), true, m.number("NaN")]);
    return m.tensor({ shape: m.broadcast(shape), dtype: KINDS });
  };
  return {
    mask: m.tensor({ shape, dtype: m.chance(0.95) ? "bool" : "int64" }),
    a: side(),
    b: side(),
  };
}

/** A tensor, a mask that broadcasts with it, and a value. @param {Maker} m */
function masked(m) {
  const shape = m.shape();
  const [xs, masks] = m.chance(0.5) ? [shape, m.broadcast(shape)] : [m.broadcast(shape), shape];
  const value = m.chance(0.2)
    ? m.tensor({ shape: [], dtype: KINDS })
    : m.number(m.pick([0, 2.5, -1, "-0"]));
  return {
    x: m.tensor({ shape: xs, dtype: KINDS }),
    mask: m.tensor({ shape: masks, dtype: m.chance(0.95) ? "bool" : "float32" }),
    value,
  };
}

/** Sorting, choosing, gathering, masks. @type {Call[]} */
export const ORDERING = [
  {
    name: "Tensor.sort",
    make: (m) => {
      const shape = m.shape();
      const values = m.pick(/** @type {const} */ (["any", "ties"]));
      const x = m.tensor({ shape, dtype: KINDS, values });
      return { x, dim: m.dim(shape), descending: m.chance(0.5) };
    },
    ours: ({ x, dim, descending }) => {
      const { values, indices } = x.sort(dim, { descending, stable: true });
      return [values, indices];
    },
    torch: "x.sort(dim=dim, descending=descending, stable=True)",
  },
  {
    name: "Tensor.argsort",
    make: (m) => {
      const shape = m.shape();
      const x = m.tensor({ shape, dtype: KINDS, values: "ties" });
      return { x, dim: m.dim(shape), descending: m.chance(0.5) };
    },
    ours: ({ x, dim, descending }) => x.argsort(dim, { descending }),
    torch: "x.argsort(dim=dim, descending=descending, stable=True)",
  },
  {
    // Of equal elements torch may take any, so there are none.
    name: "Tensor.topk",
    make: (m) => {
      const shape = m.shape();
      const x = m.tensor({ shape, values: "normal", dense: true });
      return { x, k: m.integer(0, 4), dim: m.dim(shape), largest: m.chance(0.5) };
    },
    ours: ({ x, k, dim, largest }) => {
      const { values, indices } = x.topk(k, dim, { largest });
      return [values, indices];
    },
    torch: "x.topk(k, dim, largest)",
  },
  {
    name: "Tensor.quantile",
    make: (m) => {
      const shape = m.shape();
      const x = m.tensor({
        shape,
        values: m.chance(0.7) ? "normal" : ["NaN", 1, 2.5],
        dense: true,
      });
      const q = m.chance(0.3)
        ? m.tensor({
            shape: [3],
            dtype: /** @type {any} */ (x.dtype),
            values: "unit",
            needs: false,
            dense: true,
          })
        : m.number(m.pick([0, 0.3, 0.5, 0.97, 1, 1.2]));
      const dim = m.chance(0.3) ? null : m.dim(shape);
      const kinds = ["linear", "lower", "higher", "midpoint", "nearest"];
      // Of equal elements torch gives the gradient to any.
      const needs = x.needs && !x.values.includes("NaN");
      return { x: { ...x, needs }, q, dim, keepdim: m.chance(0.4), interpolation: m.pick(kinds) };
    },
    ours: ({ x, q, dim, keepdim, interpolation }) => x.quantile(q, dim, { keepdim, interpolation }),
    torch: "x.quantile(q, dim, keepdim=keepdim, interpolation=interpolation)",
  },
  {
    name: "Tensor.cumsum",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS, values: "normal" }), dim: m.dim(shape) };
    },
    ours: ({ x, dim }) => x.cumsum(dim),
    torch: "x.cumsum(dim)",
  },
  {
    name: "Tensor.gather",
    make: (m) => {
      const shape = m.shape();
      const dim = m.dim(shape);
      return { x: m.tensor({ shape, dtype: KINDS }), dim, index: indices(m, shape, dim) };
    },
    ours: ({ x, dim, index }) => x.gather(dim, index),
    torch: "x.gather(dim, index)",
  },
  {
    name: "Tensor.bincount",
    make: (m) => {
      const shape = m.chance(0.9) ? [m.integer(0, 9)] : m.shape();
      const x = m.tensor({ shape, dtype: "int64", values: m.chance(0.9) ? [0, 1, 2, 5] : [-1, 3] });
      const weights = m.chance(0.5) ? m.tensor({ shape, dtype: KINDS, needs: false }) : null;
      return { x, weights, minlength: m.pick([0, 0, 4, 9]) };
    },
    ours: ({ x, weights, minlength }) => x.bincount({ weights, minlength }),
    torch: "x.bincount(weights, minlength)",
  },
  {
    name: "where",
    make: sides,
    ours: ({ mask, a, b }, { tensor }) => tensor.where(mask, a, b),
    torch: "torch.where(mask, a, b)",
    gradients: SUMMED,
  },
  {
    name: "Tensor.maskedFill",
    make: masked,
    ours: ({ x, mask, value }) => x.maskedFill(mask, value),
    torch: "x.masked_fill(mask, value)",
    gradients: SUMMED,
  },
  {
    name: "Tensor.maskedSelect",
    make: masked,
    ours: ({ x, mask }) => x.maskedSelect(mask),
    torch: "x.masked_select(mask)",
    gradients: SUMMED,
  },
  {
    name: "Tensor.at a tensor",
    make: (m) => {
      const shape = m.full(1);
      const first = shape.slice(0, m.integer(1, shape.length + 1));
      const mask = m.tensor({ shape: first, dtype: "bool" });
      const list = m.labels(m.pick([[], [0], [3], [2, 2]]), /** @type {number} */ (shape[0]));
      return { x: m.tensor({ shape, dtype: KINDS }), index: m.chance(0.5) ? mask : list };
    },
    ours: ({ x, index }) => x.at(index),
    torch: "x[index]",
    gradients: SUMMED,
  },
  {
    name: "Tensor.nonzero",
    make: (m) => ({ x: m.tensor({ dtype: KINDS, values: [0, "-0", 1, 2] }) }),
    ours: ({ x }) => x.nonzero(),
    torch: "x.nonzero()",
  },
  {
    name: "functional.oneHot",
    make: (m) => ({ x: m.labels(m.shape(), 4), classes: m.pick([-1, 4, 6, 2]) }),
    ours: ({ x, classes }, { nn }) => nn.functional.oneHot(x, classes),
    torch: "F.one_hot(x, classes)",
  },
  {
    name: "linalg.solve",
    make: (m) => {
      const n = m.integer(0, 5);
      const dtype = m.pick(FLOATS);
      const b = m.chance(0.9) ? m.pick([[n], [n, 2], [n, 1]]) : m.shape();
      // Large numbers on the diagonal: no system is close to a singular one.
      const values = Array.from({ length: n * n }, (_, i) =>
        i % (n + 1) === 0 ? m.pick([7, -8]) : Math.fround(2 * m.random() - 1),
      );
      const a = m.tensor({ shape: [n, n], dtype, values: "normal", dense: true });
      return { a: { ...a, values }, b: m.tensor({ shape: b, dtype, values: "normal" }) };
    },
    ours: ({ a, b }, { tensor }) => tensor.linalg.solve(a, b),
    torch: "torch.linalg.solve(a, b)",
    near: [1e-5, 1e-13],
  },
];
