// Compares what a call gave here with what it gave in torch.
import { callNamed } from "./calls.js";

/** @import { CallOutcome, CallProgram, Numbers } from "./calls.js" */

/** @typedef {{ ulps?: number, near?: readonly [number, number] }} Bound */

/**
 * Where torch stops at a limit of its own, which no rule about the arguments foretells: there is
 * nothing to compare. `nll_loss` lays the gradient of permuted scores out as the scores, and then
 * refuses that layout. `fill_` of integers with a number that needs gradients gives integers that need
 * them, at which its backward asserts that there can be none.
 */
const LIMITS = new Map([
  [/^functional\.(nllLoss|crossEntropy)/, "grad_input must be contiguous"],
  [/^Tensor\.fill_$/, "INTERNAL ASSERT FAILED"],
]);

/** @type {readonly [number, number]} */
const GRADIENTS = [1e-5, 1e-12];

/**
 * What differs, a sentence each.
 * @param {CallProgram} program
 * @param {CallOutcome} ours
 * @param {CallOutcome} theirs
 * @returns {string[]}
 */
export function callDifferences({ call: name }, ours, theirs) {
  const call = callNamed(name);
  const here = (/** @type {string} */ what, /** @type {unknown} */ a, /** @type {unknown} */ b) =>
    `${name}: ${what} ${a} here, ${b} in torch`;
  const found = [];
  if ((ours.error === undefined) !== (theirs.error === undefined)) {
    found.push(here("gives", ours.error ?? "a result", theirs.error ?? "a result"));
  } else if (theirs.results) {
    const [a, b] = [ours.results ?? [], theirs.results];
    if (a.length !== b.length) found.push(here("results:", a.length, b.length));
    for (const [i, result] of b.entries()) {
      const mine = a[i] ?? { value: undefined };
      if ("value" in result || "value" in mine) {
        const [x, y] = [mine, result].map((told) => ("value" in told ? told.value : "a tensor"));
        if (x !== y && !closeTexts(x, y, call)) found.push(here(`result ${i} is`, x, y));
        continue;
      }
      const difference = numbersDiffer(mine, result, call);
      if (difference) found.push(`${name}: result ${i}: ${difference}`);
      const isExact = call.ulps === undefined && call.near === undefined;
      if (isExact && mine.gradFn === result.gradFn && mine.text !== result.text) {
        found.push(here("prints\n", mine.text, `\n${result.text}`));
      }
      if (call.gradFn !== false && mine.gradFn !== result.gradFn) {
        found.push(here("grad_fn is", mine.gradFn, result.gradFn));
      }
      if (call.shares !== false && mine.shares !== result.shares) {
        found.push(here("uses the memory of argument", mine.shares, result.shares));
      }
    }
    const isLimit = [...LIMITS].some(
      ([calls, words]) => calls.test(name) && String(theirs.grads).includes(words),
    );
    if (call.gradients !== false && !isLimit && found.length === 0) {
      const [ofFloat32, ofFloat64] = call.gradients ?? GRADIENTS;
      // What a float64 without dimensions gets back from a float32 result was float32 on the way.
      const isCoarse = theirs.results.some((x) => "dtype" in x && x.dtype === "float32");
      const bound = /** @type {const} */ ([ofFloat32, isCoarse ? ofFloat32 : ofFloat64]);
      const difference = gradientsDiffer(ours.grads, theirs.grads, bound);
      if (difference) found.push(`${name}: ${difference}`);
    }
  }
  for (const [i, after] of theirs.after.entries()) {
    const mine = ours.after[i];
    // What an error leaves half written is not promised.
    if (!mine || theirs.error !== undefined) continue;
    const difference = numbersDiffer(mine, after, call);
    if (difference) found.push(`${name}: argument ${i} afterwards: ${difference}`);
  }
  for (const [i, state] of theirs.states.entries()) {
    const mine = ours.states[i];
    if (mine?.words !== state.words || !closeTexts(mine.spare, state.spare, { ulps: 4 })) {
      found.push(`${name}: generator ${i} is elsewhere than torch's`);
    }
  }
  return found;
}

/**
 * @param {CallOutcome["grads"]} ours
 * @param {CallOutcome["grads"]} theirs
 * @param {readonly [number, number]} near
 */
function gradientsDiffer(ours, theirs, near) {
  if (typeof ours === "string" || typeof theirs === "string") {
    if (typeof ours === typeof theirs) return undefined;
    const told = [ours, theirs].map((x) => (typeof x === "string" ? x : "gradients"));
    return `backward gives ${told[0]} here, ${told[1]} in torch`;
  }
  for (const [i, gradient] of (theirs ?? []).entries()) {
    const mine = ours?.[i] ?? null;
    if (mine === null || gradient === null) {
      if (mine !== gradient) return `argument ${i} has ${mine ? "a" : "no"} gradient here`;
      continue;
    }
    const difference = numbersDiffer(mine, gradient, { near });
    if (difference) return `gradient of argument ${i}: ${difference}`;
  }
  return undefined;
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @param {Bound} bound
 */
function closeTexts(a, b, bound) {
  if (typeof a !== "string" || typeof b !== "string") return false;
  return a === b || close(Number(a), Number(b), { isFloat32: false, ...bound });
}

/**
 * @param {Numbers} ours
 * @param {Numbers} theirs
 * @param {Bound} bound
 * @returns {string | undefined}
 */
function numbersDiffer(ours, theirs, { ulps = 0, near }) {
  if (ours.dtype !== theirs.dtype) return `${ours.dtype} here, ${theirs.dtype} in torch`;
  if (String(ours.shape) !== String(theirs.shape)) {
    return `shape [${ours.shape}] here, [${theirs.shape}] in torch`;
  }
  if (ours.base64 === theirs.base64) return undefined;
  const [a, b] = [elements(ours), elements(theirs)];
  const isFloat32 = ours.dtype === "float32";
  for (const [i, value] of b.entries()) {
    const mine = a[i];
    if (Object.is(mine, value)) continue;
    const isNumber = typeof mine === "number" && typeof value === "number";
    const bound = { isFloat32, ulps, ...(near ? { near } : {}) };
    if (isNumber && close(mine, value, bound)) continue;
    return `element ${i} is ${text(mine)} here, ${text(value)} in torch`;
  }
  return undefined;
}

/** @param {unknown} x */
const text = (x) => (Object.is(x, -0) ? "-0" : String(x));

/**
 * @param {number} a
 * @param {number} b
 * @param {Bound & { isFloat32: boolean }} bound
 */
function close(a, b, { isFloat32, ulps = 0, near }) {
  if (ulps === 0 && near === undefined) return Object.is(a, b);
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  const [unit, least] = isFloat32
    ? [2 / 0x1000000, 1.401298464324817e-45]
    : [Number.EPSILON, Number.MIN_VALUE];
  const relative = near?.[isFloat32 ? 0 : 1] ?? 0;
  const size = Math.abs(b);
  return (
    Math.abs(a - b) <= Math.max(ulps * Math.max(unit * size, least), relative * Math.max(1, size))
  );
}

/** @param {Numbers} x @returns {(number | bigint)[]} */
function elements({ dtype, base64 }) {
  const { buffer } = Uint8Array.from(Buffer.from(base64, "base64"));
  switch (dtype) {
    case "float32":
      return [...new Float32Array(buffer)];
    case "float64":
      return [...new Float64Array(buffer)];
    case "int64":
      return [...new BigInt64Array(buffer)];
    case "int8":
      return [...new Int8Array(buffer)];
    default:
      return [...new Uint8Array(buffer)];
  }
}
