// Random arguments of calls, as plain data that a file can hold and both sides decode.

/**
 * @typedef {{ $: "tensor", dtype: string, shape: number[], values: (number | string)[], needs: boolean, views: View[] }} TensorArgument
 *   the base's shape and row-major values; then the views that make the argument of it
 * @typedef {["permute", number[]] | ["slice", number, number, number, number] | ["expand", number[]]} View
 *   a slice's numbers are dim, start, end, step
 * @typedef {"normal" | "any" | "ties" | "positive" | "unit" | "tiny" | readonly (number | string)[]} Values
 *   `any` mixes in NaN, infinities and zeros of both signs; `ties` are a few whole numbers; a list is
 *   what to pick from
 * @typedef {"float32" | "float64" | "int64" | "bool"} Kind
 * @typedef {{ shape?: number[], dtype?: Kind | readonly Kind[], values?: Values, needs?: boolean, dense?: boolean }} Wish
 * @typedef {ReturnType<typeof makerOf>} Maker
 */

/** @type {readonly Kind[]} */
export const FLOATS = ["float32", "float32", "float64"];
/** @type {readonly Kind[]} */
export const KINDS = ["float32", "float32", "float64", "int64", "bool"];

const SPECIAL = ["NaN", "Infinity", "-Infinity", "-0", 0, 1, -1, 1e-45, 3e38, 0.5];
const SHAPES = [
  [],
  [1],
  [0],
  [5],
  [17],
  [40],
  [3, 4],
  [1, 6],
  [4, 1],
  [2, 0],
  [2, 3, 4],
  [2, 1, 3],
];

/**
 * What makes arguments of random numbers in [0, 1).
 * @param {() => number} random
 */
export function makerOf(random) {
  const m = {
    random,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]),
    /** @param {number} p */
    chance: (p) => random() < p,
    /** A whole number in [low, high). @param {number} low @param {number} high */
    integer: (low, high) => low + Math.floor(random() * (high - low)),
    /** Any shape, also without elements or dimensions, of at least `least` dimensions. */
    shape: (least = 0) => [...m.pick(SHAPES.filter(({ length }) => length >= least))],
    /** A shape that holds something. */
    full: (least = 0) => [
      ...m.pick(SHAPES.filter((shape) => shape.length >= least && !shape.includes(0))),
    ],
    /** A shape that broadcasts with this one. @param {number[]} shape */
    broadcast: (shape) =>
      shape.slice(m.chance(0.3) ? 1 : 0).map((length) => (m.chance(0.25) ? 1 : length)),
    /** A dimension of the shape, from either end; sometimes one that is not there. @param {number[]} shape */
    dim: (shape, wrong = 0.03) => {
      const range = Math.max(shape.length, 1);
      return m.chance(wrong) ? m.pick([range, -range - 1]) : m.integer(-range, range);
    },
    /** Nothing, one dimension, or several. @param {number[]} shape */
    dims: (shape) => {
      if (m.chance(0.3)) return null;
      if (m.chance(0.6) || shape.length === 0) return m.dim(shape);
      return m.order(shape).slice(0, m.integer(1, shape.length + 1));
    },
    /** The dimensions in any order. @param {number[]} shape */
    order: (shape) => m.shuffled(shape.map((_, d) => d)),
    /** @template T @param {readonly T[]} list */
    shuffled: (list) =>
      list
        .map((item) => /** @type {const} */ ([random(), item]))
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
    /** A number that JSON cannot hold, or any other. @param {number | string} value */
    number: (value) => ({ $: "number", value: String(value) }),
    /** A bigint here, an int there. @param {bigint | string} value */
    bigint: (value) => ({ $: "bigint", value: String(value) }),
    /** `"float32"` here, `torch.float32` there. @param {string} name */
    dtype: (name) => ({ $: "dtype", name }),
    /** A generator with a seed of its own; its state is compared, too. */
    generator: () => ({ $: "generator", seed: m.integer(0, 1000) }),
    /** A tensor of a random kind, shape and layout, but for what is wished. @param {Wish} wish */
    tensor: (wish = {}) => {
      const { shape = m.shape(), dtype = FLOATS, values = "any", dense = false } = wish;
      const kind = typeof dtype === "string" ? dtype : m.pick(dtype);
      const isFloat = kind.startsWith("float");
      const needs = wish.needs ?? (!shape.includes(0) && m.chance(0.6));
      const { base, views } = dense ? { base: shape, views: [] } : layout(m, shape);
      const size = base.reduce((a, b) => a * b, 1);
      const list = Array.from({ length: size }, () => value(m, kind, values));
      return /** @type {TensorArgument} */ ({
        ...{ $: "tensor", dtype: kind, shape: base, values: list, needs: needs && isFloat, views },
      });
    },
    /** Labels in [0, classes). @param {number[]} shape @param {number} classes */
    labels: (shape, classes) =>
      m.tensor({
        ...{ shape, dtype: "int64" },
        values: Array.from({ length: Math.max(classes, 1) }, (_, i) => i),
      }),
  };
  return m;
}

/**
 * @param {Maker} m
 * @param {Kind} kind
 * @param {Values} values
 * @returns {number | string}
 */
function value(m, kind, values) {
  if (Array.isArray(values)) return m.pick(values);
  if (kind === "bool") return m.integer(0, 2);
  if (kind === "int64") {
    if (values === "positive") return m.integer(1, 9);
    return values === "any" && m.chance(0.05)
      ? m.pick(["9007199254740993", "-4611686018427387904"])
      : m.integer(-4, 5);
  }
  if (values === "ties") return m.integer(-2, 3);
  if (values === "positive") return Math.fround(0.1 + 3 * m.random());
  if (values === "unit") return Math.fround(m.random());
  if (values === "tiny") return Math.fround(1e-3 * (m.random() - 0.5));
  if (values === "any" && m.chance(0.12)) return m.pick(SPECIAL);
  return Math.fround(6 * (m.random() - 0.5));
}

/**
 * A base and views of it that have the wished shape.
 * @param {Maker} m
 * @param {number[]} shape
 * @returns {{ base: number[], views: View[] }}
 */
function layout(m, shape) {
  if (shape.length === 0 || shape.includes(0) || m.chance(0.4)) return { base: shape, views: [] };
  const d = m.integer(0, shape.length);
  const length = /** @type {number} */ (shape[d]);
  const withLength = (/** @type {number} */ l) => shape.map((old, i) => (i === d ? l : old));
  if (m.chance(0.4) && length > 0) {
    return { base: withLength(1), views: [["expand", shape]] };
  }
  if (m.chance(0.5)) {
    const [start, step] = [m.integer(0, 2), m.integer(1, 3)];
    const end = start + Math.max(length * step - m.integer(0, step), 0);
    return { base: withLength(end + 1), views: [["slice", d, start, end, step]] };
  }
  const order = m.order(shape);
  // What permute(order) makes `shape` of.
  const base = shape.map((_, i) => /** @type {number} */ (shape[order.indexOf(i)]));
  return { base, views: [["permute", order]] };
}
