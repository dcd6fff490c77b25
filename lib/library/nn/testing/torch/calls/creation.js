import { FLOATS, KINDS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** @type {Call[]} */
export const CREATION = [
  ...["zeros", "ones"].map((name) => ({
    name,
    make: (/** @type {import("./maker.js").Maker} */ m) => ({
      shape: m.shape(),
      dtype: m.dtype(m.pick(KINDS)),
    }),
    ours: (/** @type {any} */ { shape, dtype }, /** @type {any} */ { tensor }) =>
      tensor[name](shape, { dtype }),
    torch: `torch.${name}(shape, dtype=dtype)`,
  })),
  {
    name: "full",
    make: (m) => ({
      shape: m.shape(),
      value: m.number(m.pick([0, 1, -3, 7, 0.1, "-0", "NaN", "Infinity"])),
      dtype: m.dtype(m.pick(FLOATS)),
    }),
    ours: ({ shape, value, dtype }, { tensor }) => tensor.full(shape, value, { dtype }),
    torch: "torch.full(shape, value, dtype=dtype)",
  },
  {
    name: "arange",
    make: (m) => ({ n: m.integer(0, 20), dtype: m.dtype(m.pick(KINDS.slice(0, -1))) }),
    ours: ({ n, dtype }, { tensor }) => tensor.arange(n, { dtype }),
    torch: "torch.arange(n, dtype=dtype)",
  },
  {
    name: "tensor",
    make: (m) => ({
      values: m.pick([
        [1.5, -2, 0],
        [
          [1, 2],
          [3, 4],
        ],
        7,
        [],
        [[], []],
        [[1, 2], [3]],
        [0, 1, m.number("NaN")],
        [m.number("-Infinity"), m.number("-0")],
      ]),
      dtype: m.dtype(m.pick(FLOATS)),
    }),
    ours: ({ values, dtype }, { tensor }) => tensor.tensor(values, { dtype }),
    torch: "torch.tensor(values, dtype=dtype)",
  },
  {
    name: "zerosLike",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }, { tensor }) => tensor.zerosLike(x),
    torch: "torch.zeros_like(x)",
  },
  {
    name: "equal",
    make: (m) => {
      const shape = m.shape();
      const dtype = m.pick(KINDS);
      const values = m.pick([[1], [1, 1, 1, "-0", 0]]);
      return { a: m.tensor({ shape, dtype, values }), b: m.tensor({ shape, dtype, values }) };
    },
    ours: ({ a, b }, { tensor }) => tensor.equal(a, b),
    torch: "torch.equal(a, b)",
  },
  {
    name: "allclose",
    make: (m) => {
      const shape = m.shape();
      const dtype = m.pick(FLOATS);
      const values = m.pick([
        [1, 1, 1.000001],
        [2, "NaN"],
        ["Infinity", "Infinity", 1],
        [0, 1e-9],
      ]);
      return { a: m.tensor({ shape, dtype, values }), b: m.tensor({ shape, dtype, values }) };
    },
    ours: ({ a, b }, { tensor }) => tensor.allclose(a, b),
    torch: "torch.allclose(a, b)",
  },
];
