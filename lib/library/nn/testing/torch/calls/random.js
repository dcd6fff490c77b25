import { FLOATS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

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
    name: "randint(bool)",
    make: (m) => ({ high: m.pick([1, 2, 2, 3, 9]), dtype: m.dtype(m.pick(["bool", "float32"])) }),
    ours: ({ high, dtype }, { tensor }) => tensor.randint(0, high, [8], { dtype }),
    torch: "torch.randint(0, high, [8], dtype=dtype)",
  },
  {
    name: "forkRng",
    make: (m) => ({ n: m.integer(1, 20), fails: m.chance(0.2) }),
    ours: ({ n, fails }, { tensor, random }) => {
      const inside = random.forkRng(() => tensor.rand([n]));
      if (fails) random.forkRng(() => tensor.rand([-1]));
      return [inside, tensor.rand([2])];
    },
    torch: `
with torch.random.fork_rng():
    inside = torch.rand(n)
if fails:
    with torch.random.fork_rng():
        torch.rand(-1)
return [inside, torch.rand(2)]`,
  },
  {
    name: "functional.oneHot",
    make: (m) => ({ x: m.labels(m.shape(), 4), classes: m.pick([-1, 4, 6, 2]) }),
    ours: ({ x, classes }, { nn }) => nn.functional.oneHot(x, classes),
    torch: "F.one_hot(x, classes)",
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
  ...["rand", "randn"].map((name) => ({
    name: `${name}Like`,
    make: (/** @type {Maker} */ m) => ({
      x: m.tensor({ needs: false }),
      generator: m.chance(0.5) ? m.generator() : null,
    }),
    ours: (/** @type {any} */ { x, generator }, /** @type {any} */ { tensor }) =>
      tensor[`${name}Like`](x, { generator }),
    torch: `torch.${name}_like(x, generator=generator)`,
    ulps: name === "rand" ? 0 : 4,
  })),
  {
    name: "normal",
    make: (m) => ({
      mean: m.pick([0, 0.3, -2]),
      std: m.pick([1, 1.7, 0, 1e-3, -1]),
      shape: m.shape(),
      dtype: m.dtype(m.pick(FLOATS)),
    }),
    ours: ({ mean, std, shape, dtype }, { tensor }) => tensor.normal(mean, std, shape, { dtype }),
    torch: "torch.normal(mean, std, shape, dtype=dtype)",
    near: [1e-6, 1e-14],
  },
  {
    name: "normal of tensors",
    make: (m) => {
      const shape = m.shape();
      const mean = m.chance(0.3)
        ? m.number(0.7)
        : m.tensor({ shape, values: "normal", dtype: FLOATS });
      const isOne = m.chance(0.3) && mean.$ === "tensor";
      const std = isOne
        ? m.number(1.3)
        : m.tensor({ shape: m.broadcast(shape), values: "positive", dtype: FLOATS });
      return { mean, std, generator: m.chance(0.5) ? m.generator() : null };
    },
    ours: ({ mean, std, generator }, { tensor }) => tensor.normal(mean, std, { generator }),
    torch: "torch.normal(mean, std, generator=generator)",
    near: [2e-6, 1e-13],
  },
  {
    name: "multinomial",
    make: (m) => {
      const shape = m.pick([[1], [5], [40], [3, 4], [4, 1], [2, 30], [2, 3, 4], []]);
      const values = m.chance(0.9) ? "positive" : m.pick([[0, 1, 2], [0], ["NaN", 1], [-1, 1]]);
      const replacement = m.chance(0.5) || Array.isArray(values);
      return { w: m.tensor({ shape, values, needs: false }), n: m.integer(0, 6), replacement };
    },
    ours: ({ w, n, replacement }, { tensor }) => tensor.multinomial(w, n, { replacement }),
    torch: "torch.multinomial(w, n, replacement)",
  },
];
