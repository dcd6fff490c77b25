// Runs a program in this library.

/**
 * @import { Outcome, Program, Step, Value, Failure } from "./program.js"
 * @typedef {{
 *   random: typeof import("dropout-lab/random"),
 *   fills: Pick<typeof import("../../../random/internal.ts"), "fillUniform" | "fillBernoulli">,
 *   tensor: typeof import("dropout-lab/tensor"),
 *   nn: typeof import("dropout-lab/nn"),
 *   optim: typeof import("dropout-lab/optim"),
 *   training: typeof import("dropout-lab/training"),
 * }} Library
 * @typedef {import("dropout-lab/tensor").Tensor<any>} Tensor any kind: a program's steps mix them
 */

/**
 * @param {Program} program
 * @param {Library} library
 * @returns {Outcome}
 */
export function runProgram(program, library) {
  const { random } = library;
  const generators = [
    random.manualSeed(BigInt(program.seed)),
    ...program.generators.map((seed) => new random.Generator(BigInt(seed))),
  ];
  /** @type {Tensor[]} */
  const values = [];
  /** @type {Map<Step, Iterator<readonly Tensor[]>>} */
  const epochs = new Map();
  const results = program.steps.map((step) => {
    try {
      const value = runStep(step, { values, generators, epochs, program, ...library });
      values.push(value);
      return describe(value);
    } catch (error) {
      values.push(library.tensor.zeros([0]));
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
  const state = Buffer.concat(generators.map((generator) => generator.getState()));
  return { results, state: state.toString("base64") };
}

/**
 * @param {Tensor} value
 * @returns {Value}
 */
function describe(value) {
  const { data, dtype, shape } = value;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return {
    dtype,
    shape: [...shape],
    base64: bytes.toString("base64"),
    text: String(value.detach()),
  };
}

/**
 * @param {Step} step
 * @param {Library & {
 *   values: Tensor[],
 *   generators: import("dropout-lab/random").Generator[],
 *   epochs: Map<Step, Iterator<readonly Tensor[]>>,
 *   program: Program,
 * }} host
 * @returns {Tensor}
 */
function runStep(step, { values, generators, epochs, program, fills, tensor, nn, training }) {
  const x = /** @type {Tensor} */ (values[step.x]);
  const generator = /** @type {import("dropout-lab/random").Generator} */ (
    generators[step.generator ?? 0]
  );
  const { shape, dtype } = step;
  const storageOf = (/** @type {Tensor} */ t) => /** @type {Float32Array} */ (t.storage.data);
  const loaderOf = (/** @type {Step} */ { n, batch, shuffle, dropLast }) =>
    new training.DataLoader([tensor.arange(n)], {
      batchSize: batch,
      shuffle,
      dropLast,
      generator: step.generator === 0 ? undefined : generator,
    });
  switch (step.op) {
    case "rand":
      return tensor.rand(shape, { dtype, generator });
    case "randn":
      return tensor.randn(shape, { dtype, generator });
    case "uniform": {
      const out = tensor.zeros(shape, { dtype });
      fills.fillUniform(storageOf(out), step.low, step.high, generator);
      return out;
    }
    case "randint":
      return tensor.randint(step.low, step.high, shape, { generator });
    case "randperm":
      return tensor.randperm(step.n, { generator });
    case "fill": {
      const out = tensor.zeros(shape, { dtype });
      fills.fillBernoulli(storageOf(out), step.p, generator);
      return out;
    }
    case "values":
      return tensor.tensor(step.values.map(parse), { dtype });
    case "linear": {
      const { weight, bias } = new nn.Linear(step.inputs, step.outputs, { bias: step.bias, dtype });
      const parts = [weight.detach().flatten(), ...(bias ? [bias.detach()] : [])];
      return tensor.cat(parts);
    }
    case "iterate":
      epochs.set(step, loaderOf(step)[Symbol.iterator]());
      return tensor.zeros([0]);
    case "next": {
      const epoch = epochs.get(/** @type {Step} */ (program.steps[step.epoch]));
      const { done, value } = /** @type {Iterator<readonly Tensor[]>} */ (epoch).next();
      return done ? tensor.zeros([0]) : /** @type {Tensor} */ (value[0]);
    }
    case "loader": {
      const loader = loaderOf(step);
      /** @type {Tensor[]} */
      const batches = [tensor.zeros([0], { dtype: "int64" })];
      for (let epoch = 0; epoch < step.epochs; epoch++) {
        for (const batch of loader) batches.push(...batch);
      }
      return tensor.cat(batches);
    }
    case "getState":
      return stateTensor(generator, tensor);
    case "setState":
      generator.setState(/** @type {any} */ (generators[step.from]).getState());
      return stateTensor(generator, tensor);
    case "seed":
      generator.manualSeed(BigInt(step.seed));
      return tensor.zeros([0]);
    case "permute":
      return x.permute(step.dims);
    case "slice":
      return x.slice(step.start, step.end, { dim: step.dim, step: step.step });
    case "reshape":
      return x.reshape(shape);
    case "expand":
      return x.expand(shape);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return x[step.op](step.number);
    case "bernoulli":
      return tensor.bernoulli(x, { generator });
    case "compare":
      return x[/** @type {"eq"} */ (step.comparison)](step.number);
    default:
      return drop(step, x, nn);
  }
}

/**
 * @param {Step} step
 * @param {Tensor} x
 * @param {Library["nn"]} nn
 * @returns {Tensor}
 */
function drop({ op, p, training, inplace, form }, x, nn) {
  const name = /** @type {"dropout"} */ (op);
  if (form === "function") return nn.functional[name](x, { p, training, inplace });
  if (form === "leaf") {
    const leaf = x.detach().clone();
    leaf.requiresGrad = true;
    return nn.functional[name](leaf, { p, training, inplace }).detach();
  }
  const className = /** @type {"Dropout"} */ (name.charAt(0).toUpperCase() + name.slice(1));
  const layer = new nn[className](p, { inplace }).train(training);
  const y = layer.forward(x);
  // As gradient of the output, something that no scale hides.
  return form === "module" ? y : layer.backward(x.mul(0).add(3));
}

/**
 * @param {import("dropout-lab/random").Generator} generator
 * @param {Library["tensor"]} tensor
 */
function stateTensor(generator, tensor) {
  return tensor.tensor(Array.from(generator.getState()), { dtype: "int64" });
}

/** @param {string} text */
function parse(text) {
  return text.endsWith("inf") ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
}
