import { FLOATS, KINDS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Kind, Maker } from "./maker.js"
 */

/** Numbers that all differ, so that no order among equals is left open. @param {Maker} m @param {number} count */
const distinct = (m, count) => m.shuffled(Array.from({ length: count }, (_, i) => i / 2 - 3));

/** @param {Maker} m @param {number[]} shape @param {Kind} dtype */
function distinctTensor(m, shape, dtype) {
  const x = m.tensor({ shape, dtype, dense: true });
  return { ...x, values: distinct(m, x.values.length) };
}

/** @param {Maker} m */
function alongOne(m) {
  const shape = m.shape();
  return { x: m.tensor({ shape, dtype: KINDS, values: "ties" }), dim: m.dim(shape) };
}

/** Sorting, choosing, gathering, masks. @type {Call[]} */
export const ORDERING = [
  {
    name: "sort",
    make: (m) => ({ ...alongOne(m), descending: m.chance(0.5) }),
    ours: ({ x, dim, descending }, { tensor }) => {
      const { values, indices } = tensor.sort(x, dim, { descending, stable: true });
      return [values, indices];
    },
    torch: "x.sort(dim=dim, descending=descending, stable=True)",
    // torch has another for "stable" where it is given.
    gradFn: false,
  },
  {
    name: "argsort",
    make: (m) => ({ ...alongOne(m), descending: m.chance(0.5) }),
    ours: ({ x, dim, descending }, { tensor }) =>
      tensor.argsort(x, dim, { descending, stable: true }),
    torch: "x.argsort(dim=dim, descending=descending, stable=True)",
  },
  {
    name: "topk",
    make: (m) => {
      const shape = m.full();
      const dim = m.dim(shape);
      const k = m.integer(0, (shape.at(dim) ?? 1) + (m.chance(0.1) ? 3 : 1));
      return { x: distinctTensor(m, shape, m.pick(FLOATS)), k, dim, largest: m.chance(0.6) };
    },
    ours: ({ x, k, dim, largest }, { tensor }) => {
      const { values, indices } = tensor.topk(x, k, dim, { largest });
      return [values, indices];
    },
    torch: "x.topk(k, dim, largest)",
  },
  {
    name: "quantile",
    make: (m) => {
      const shape = m.full();
      const q = m.chance(0.7) ? m.pick([0, 0.25, 0.5, 0.9, 1, 1.5]) : null;
      const dtype = m.pick(FLOATS);
      return {
        x: m.tensor({ shape, dtype, values: "normal" }),
        ...{ q, qs: m.tensor({ shape: [3], dtype, values: [0, 0.3, 0.5, 1], needs: false }) },
        ...{ dim: m.chance(0.4) ? null : m.dim(shape), keepdim: m.chance(0.3) },
        interpolation: m.pick(["linear", "lower", "higher", "midpoint", "nearest"]),
      };
    },
    ours: ({ x, q, qs, dim, keepdim, interpolation }, { tensor }) =>
      tensor.quantile(x, q ?? qs, dim, { keepdim, interpolation }),
    torch: "x.quantile(qs if q is None else q, dim, keepdim=keepdim, interpolation=interpolation)",
    gradFn: false,
  },
  {
    name: "cumsum",
    make: (m) => {
      const shape = m.shape();
      return { x: m.tensor({ shape, dtype: KINDS, values: "normal" }), dim: m.dim(shape) };
    },
    ours: ({ x, dim }, { tensor }) => tensor.cumsum(x, dim),
    torch: "x.cumsum(dim)",
    near: [2e-6, 1e-14],
  },
  {
    name: "gather",
    make: (m) => {
      const shape = m.full(1);
      const dim = m.integer(0, shape.length);
      const length = /** @type {number} */ (shape[dim]);
      const wanted = shape.map((l, d) => (d === dim ? m.integer(0, 5) : m.integer(1, l + 1)));
      const index = m.labels(wanted, m.chance(0.05) ? length + 2 : length);
      return { x: m.tensor({ shape, dtype: KINDS }), dim, index };
    },
    ours: ({ x, dim, index }, { tensor }) => tensor.gather(x, dim, index),
    torch: "x.gather(dim, index)",
  },
  {
    name: "bincount",
    make: (m) => {
      const n = m.integer(0, 20);
      const weights = m.chance(0.5)
        ? m.tensor({ shape: [n], values: "normal", needs: false })
        : null;
      return { x: m.labels([n], 6), weights, minlength: m.pick([0, 0, 9]) };
    },
    ours: ({ x, weights, minlength }, { tensor }) => tensor.bincount(x, { weights, minlength }),
    torch: "x.bincount(weights, minlength)",
    ulps: 2,
  },
  {
    name: "where",
    make: (m) => {
      const shape = m.shape();
      const side = () =>
        m.chance(0.3)
          ? m.number(m.pick(["1.5", "-0.5", "NaN"]))
          : m.tensor({ shape: m.broadcast(shape), dtype: KINDS });
      return { condition: m.tensor({ shape, dtype: "bool" }), a: side(), b: side() };
    },
    ours: ({ condition, a, b }, { tensor }) => tensor.where(condition, a, b),
    torch: "torch.where(condition, a, b)",
  },
  {
    name: "Tensor.maskedFill",
    make: (m) => {
      const shape = m.shape();
      const mask = m.tensor({ shape: m.broadcast(shape), dtype: "bool" });
      return { x: m.tensor({ shape }), mask, value: m.number(m.pick(["1.5", "-Infinity", 0])) };
    },
    ours: ({ x, mask, value }) => x.maskedFill(mask, value),
    torch: "x.masked_fill(mask, value)",
  },
  {
    name: "maskedSelect",
    make: (m) => {
      const shape = m.shape();
      const mask = m.tensor({ shape: m.broadcast(shape), dtype: "bool" });
      return { x: m.tensor({ shape, dtype: KINDS }), mask };
    },
    ours: ({ x, mask }, { tensor }) => tensor.maskedSelect(x, mask),
    torch: "x.masked_select(mask)",
  },
  {
    name: "nonzero",
    make: (m) => ({ x: m.tensor({ dtype: KINDS, values: [0, 0, 1] }) }),
    ours: ({ x }, { tensor }) => tensor.nonzero(x),
    torch: "x.nonzero()",
  },
  {
    name: "Tensor.at(mask)",
    make: (m) => {
      const shape = m.full(1);
      return { x: m.tensor({ shape, dtype: KINDS }), mask: m.tensor({ shape, dtype: "bool" }) };
    },
    ours: ({ x, mask }) => x.at(mask),
    torch: "x[mask]",
  },
];
