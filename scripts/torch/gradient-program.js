// Programs that mix writes in place with operations whose gradients need what was there before. Step
// n makes value n, after the leaves; a step of `backward` goes back from one of them.

/**
 * @typedef {{ op: string, x: number, [argument: string]: any }} GradientStep
 * @typedef {{ dtype: "float32" | "float64", shape: number[], values: number[], needs: boolean }} Given
 * @typedef {{ seed: number, given: Given[], steps: GradientStep[] }} GradientProgram
 * @typedef {{ values?: number[], grads?: (number[] | null)[], needs?: boolean, error?: string }} Told
 */

const unary = ["neg", "abs", "relu", "sqrt", "exp", "log", "sigmoid", "tanh", "square", "clone"];
const binary = ["add", "sub", "mul", "div", "maximum", "minimum"];
const reductions = ["sum", "mean", "var", "std", "max", "min"];
const writes = ["add_", "sub_", "mul_", "div_", "copy_"];
const dropouts = ["dropout", "dropout", "dropout", "dropout2d", "alphaDropout"];

/** @param {number[]} shape */
const sizeOf = (shape) => shape.reduce((a, b) => a * b, 1);

/**
 * A new program.
 * @param {() => number} random numbers in [0, 1)
 * @returns {GradientProgram}
 */
export function makeGradientProgram(random) {
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const chance = (/** @type {number} */ p) => random() < p;
  const dtype = pick(/** @type {const} */ (["float32", "float64"]));
  /** @type {number[]} the values to choose from */
  const tensors = [0, 1, 2];
  /** @type {number[][]} the shape of every value */
  const shapes = [];
  const given = [true, true, false].map((needs) => {
    const shape = pick([[3], [2, 3], [3, 2], [2, 3]]);
    shapes.push(shape);
    const values = Array.from({ length: sizeOf(shape) }, () => 0.3 + random());
    return { dtype, shape, values, needs };
  });

  /** @type {GradientStep[]} */
  const steps = [];
  const add = (/** @type {GradientStep} */ step, /** @type {number[]} */ shape) => {
    steps.push(step);
    if (step.op !== "step" && step.op !== "backward") tensors.push(shapes.length);
    shapes.push(shape);
  };
  // Later values more often, so that chains grow.
  const any = () => pick(chance(0.5) ? tensors : tensors.slice(-4));
  const shapeOf = (/** @type {number} */ x) => /** @type {number[]} */ (shapes[x]);
  const alike = (/** @type {number[]} */ shape) =>
    pick(tensors.filter((i) => String(shapeOf(i)) === String(shape)));
  const write = (/** @type {number} */ x) => {
    if (chance(0.3)) {
      const operand = chance(0.3) ? { number: pick([2, 0.5]) } : { y: alike(shapeOf(x)) };
      const op = pick(writes);
      if (op !== "copy_" || "y" in operand) add({ op, x, ...operand }, shapeOf(x));
    } else if (chance(0.15)) {
      add({ op: pick(["zero_", "clamp_"]), x, low: 0.5, high: 1 }, shapeOf(x));
    } else if (chance(0.65)) {
      const inplace = chance(0.85);
      add({ op: pick(dropouts), x, p: pick([0, 0.3, 0.5, 0.7, 1]), inplace }, shapeOf(x));
    } else add({ op: "copy", x, y: alike(shapeOf(x)) }, shapeOf(x));
  };

  const kinds = [
    (/** @type {number} */ x) => add({ op: pick(unary), x }, shapeOf(x)),
    (/** @type {number} */ x) => add({ op: pick(unary), x }, shapeOf(x)),
    (/** @type {number} */ x) => add({ op: pick(binary), x, y: alike(shapeOf(x)) }, shapeOf(x)),
    (/** @type {number} */ x) => add({ op: pick(binary), x, y: alike(shapeOf(x)) }, shapeOf(x)),
    (/** @type {number} */ x) => add({ op: pick(binary), x, number: pick([2, 0.5]) }, shapeOf(x)),
    (/** @type {number} */ x) => {
      const [length = 0, ...rest] = shapeOf(x);
      if (length > 1) add({ op: "slice", x, start: 1, end: length }, [length - 1, ...rest]);
    },
    (/** @type {number} */ x) => {
      const shape = shapeOf(x);
      if (shape.length > 0) add({ op: "select", x }, shape.slice(1));
    },
    (/** @type {number} */ x) => {
      const shape = shapeOf(x);
      if (shape.length === 2) add({ op: "t", x }, [...shape].reverse());
    },
    (/** @type {number} */ x) => {
      const size = sizeOf(shapeOf(x));
      const shape = size === 6 ? pick([[6], [2, 3], [3, 2]]) : [1, size];
      add({ op: "reshape", x, shape }, shape);
    },
    (/** @type {number} */ x) =>
      add({ op: "expand", x, shape: [2, ...shapeOf(x)] }, [2, ...shapeOf(x)]),
    (/** @type {number} */ x) => add({ op: "detach", x }, shapeOf(x)),
    (/** @type {number} */ x) => add({ op: "clamp", x, low: 0.5, high: 1 }, shapeOf(x)),
    (/** @type {number} */ x) => {
      const shape = shapeOf(x);
      if (shape.length === 0) return;
      if (chance(0.5)) {
        if (/** @type {number} */ (shape[0]) > 1)
          add({ op: pick(reductions), x, dim: 0 }, shape.slice(1));
      } else add({ op: pick(["logSoftmax", "softmax"]), x, dim: 0 }, shape);
    },
    (/** @type {number} */ x) => {
      // The spread of a single number is 0 / 0, and the sign of its gradient a matter of taste.
      if (sizeOf(shapeOf(x)) > 1) add({ op: pick(reductions), x }, []);
    },
    (/** @type {number} */ x) => add({ op: "mseLoss", x, y: alike(shapeOf(x)) }, []),
    (/** @type {number} */ x) => {
      const shape = shapeOf(x);
      const inner = shape.at(-1);
      const fits = tensors.filter((i) => {
        const [rows, ...columns] = shapeOf(i);
        return rows === inner && columns.length < 2;
      });
      if (shape.length === 0 || shape.length > 2 || fits.length === 0) return;
      const y = pick(fits);
      add({ op: "matmul", x, y }, [...shape.slice(0, -1), ...shapeOf(y).slice(1)]);
    },
    (/** @type {number} */ x) => {
      const [batch = 0, classes] = shapeOf(x);
      if (classes === undefined || shapeOf(x).length > 2) return;
      const labels = Array.from({ length: batch }, () => Math.floor(random() * classes));
      add({ op: "crossEntropy", x, labels }, []);
    },
    (/** @type {number} */ x) => {
      const shape = shapeOf(x);
      const y = alike(shape);
      if (shape.length > 0)
        add({ op: "cat", x, y }, [2 * /** @type {number} */ (shape[0]), ...shape.slice(1)]);
    },
    write,
    write,
    write,
    write,
  ];
  const count = 6 + Math.floor(random() * 14);
  while (steps.length < count) {
    pick(kinds)(any());
    if (chance(0.12)) add({ op: "step", x: pick([0, 1]) }, []);
    if (chance(0.15)) add({ op: "backward", x: any() }, []);
  }
  for (const x of tensors.slice(3)) add({ op: "backward", x }, []);
  return { seed: Math.floor(random() * 0x80000000), given, steps };
}
