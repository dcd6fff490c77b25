// Programs around one random net: it runs, learns, is frozen and thawed in parts, changes modes,
// saves and loads, tells its names. A step is one of these.

/**
 * @typedef {{ type: string, [argument: string]: any }} Layer
 *   `Again` stands for a layer that was made before: a net may use one twice
 * @typedef {{ op: string, [argument: string]: any }} ModuleStep
 * @typedef {{
 *   seed: number, dtype: "float32" | "float64", width: number, net: Layer,
 *   optimizer: { name: string, [option: string]: any }, steps: ModuleStep[],
 * }} ModuleProgram
 * @typedef {{ near?: (string | null)[][], exact?: unknown, error?: string }} ModuleTold
 *   numbers that may differ in their last bits, as text, and what must be equal
 * @typedef {{ told: ModuleTold[], state: string }} ModuleOutcome
 */

const PLAIN = ["ReLU", "Sigmoid", "Tanh"];
const DROPOUTS = [
  ...["Dropout", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d"],
  ...["AlphaDropout", "FeatureAlphaDropout"],
];

/**
 * A new program.
 * @param {() => number} random numbers in [0, 1)
 * @returns {ModuleProgram}
 */
export function makeModuleProgram(random) {
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const integer = (/** @type {number} */ below) => Math.floor(random() * below);
  const chance = (/** @type {number} */ p) => random() < p;
  const width = 2 + integer(5);

  const layers = (/** @type {number} */ depth, least = 0) =>
    Array.from({ length: least + integer(4) }, () => layer(depth));
  /** @param {number} depth @returns {Layer} */
  function layer(depth) {
    const kind = random();
    if (depth > 0 && kind < 0.2) return { type: "Sequential", layers: layers(depth - 1) };
    if (depth > 0 && kind < 0.35) {
      const [first, rest] = [layer(depth - 1), layers(depth - 1, 1)];
      return { type: "Block", first, rest, scale: chance(0.5) };
    }
    if (depth > 0 && kind < 0.42) return { type: "Hidden", inner: layer(depth - 1) };
    if (kind < 0.48) return { type: "Again", index: integer(20) };
    if (kind < 0.7) return { type: "Linear", bias: chance(0.7) };
    if (kind < 0.82) return { type: pick(PLAIN) };
    const type = pick(DROPOUTS);
    // These two give a matrix one dimension more in place, and take it off again: two writes more.
    const inplace = !/[13]d/.test(type) && chance(0.15);
    return { type, p: pick([0, 0.2, 0.5, 0.8, 1]), inplace };
  }

  const index = () => integer(30);
  const batch = () => 1 + integer(4);
  const kinds = [
    ...Array(4).fill(() => ({ op: "forward", batch: batch() })),
    ...Array(3).fill(() => ({ op: "backward" })),
    ...Array(3).fill(() => ({ op: "step" })),
    () => ({ op: "zeroGrad", by: pick(["net", "optimizer"]) }),
    () => ({ op: "freeze", index: index(), needs: chance(0.4) }),
    () => ({ op: "freezeModule", index: index(), needs: chance(0.5) }),
    ...Array(2).fill(() => ({ op: "mode", index: index(), training: chance(0.5) })),
    () => {
      const labels = Array.from({ length: batch() }, () => integer(width));
      return { op: "evaluate", labels };
    },
    () => ({ op: "save" }),
    () => {
      const [without, more] = [chance(0.3) ? index() : null, chance(0.2)];
      // Where names differ torch writes what fits before it fails; here nothing is written.
      return { op: "load", from: integer(5), without, more, strict: without === null && !more };
    },
    () => ({ op: "loadWrong", without: index() }),
    () => ({ op: "names" }),
    () => ({ op: "print" }),
    () => ({ op: "draw" }),
    () => {
      const labels = Array.from({ length: 3 + integer(5) }, () => integer(width));
      return { op: "epoch", labels, batchSize: batch() };
    },
  ];
  const net = { type: "Sequential", layers: layers(2, 1) };
  const isAdam = chance(0.4);
  const momentum = pick([0, 0.9]);
  return {
    seed: integer(0x80000000),
    // Adam divides by what may be rounding alone.
    ...{ dtype: isAdam ? "float64" : pick(["float32", "float64"]), width, net },
    optimizer: isAdam ? { name: "Adam", lr: 0.01 } : { name: "SGD", lr: 0.1, momentum },
    steps: Array.from({ length: 4 + integer(14) }, () => pick(kinds)()),
  };
}
