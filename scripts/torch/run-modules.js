// Runs a program of a net in this library.

/**
 * @import { Layer, ModuleOutcome, ModuleProgram, ModuleStep, ModuleTold } from "./module-program.js"
 * @import { Library } from "../../lib/library/nn/testing/torch/run.js"
 * @typedef {import("dropout-lab/tensor").Tensor<any>} Tensor
 */

/**
 * @param {ModuleProgram} program
 * @param {Library} library
 * @returns {ModuleOutcome}
 */
export function runModules(program, library) {
  const generator = library.random.manualSeed(program.seed);
  const { run } = makeRun(program, library);
  const told = program.steps.map((step) => {
    try {
      return run(step);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
  return { told, state: Buffer.from(generator.getState()).toString("base64") };
}

/** @param {Tensor} x */
const texts = (x) => Array.from(x.data, String);

/**
 * The net's own classes, as a user would write them.
 * @param {Library} library
 */
function classes({ nn, tensor }) {
  class Block extends nn.Module {
    /** @type {Tensor | undefined} a result, which is no parameter */
    last;

    /** @param {any} first @param {any[]} rest @param {Tensor | undefined} scale */
    constructor(first, rest, scale) {
      super();
      this.first = first;
      this.rest = rest;
      if (scale) this.scale = new nn.Parameter(scale);
    }

    /** @param {Tensor} x @returns {Tensor} */
    forward(x) {
      this.last = this.first.forward(x);
      for (const layer of this.rest) this.last = layer.forward(this.last);
      const result = /** @type {Tensor} */ (this.last);
      return this.scale ? result.mul(this.scale) : result;
    }
  }

  class Hidden extends nn.Module {
    #inner;

    /** @param {any} inner */
    constructor(inner) {
      super();
      this.#inner = this.register("inner", inner);
    }

    /** @param {Tensor} x @returns {Tensor} */
    forward(x) {
      return this.#inner.forward(x);
    }
  }
  return { Block, Hidden, tensor };
}

/**
 * @param {ModuleProgram} program
 * @param {Library} library
 */
function makeRun({ net: plan, optimizer: wanted, dtype, width }, library) {
  const { nn, optim, training: loop, tensor } = library;
  const { Block, Hidden } = classes(library);
  /** @type {any[]} */
  const made = [];

  /** @param {Layer} layer @returns {any} */
  function build(layer) {
    const { type, bias, p, inplace, index } = layer;
    switch (type) {
      case "Sequential":
        return new nn.Sequential(...layer.layers.map(build));
      case "Block": {
        const scale = layer.scale ? tensor.ones([width], { dtype }).mul(0.75) : undefined;
        return new Block(build(layer.first), layer.rest.map(build), scale);
      }
      case "Hidden":
        return new Hidden(build(layer.inner));
      case "Again":
        return made.length > 0 ? made[index % made.length] : new nn.Tanh();
      case "Linear":
        made.push(new nn.Linear(width, width, { bias, dtype }));
        break;
      default:
        made.push(
          new nn[/** @type {"Dropout"} */ (type)](...(p === undefined ? [] : [p, { inplace }])),
        );
    }
    return made.at(-1);
  }

  const net = /** @type {any} */ (build(plan));
  const { name, ...options } = wanted;
  /** @type {any} */
  let optimizer;
  const stepper = () => {
    optimizer ??= new optim[/** @type {"SGD"} */ (name)](net.parameters(), options);
    return optimizer;
  };
  /** @type {Tensor | undefined} */
  let output;
  /** @type {Record<string, Tensor>[]} */
  const saved = [];
  const modes = () => net.modules().map((/** @type {any} */ { training }) => training);
  const input = (/** @type {number} */ batch) => tensor.rand([batch, width], { dtype });
  const int64 = (/** @type {number[]} */ labels) => tensor.tensor(labels, { dtype: "int64" });
  const values = () => net.parameters().map((/** @type {Tensor} */ x) => texts(x.detach()));

  /** @param {Tensor} result */
  function learn(result) {
    output = undefined;
    try {
      result.mul(result).sum().backward();
    } catch (error) {
      // How far it came before it failed is not promised.
      net.zeroGrad();
      throw error;
    }
  }

  /** @param {ModuleStep} step @returns {ModuleTold} */
  function run({ op, index, needs, training, batch, labels, batchSize, from, strict, ...rest }) {
    const parameters = /** @type {any[]} */ (net.parameters());
    switch (op) {
      case "forward":
        output = /** @type {Tensor} */ (net.forward(input(batch)));
        return { near: [texts(output.detach())], exact: output.requiresGrad };
      case "backward":
        if (!output) return {};
        learn(output);
        return {
          near: parameters.map((/** @type {Tensor} */ { grad }) => (grad ? texts(grad) : [null])),
        };
      case "step":
        stepper().step();
        return { near: values() };
      case "zeroGrad":
        (rest.by === "net" ? net : stepper()).zeroGrad();
        return { exact: parameters.map((/** @type {Tensor} */ { grad }) => grad === undefined) };
      case "freeze":
        if (parameters.length > 0) parameters[index % parameters.length].requiresGrad = needs;
        return { exact: parameters.map((/** @type {Tensor} */ { requiresGrad }) => requiresGrad) };
      case "freezeModule":
        net.modules()[index % net.modules().length].requiresGrad_(needs);
        return { exact: parameters.map((/** @type {Tensor} */ { requiresGrad }) => requiresGrad) };
      case "mode":
        net.modules()[index % net.modules().length].train(training);
        return { exact: modes() };
      case "evaluate": {
        const { loss, accuracy } = loop.evaluate(net, [input(labels.length), int64(labels)]);
        return { near: [[String(loss), String(accuracy)]], exact: modes() };
      }
      case "save":
        saved.push(copied(net.stateDict()));
        return { near: Object.values(saved.at(-1) ?? {}).map(texts), exact: namesOf(saved.at(-1)) };
      case "loadWrong": {
        output = undefined;
        const state = net.stateDict();
        const names = Object.keys(state);
        delete state[names[rest.without % names.length] ?? ""];
        net.loadStateDict(names.length > 1 ? state : { more: tensor.zeros([1]) });
        return {};
      }
      case "load": {
        output = undefined;
        const state = { ...(saved[from % saved.length] ?? net.stateDict()) };
        const names = Object.keys(state);
        if (rest.without !== null) delete state[names[rest.without % names.length] ?? ""];
        if (rest.more) state.more = tensor.zeros([1], { dtype });
        const { missingKeys, unexpectedKeys } = net.loadStateDict(state, { strict });
        return { near: values(), exact: [missingKeys, unexpectedKeys] };
      }
      case "names": {
        const named = net
          .namedParameters()
          .map((/** @type {[string, Tensor]} */ [name, x]) => [name, ...x.shape]);
        /** @type {string[]} */
        const applied = [];
        net.apply((/** @type {object} */ module) => applied.push(module.constructor.name));
        return {
          exact: [
            named,
            net.namedModules().map((/** @type {[string]} */ [name]) => name),
            [...new Set(applied)],
          ],
        };
      }
      case "print":
        return { exact: String(net) };
      case "epoch": {
        const n = labels.length;
        const data = new loop.DataLoader([input(n), int64(labels)], { batchSize, shuffle: true });
        const losses = loop.trainEpoch(net, /** @type {any} */ (data), stepper());
        return { near: [losses.map(String), ...values()] };
      }
      default:
        return { exact: texts(tensor.rand([3])).map((text) => Number(text).toFixed(9)) };
    }
  }
  return { run };
}

/** @param {Record<string, Tensor>} state */
const copied = (state) =>
  Object.fromEntries(Object.entries(state).map(([name, x]) => [name, x.clone()]));

/** @param {object | undefined} state */
const namesOf = (state) => Object.keys(state ?? {});
