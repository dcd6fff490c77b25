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
];
const ARITHMETIC = ["add", "sub", "mul", "div"];
const COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"];

/** A tensor and what goes with it: another one, or a number. @param {Maker} m @param {readonly ("float32" | "float64" | "int64" | "bool")[]} kinds */
function pair(m, kinds) {
  const shape = m.shape();
  const x = m.tensor({ shape, dtype: kinds });
  if (m.chance(0.35))
    return { x, y: m.number(m.pick([2, -1, 0.1, 0, "-0", "NaN", "Infinity", 3])) };
  return { x, y: m.tensor({ shape: m.chance(0.5) ? shape : m.broadcast(shape), dtype: kinds }) };
}

/** @type {Call[]} */
export const ELEMENTWISE = [
  ...UNARY.map(([name, ulps]) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => ({
      x: m.tensor({ dtype: FLOATS, values: name === "square" ? "normal" : "any" }),
    }),
    ours: (/** @type {any} */ { x }) => x[name](),
    torch: `x.${name}()`,
    ulps,
  })),
  ...ARITHMETIC.map((name) => ({
    name: `Tensor.${name}`,
    make: (/** @type {Maker} */ m) => pair(m, KINDS.slice(0, name === "sub" ? -1 : undefined)),
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
    name: "Tensor.isnan",
    make: (m) => ({ x: m.tensor({ dtype: KINDS }) }),
    ours: ({ x }) => x.isnan(),
    torch: "x.isnan()",
  },
];
