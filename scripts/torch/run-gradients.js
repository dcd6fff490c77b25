// Runs a program of gradients in this library.

/**
 * @import { GradientProgram, GradientStep, Told } from "./gradient-program.js"
 * @import { Library } from "../../lib/library/nn/testing/torch/run.js"
 * @typedef {import("dropout-lab/tensor").Tensor<any>} Tensor
 */

/**
 * What every step told: its result, the gradients of the leaves after going back, or an error.
 * @param {GradientProgram} program
 * @param {Library} library
 * @returns {Told[]}
 */
export function runGradients({ seed, given, steps }, { random, tensor, nn, optim }) {
  random.manualSeed(seed);
  /** @type {Tensor[]} */
  const values = given.map(({ dtype, shape, values, needs }) => {
    const x = tensor.tensor(values, { dtype }).reshape(shape);
    x.requiresGrad = needs;
    return x;
  });
  const leaves = values.filter((x) => x.requiresGrad);
  return steps.map((step) => {
    try {
      const value = runStep(step, { values, leaves, tensor, nn, optim });
      values.push(value);
      if (step.op !== "backward") {
        return { values: flat(value), needs: value.requiresGrad };
      }
      return { grads: leaves.map(({ grad }) => (grad ? flat(grad) : null)) };
    } catch (error) {
      values.push(/** @type {Tensor} */ (values[step.x]));
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** @param {Tensor} x @returns {number[]} */
const flat = (x) => Array.from(x.data, Number);

/**
 * @param {GradientStep} step
 * @param {Pick<Library, "tensor" | "nn" | "optim"> & { values: Tensor[], leaves: Tensor[] }} host
 * @returns {Tensor}
 */
function runStep(step, { values, leaves, tensor, nn, optim }) {
  const x = /** @type {Tensor} */ (values[step.x]);
  const y = step.y === undefined ? step.number : values[step.y];
  switch (step.op) {
    case "neg":
    case "abs":
    case "relu":
    case "sqrt":
    case "exp":
    case "log":
    case "sigmoid":
    case "tanh":
    case "square":
    case "clone":
    case "t":
    case "detach":
    case "zero_":
      return x[step.op]();
    case "add":
    case "sub":
    case "mul":
    case "div":
    case "maximum":
    case "minimum":
    case "matmul":
    case "add_":
    case "sub_":
    case "mul_":
    case "div_":
    case "copy_":
      // Into itself torch copies nothing, whatever its strides.
      if (step.op === "copy_" && x === y) return x;
      return x[/** @type {"add"} */ (step.op)](y);
    case "sum":
    case "mean":
    case "var":
    case "std":
    case "max":
    case "min":
      return x[step.op](step.dim);
    case "slice":
      return x.slice(step.start, step.end);
    case "select":
      return x.select(0, 0);
    case "reshape":
      return x.reshape(step.shape);
    case "expand":
      return x.expand(step.shape);
    case "clamp":
    case "clamp_":
      return x[step.op](step.low, step.high);
    case "cat":
      return tensor.cat([x, y]);
    case "logSoftmax":
    case "softmax":
      return nn.functional[step.op](x, step.dim);
    case "mseLoss":
      return nn.functional.mseLoss(x, y);
    case "crossEntropy":
      return nn.functional.crossEntropy(x, tensor.tensor(step.labels, { dtype: "int64" }));
    case "copy":
      return tensor.noGrad(() => x.copy_(y.clone()));
    case "step":
      x.grad = tensor.zerosLike(x).add(1);
      new optim.SGD([x], { lr: 0.125 }).step();
      return tensor.zeros([]);
    case "backward":
      for (const leaf of leaves) leaf.grad = undefined;
      x.sum().backward(undefined, { retainGraph: true });
      return tensor.zeros([]);
    default: {
      const name = /** @type {"dropout"} */ (step.op);
      return nn.functional[name](x, { p: step.p, training: true, inplace: step.inplace });
    }
  }
}
