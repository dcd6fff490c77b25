// The programs that this library and torch both run: a seed, and steps that draw, drop, look and
// save states. A step's result can be an operand of later ones, by its number.

/**
 * @typedef {"float32" | "float64"} Float
 * @typedef {{ dtype: string, shape: number[], base64: string, text: string }} Value
 * @typedef {{ error: string }} Failure
 * @typedef {{ results: (Value | Failure)[], state: string }} Outcome what a program gave; base64
 * @typedef {{ op: string, generator?: number, ulps?: number, [argument: string]: any }} Step
 *   `generator` 0 is the default one; `ulps` says how far float64 logarithms may be off
 * @typedef {{ seed: number | string, generators: (number | string)[], steps: Step[] }} Program
 */

const SHAPES = [[], [0], [1], [5], [6], [15], [16], [17], [100], [3, 4], [4, 3, 2], [2, 3, 4, 5]];
const CHANNEL_SHAPES = [
  [3, 5],
  [2, 3, 4],
  [2, 3, 4, 5],
  [2, 3, 2, 3, 2],
  [4, 1, 3],
  [1, 6, 2],
];
const PROBABILITIES = [0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 0.8, 0.9, 0.999, 1];
const DROPOUTS = [
  "dropout",
  "dropout1d",
  "dropout2d",
  "dropout3d",
  "alphaDropout",
  "featureAlphaDropout",
];

/**
 * A new program.
 * @param {() => number} random numbers in [0, 1)
 * @returns {Program}
 */
export function makeProgram(random) {
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const integer = (/** @type {number} */ below) => Math.floor(random() * below);
  const chance = (/** @type {number} */ p) => random() < p;
  const seed = () =>
    pick([
      integer(100),
      integer(0x100000000),
      -integer(1000),
      String((BigInt(integer(0x80000000)) << 32n) | BigInt(integer(0x100000000))),
      "18446744073709551615",
      "-9223372036854775808",
    ]);
  const generators = [seed(), seed()];
  const p = () => (chance(0.6) ? pick(PROBABILITIES) : random());
  const generator = () => integer(generators.length + 1);
  const dtype = () => pick(/** @type {Float[]} */ (["float32", "float32", "float64"]));
  const shape = () => {
    if (chance(0.7)) return pick(SHAPES);
    return chance(0.15) ? [33000 + integer(40000)] : [integer(700)];
  };

  /** @type {Step[]} */
  const steps = [];
  /** @type {{ at: number, shape: number[] }[]} */
  const floats = [];
  /** @type {number[]} steps that give integers */
  const integers = [];
  /** @type {number[]} steps that begin an epoch */
  const epochs = [];
  const add = (/** @type {Step} */ step, /** @type {number[]} */ result, exact = true) => {
    steps.push(step);
    if (exact) floats.push({ at: steps.length - 1, shape: result });
    if (/^rand(int|perm)$/.test(step.op)) integers.push(steps.length - 1);
    if (step.op === "iterate") epochs.push(steps.length - 1);
  };
  const loader = () => ({
    ...{ n: 1 + integer(50), batch: 1 + integer(9), shuffle: chance(0.8) },
    ...{ dropLast: chance(0.3), generator: generator() },
  });

  const draws = [
    () => {
      const s = shape();
      add({ op: "rand", shape: s, dtype: dtype(), generator: generator() }, s);
    },
    () => {
      const s = shape();
      const kind = dtype();
      const size = s.reduce((a, b) => a * b, 1);
      const close = kind === "float64" ? 4 : size < 16 ? 1 : 0;
      add({ op: "randn", shape: s, dtype: kind, generator: generator(), ulps: close }, s, !close);
    },
    () => {
      const s = shape();
      const low = random() * 4 - 2;
      const high = low + random() * 3;
      add({ op: "uniform", shape: s, dtype: dtype(), low, high, generator: generator() }, s);
    },
    () => {
      const s = shape();
      const low = pick([0, -5, 7, -1000000]);
      const high = low + pick([1, 2, 10, 1000, 1 + integer(0x7fffffff), 0x10000000, 0x0fffffff]);
      add({ op: "randint", shape: s, low, high, generator: generator() }, s, false);
    },
    () => add({ op: "randperm", n: integer(60), generator: generator() }, [], false),
    () => {
      const s = shape();
      add({ op: "fill", shape: s, dtype: dtype(), p: p(), generator: generator() }, s);
    },
    () => {
      const s = pick(CHANNEL_SHAPES);
      add({ op: "rand", shape: s, dtype: dtype(), generator: generator() }, s);
    },
    () => {
      const values = Array.from({ length: 1 + integer(30) }, () =>
        pick(["0", "-0", "inf", "-inf", "nan", "1", "-1", "1e-45", "3.4e38", "-2.5", "0.1"]),
      );
      add({ op: "values", values, dtype: dtype() }, [values.length]);
    },
    () => {
      const [inputs, outputs] = [1 + integer(40), 1 + integer(20)];
      const bias = chance(0.7);
      add({ op: "linear", inputs, outputs, bias, dtype: dtype() }, [outputs, inputs]);
    },
    () => add({ op: "loader", ...loader(), epochs: 1 + integer(3) }, [], false),
    // Several epochs at once, and draws between their batches.
    () => add({ op: "iterate", ...loader() }, [], false),
    ...Array(3).fill(() => {
      if (epochs.length > 0) add({ op: "next", epoch: pick(epochs) }, [], false);
    }),
    // Integers are refused, but not before what torch draws for them.
    () => {
      if (integers.length > 0) drop(pick(integers), pick(DROPOUTS), ["function", "module"]);
    },
    () => add({ op: "getState", generator: generator() }, [], false),
    () => add({ op: "setState", generator: generator(), from: generator() }, [], false),
    () => add({ op: "seed", seed: seed(), generator: generator() }, [], false),
  ];

  const FORMS = ["function", "module", "gradient", "leaf"];
  const drop = (/** @type {number} */ at, /** @type {string} */ kind, forms = FORMS) => {
    const step = {
      op: kind,
      x: at,
      p: chance(0.04) ? pick([-0.1, 1.5, 2]) : p(),
      training: chance(0.9),
      inplace: chance(0.15),
      form: pick(forms),
    };
    if (step.form === "gradient") step.inplace = false;
    // A leaf that is written to is refused, but not before the draw.
    if (step.form === "leaf") step.inplace = chance(0.5);
    // torch refuses to write into an expanded tensor, but leaves it with one dimension more.
    if (/[13]d/.test(kind) && steps.some(({ op }) => op === "expand")) step.inplace = false;
    add(step, [], false);
  };
  const uses = [
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) =>
      drop(at, chance(0.4) || (s.length < 2 && chance(0.95)) ? "dropout" : pick(DROPOUTS)),
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) => {
      if (s.length < 2) return;
      const dims = s.map((_, d) => d).sort(() => random() - 0.5);
      add(
        { op: "permute", x: at, dims },
        dims.map((d) => /** @type {number} */ (s[d])),
      );
    },
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) => {
      if (s.length === 0) return;
      const dim = integer(s.length);
      const length = /** @type {number} */ (s[dim]);
      const start = integer(Math.max(length, 1));
      const step = 1 + integer(3);
      const end = start + integer(length - start + 2);
      const count = Math.max(0, Math.ceil((Math.min(end, length) - start) / step));
      add(
        { op: "slice", x: at, dim, start, end, step },
        s.map((l, d) => (d === dim ? count : l)),
      );
    },
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) => {
      const size = s.reduce((a, b) => a * b, 1);
      if (size === 0) return;
      const by = pick([1, 2, 3, 4, 6].filter((n) => size % n === 0));
      const to = pick([[by, size / by], [size / by, by], [by, 1, size / by], [size]]);
      add({ op: "reshape", x: at, shape: to }, to);
    },
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) => {
      const to = [2, ...s];
      add({ op: "expand", x: at, shape: to }, to);
    },
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) => {
      const arithmetic = pick(["add", "sub", "mul", "div"]);
      const number = pick([2, -1, 0.1, 3.7, 0, 1e-3]);
      add({ op: arithmetic, x: at, number }, s);
    },
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) =>
      add({ op: "bernoulli", x: at, generator: generator() }, s, false),
    (/** @type {{ at: number, shape: number[] }} */ { at, shape: s }) =>
      add({ op: "compare", x: at, comparison: pick(["eq", "lt", "ge"]), number: 0.5 }, s, false),
  ];

  const count = 3 + integer(10);
  draws[0]?.();
  while (steps.length < count) {
    if (chance(0.45) || floats.length === 0) pick(draws)();
    else pick(chance(0.5) ? uses.slice(0, 1) : uses)(pick(floats));
  }
  return { seed: seed(), generators, steps };
}
