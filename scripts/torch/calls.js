// Calls of one function with random arguments: makes them, and runs them in this library.
import { createHash } from "node:crypto";
import { CALLS } from "../../lib/library/nn/testing/torch/calls/index.js";
import { makerOf } from "../../lib/library/nn/testing/torch/calls/maker.js";

/**
 * @import { Call } from "../../lib/library/nn/testing/torch/calls/call.js"
 * @import { TensorArgument } from "../../lib/library/nn/testing/torch/calls/maker.js"
 * @import { Library } from "../../lib/library/nn/testing/torch/run.js"
 * @typedef {import("dropout-lab/tensor").Tensor<any>} Tensor
 * @typedef {{ call: string, code: string, seed: number, prints: boolean, given: Record<string, any> }} CallProgram
 * @typedef {{ dtype: string, shape: number[], base64: string, text?: string, gradFn?: string, shares?: number }} Numbers
 * @typedef {{
 *   error?: string,
 *   results?: (Numbers | { value: unknown })[],
 *   grads?: (Numbers | null)[] | string,
 *   after: Numbers[],
 *   states: { words: string, spare: string }[],
 * }} CallOutcome
 */

/** The entry of a name. @param {string} name @returns {Call} */
export function callNamed(name) {
  const call = CALLS.find((entry) => entry.name === name);
  if (!call) throw new RangeError(`calls: must have an entry ${name}`);
  return call;
}

/**
 * The i-th call: every entry in turn.
 * @param {() => number} random
 * @param {number} i
 * @param {readonly Call[]} calls
 * @returns {CallProgram}
 */
export function makeCall(random, i, calls) {
  const { name, make, torch } = /** @type {Call} */ (calls[i % calls.length]);
  const m = makerOf(random);
  // Printing takes longer than most calls.
  const prints = m.chance(0.25);
  return { call: name, code: torch, seed: m.integer(0, 1e6), prints, given: make(m) };
}

/**
 * @param {CallProgram} program
 * @param {Library} library
 * @returns {CallOutcome}
 */
export function runCall({ call, seed, prints, given }, library) {
  const generators = [library.random.manualSeed(seed)];
  /** @type {Tensor[]} */
  const bases = [];
  /** @type {CallOutcome} */
  const outcome = { after: [], states: [] };
  try {
    const args = decode(given, { library, bases, generators });
    const results = [callNamed(call).ours(args, library)].flat(Number.POSITIVE_INFINITY);
    outcome.results = results.map((x) => told(x, { library, bases, prints }));
    outcome.grads = gradients(results, bases, library);
  } catch (error) {
    outcome.error = error instanceof Error ? error.message : String(error);
  }
  outcome.after = bases.map((base) => numbers(base));
  outcome.states = generators.map(stateOf);
  return outcome;
}

/**
 * @param {any} x
 * @param {{ library: Library, bases: Tensor[], generators: any[] }} host
 * @returns {any}
 */
function decode(x, host) {
  if (x === null) return undefined;
  if (Array.isArray(x)) return x.map((item) => decode(item, host));
  if (typeof x !== "object") return x;
  const { tensor, random } = host.library;
  switch (x.$) {
    case undefined:
      return Object.fromEntries(Object.entries(x).map(([key, item]) => [key, decode(item, host)]));
    case "tensor": {
      const base = tensor
        .tensor(x.values.map(x.dtype === "int64" ? BigInt : Number), { dtype: x.dtype })
        .reshape(x.shape);
      base.requiresGrad = x.needs;
      host.bases.push(base);
      return viewed(base, x);
    }
    case "number":
      return Number(x.value);
    case "bigint":
      return BigInt(x.value);
    case "dtype":
      return x.name;
    default: {
      const generator = new random.Generator(x.seed);
      host.generators.push(generator);
      return generator;
    }
  }
}

/** @param {Tensor} base @param {TensorArgument} argument */
function viewed(base, { views }) {
  return views.reduce((x, [kind, ...rest]) => {
    if (kind === "slice") {
      const [dim = 0, start, end, step = 1] = /** @type {number[]} */ (rest);
      return x.slice(start, end, { dim, step });
    }
    return x[kind](/** @type {number[]} */ (rest[0]));
  }, base);
}

/**
 * @param {any} x
 * @param {{ library: Library, bases: Tensor[], prints: boolean }} host
 */
function told(x, { library, bases, prints }) {
  if (!(x instanceof library.tensor.Tensor)) {
    return { value: typeof x === "number" ? String(x) : (x ?? null) };
  }
  const shares = bases.findIndex(({ storage }) => storage === x.storage);
  return {
    ...numbers(x),
    ...(prints ? { text: String(x) } : {}),
    ...(x.gradFn ? { gradFn: x.gradFn.name } : {}),
    ...(x.numel() > 0 ? { shares } : {}),
  };
}

/** @param {Tensor} x @returns {Numbers} */
function numbers({ dtype, shape, data }) {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { dtype, shape: [...shape], base64: bytes.toString("base64") };
}

/**
 * The gradients of the sum of the results times some weights.
 * @param {any[]} results
 * @param {Tensor[]} bases
 * @param {Library} library
 */
function gradients(results, bases, { tensor }) {
  try {
    for (const x of results) {
      if (!(x instanceof tensor.Tensor) || !x.requiresGrad) continue;
      const weights = Array.from({ length: x.numel() }, (_, i) => ((i * 7) % 13) / 4 - 1.5);
      x.backward(tensor.tensor(weights, { dtype: x.dtype }).reshape(x.shape), {
        retainGraph: true,
      });
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return bases.map(({ grad }) => (grad ? numbers(grad) : null));
}

/** Where a generator is: its words as a hash; and its spare normal number. @param {any} generator */
function stateOf(generator) {
  const bytes = Buffer.from(generator.getState());
  const spare = bytes.readDoubleLE(5024);
  bytes.fill(0, 5024, 5032);
  return { words: createHash("sha256").update(bytes).digest("hex"), spare: String(spare) };
}
