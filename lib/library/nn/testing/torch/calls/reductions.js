import { FLOATS, KINDS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** Sums are rounded in another order than torch's. */
const SUMMED = /** @type {[number, number]} */ ([3e-6, 1e-14]);

/** @param {Maker} m @param {import("./maker.js").Wish} wish */
function reduced(m, wish) {
  const { shape = m.shape() } = wish;
  return { x: m.tensor({ ...wish, shape }), dim: m.dims(shape), keepdim: m.chance(0.4) };
}

/** @param {string} name @param {string} torch @param {Partial<Call>} rest @returns {Call} */
const reduction = (name, torch, rest) => ({
  name: `Tensor.${name}`,
  make: (m) => reduced(m, { dtype: FLOATS }),
  ours: ({ x, dim, keepdim }) => x[name](dim, { keepdim }),
  torch,
  ...rest,
});

/** @type {Call[]} */
export const REDUCTIONS = [
  reduction("sum", "x.sum(dim, keepdim=keepdim) if dim is not None or keepdim else x.sum()", {
    make: (m) => reduced(m, { dtype: KINDS }),
    near: SUMMED,
    gradFn: false,
  }),
  reduction("mean", "x.mean(dim, keepdim=keepdim) if dim is not None or keepdim else x.mean()", {
    near: SUMMED,
    gradFn: false,
  }),
  ...["var", "std"].map((name) =>
    reduction(name, `x.${name}(dim, correction=correction, keepdim=keepdim)`, {
      make: (m) => {
        const given = reduced(m, { values: "normal", dense: true });
        // torch's gradient of all elements, when asked for by an empty list, divides by another count.
        const dim = Array.isArray(given.dim) && given.dim.length === 0 ? null : given.dim;
        return { ...given, dim, correction: m.pick([1, 1, 0]) };
      },
      ours: ({ x, dim, keepdim, correction }) => x[name](dim, { keepdim, correction }),
      near: SUMMED,
      gradients: [1e-4, 1e-11],
    }),
  ),
  ...["max", "min"].map((name) =>
    reduction(name, `x.a${name}(() if dim is None else dim, keepdim=keepdim)`, {
      make: (m) => {
        // torch's loops differ in the signs of zeros, by the length and the order in memory.
        const values = m.pick(/** @type {const} */ (["any", "ties", "normal"]));
        const sign = name === "max" ? -1 : 1;
        if (m.chance(0.5)) return reduced(m, { dtype: KINDS, values });
        const zeros = [0, "-0", 0, "-0", sign, ...(m.chance(0.1) ? ["NaN"] : [])];
        const long = [[m.integer(1, 140)], [m.integer(1, 5), m.integer(1, 70)], [3, 2, 35]];
        return reduced(m, { shape: m.shuffled(m.pick(long)), dtype: FLOATS, values: zeros });
      },
    }),
  ),
  ...["argmax", "argmin"].map((name) =>
    reduction(name, `x.${name}(dim, keepdim=keepdim)`, {
      make: (m) => {
        const shape = m.shape();
        const values = m.pick(/** @type {const} */ (["any", "ties"]));
        const dim = m.chance(0.3) ? null : m.dim(shape);
        return { x: m.tensor({ shape, dtype: FLOATS, values }), dim, keepdim: m.chance(0.4) };
      },
    }),
  ),
  ...["all", "any"].map((name) =>
    reduction(
      name,
      `x.${name}(dim, keepdim=keepdim) if dim is not None or keepdim else x.${name}()`,
      {
        make: (m) => reduced(m, { dtype: KINDS, values: [0, 0, 1, 1, 1] }),
      },
    ),
  ),
];
