import { FLOATS } from "./maker.js";

/** @import { Call } from "./call.js" */

/** @type {Call[]} */
export const RANDOM = [
  {
    name: "rand",
    make: (m) => ({
      shape: m.shape(),
      dtype: m.dtype(m.pick(FLOATS)),
      generator: m.chance(0.5) ? m.generator() : null,
    }),
    ours: ({ shape, dtype, generator }, { tensor }) => tensor.rand(shape, { dtype, generator }),
    torch: "torch.rand(shape, dtype=dtype, generator=generator)",
  },
  {
    name: "randn",
    make: (m) => ({ shape: m.shape(), dtype: m.dtype(m.pick(FLOATS)) }),
    ours: ({ shape, dtype }, { tensor }) => tensor.randn(shape, { dtype }),
    torch: "torch.randn(shape, dtype=dtype)",
    ulps: 4,
  },
  {
    name: "randint",
    make: (m) => ({ low: m.integer(-3, 1), high: m.integer(1, 9), shape: m.shape() }),
    ours: ({ low, high, shape }, { tensor }) => tensor.randint(low, high, shape),
    torch: "torch.randint(low, high, shape)",
  },
  {
    name: "randperm",
    make: (m) => ({ n: m.integer(0, 40) }),
    ours: ({ n }, { tensor }) => tensor.randperm(n),
    torch: "torch.randperm(n)",
  },
  {
    name: "bernoulli",
    make: (m) => ({ p: m.tensor({ values: "unit", needs: false }) }),
    ours: ({ p }, { tensor }) => tensor.bernoulli(p),
    torch: "torch.bernoulli(p)",
  },
];
