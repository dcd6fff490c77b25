import { FLOATS, KINDS } from "./maker.js";

/**
 * @import { Call } from "./call.js"
 * @import { Maker } from "./maker.js"
 */

/** torch's last bits come from Intel's vector library, not from the processor's own root. @type {[name: string, ulps: number][]} */
const UNARY = [
  ["neg", 0],
  ["abs", 0],
  ["square", 0],
  ["relu", 0],
  ["sqrt", 1],
  ["exp", 2],
  ["log", 2],
  ["sigmoid", 4],
  ["tanh", 4],
  ["sin", 2],
  ["cos", 2],
];
const ROUNDINGS = ["round", "floor", "ceil", "trunc", "sign"];
const ARITHMETIC = ["add", "sub", "mul", "div"];
const COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"];

/** A tensor and what goes with it: another one, or a number. @param {Maker} m @param {readonly ("float32" | "float64" | "int64" | "bool")[]} kinds */
function pair(m, kinds) {
  const shape = m.shape();
  const x = m.tensor({ shape, dtype: kinds });
  if (m.chance(0.35)) return { x, y: m.number(m.pick([2, -1, 0.1, 0, "NaN", "Infinity", 3])) };
  return { x, y: m.tensor({ shape: m.chance(0.5) ? shape : m.broadcast(shape), dtype: kinds }) };
}

/** @type {Call[]} */
export const ELEMENTWISE = [
  ...UNARY.map(([name, ulps]) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => ({
      x: name === "square" ? m.tensor({ dtype: KINDS, values: "normal" }) : m.tensor(),
    }),
    ours: (/** @type {any} */ { x }) => x[name](),
    torch: `x.${name}()`,
    ulps,
  })),
  ...ARITHMETIC.map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => pair(m, KINDS),
    ours: (/** @type {any} */ { x, y }) => x[name](y),
    torch: `x.${name}(y)`,
  })),
  ...COMPARISONS.map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => pair(m, KINDS),
    ours: (/** @type {any} */ { x, y }) => x[name](y),
    torch: `x.${name}(y)`,
  })),
  {
    name: "Tensor.clamp",
    make: (m) => ({ x: m.tensor(), low: m.pick([-1, 0, 0.5]), high: m.pick([1, 0.25, 2]) }),
    ours: ({ x, low, high }) => x.clamp(low, high),
    torch: "x.clamp(low, high)",
  },
  {
    name: "Tensor.clamp(bigint)",
    make: (m) => ({
      x: m.tensor({ dtype: KINDS.filter((kind) => kind !== "bool") }),
      low: m.pick([m.bigint("-2"), m.bigint("4611686018427387905"), 0.5, -1]),
      high: m.pick([
        m.bigint("3"),
        m.bigint("9007199254740993"),
        m.bigint(`1${"0".repeat(30)}`),
        2,
      ]),
    }),
    ours: ({ x, low, high }) => x.clamp(low, high),
    torch: "x.clamp(low, high)",
  },
  ...["maximum", "minimum"].map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => {
      // torch's short and vector loops differ in the signs of zeros.
      const shape = m.chance(0.5) ? m.shape() : [m.integer(1, 70)];
      const values = m.chance(0.6) ? [0, "-0", 0, "-0", 1, "NaN"] : "any";
      const [dtype, other] = m.chance(0.8) ? [FLOATS, FLOATS] : [KINDS, KINDS];
      const y = m.tensor({
        shape: m.chance(0.6) ? shape : m.broadcast(shape),
        dtype: other,
        values,
      });
      return { x: m.tensor({ shape, dtype, values }), y };
    },
    ours: (/** @type {any} */ { x, y }) => x[name](y),
    torch: `torch.${name}(x, y)`,
  })),
  {
    name: "Tensor.add(bigint)",
    make: (m) => ({
      x: m.tensor({ dtype: KINDS }),
      y: m.bigint(m.pick(["7", `1${"0".repeat(30)}`])),
    }),
    ours: ({ x, y }) => x.add(y),
    torch: "x.add(y)",
  },
  {
    name: "Tensor.isnan",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.isnan(),
    torch: "x.isnan()",
  },
  ...ROUNDINGS.map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: (/** @type {any} */ { x }) => x[name](),
    torch: `x.${name}()`,
  })),
  {
    name: "Tensor.round to decimals",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }), decimals: m.integer(-2, 5) }),
    ours: ({ x, decimals }) => x.round({ decimals }),
    torch: "x.round(decimals=decimals)",
  },
  {
    name: "Tensor.pow",
    make: (m) => {
      const kinds = KINDS.slice(0, -1);
      const shape = m.shape();
      const x = m.tensor({ shape, dtype: kinds });
      if (m.chance(0.6)) return { x, y: m.number(m.pick([0, 1, 2, 3, -1, -2, 0.5, -0.5, 2.5])) };
      return { x, y: m.tensor({ shape: m.broadcast(shape), dtype: kinds, values: "normal" }) };
    },
    ours: ({ x, y }) => x.pow(y),
    torch: "x.pow(y)",
    ulps: 2,
    // The float64 exponent of a float32 base has a gradient of float32.
    gradients: [1e-5, 1e-6],
  },
  ...["isfinite", "isinf"].map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: (/** @type {any} */ { x }) => x[name](),
    torch: `x.${name}()`,
  })),
  {
    name: "Tensor.logicalNot",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.logicalNot(),
    torch: "x.logical_not()",
  },
  ...["And", "Or", "Xor"].map((name) => ({
    name: `Tensor.logical${name}`,
    make: (/** @type {Maker} */ m) => {
      const shape = m.shape();
      const values = [0, 1, 2];
      const x = m.tensor({ shape, dtype: KINDS, values });
      return { x, y: m.tensor({ shape: m.broadcast(shape), dtype: KINDS, values }) };
    },
    ours: (/** @type {any} */ { x, y }) => x[`logical${name}`](y),
    torch: `x.logical_${name.toLowerCase()}(y)`,
  })),
];
