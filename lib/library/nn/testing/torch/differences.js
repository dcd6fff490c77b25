// Compares what a program gave here with what it gave in torch.

/** @import { Failure, Outcome, Program, Step, Value } from "./program.js" */

/**
 * What differs, a sentence each.
 * @param {Program} program
 * @param {Outcome} ours
 * @param {Outcome} theirs
 * @returns {string[]}
 */
export function differences(program, ours, theirs) {
  const found = program.steps.flatMap((step, i) => {
    const difference = valueDiffers(step, ours.results[i], theirs.results[i]);
    return difference ? [`step ${i} (${step.op}): ${difference}`] : [];
  });
  const [a, b] = [ours, theirs].map(({ state }) => Buffer.from(state, "base64"));
  const bytes = stateDiffers(/** @type {Buffer} */ (a), /** @type {Buffer} */ (b));
  return bytes ? [...found, `final states: ${bytes}`] : found;
}

/**
 * How the results of one step differ, or undefined.
 * @param {Step} step
 * @param {Value | Failure | undefined} ours
 * @param {Value | Failure | undefined} theirs
 * @returns {string | undefined}
 */
export function valueDiffers(step, ours, theirs) {
  if (!ours || !theirs) return "no result";
  if ("error" in ours || "error" in theirs) return errorDiffers(step, ours, theirs);
  if (ours.dtype !== theirs.dtype) return `${ours.dtype} here, ${theirs.dtype} in torch`;
  if (String(ours.shape) !== String(theirs.shape)) {
    return `shape [${ours.shape}] here, [${theirs.shape}] in torch`;
  }
  const [a, b] = [numbers(ours), numbers(theirs)];
  const ulps = step.ulps ?? (step.op.endsWith("State") ? "state" : 0);
  if (ulps === "state") return stateDiffers(Buffer.from(toBytes(a)), Buffer.from(toBytes(b)));
  for (let i = 0; i < b.length; i++) {
    if (!within(a, b, i, ulps)) return `element ${i} is ${a[i]} here, ${b[i]} in torch`;
  }
  if (ulps === 0 && ours.text !== theirs.text) {
    return `prints\n${ours.text}\nhere, and in torch\n${theirs.text}\n`;
  }
  return undefined;
}

/**
 * Both must fail; the words must be torch's where torch speaks of dropout.
 * @param {Step} _step
 * @param {Value | Failure} ours
 * @param {Value | Failure} theirs
 */
function errorDiffers(_step, ours, theirs) {
  const here = "error" in ours ? ours.error : undefined;
  const there = "error" in theirs ? theirs.error : undefined;
  if (here === undefined || there === undefined) {
    return `${here ?? "a result"} here, ${there ?? "a result"} in torch`;
  }
  return /dropout/.test(there) && here !== there
    ? `"${here}" here, "${there}" in torch`
    : undefined;
}

/**
 * @param {Value} value
 * @returns {ArrayLike<number | bigint> & Iterable<any>}
 */
function numbers({ dtype, base64 }) {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  if (dtype === "float32") return new Float32Array(bytes.buffer);
  if (dtype === "float64") return new Float64Array(bytes.buffer);
  return dtype === "int64" ? Array.from(new BigInt64Array(bytes.buffer), Number) : bytes;
}

/** @param {ArrayLike<number | bigint>} values */
const toBytes = (values) => Array.from(values, Number);

/**
 * Equal bits, any NaN equal to any, or at most `ulps` units in the last place apart.
 * @param {ArrayLike<number | bigint>} a
 * @param {ArrayLike<number | bigint>} b
 * @param {number} i
 * @param {number} ulps
 */
function within(a, b, i, ulps) {
  if (Object.is(a[i], b[i])) return true;
  if (ulps === 0) return false;
  const epsilon = a instanceof Float32Array ? 2 / 0x1000000 : Number.EPSILON;
  return Math.abs(Number(a[i]) - Number(b[i])) <= ulps * epsilon * Math.abs(Number(b[i]));
}

const STATE_BYTES = 5056;
const SPARE_NORMAL = 5024;

/**
 * States must be equal byte for byte, but for the spare normal number, a float64 logarithm.
 * @param {Buffer} a
 * @param {Buffer} b
 */
export function stateDiffers(a, b) {
  if (a.length !== b.length) return `${a.length} bytes here, ${b.length} in torch`;
  for (let start = 0; start < b.length; start += STATE_BYTES) {
    for (let i = start; i < start + STATE_BYTES; i++) {
      if (i === start + SPARE_NORMAL) {
        const spares = [[a.readDoubleLE(i)], [b.readDoubleLE(i)]];
        if (!within(spares[0] ?? [], spares[1] ?? [], 0, 4)) return `spare ${spares.join(" and ")}`;
        i += 7;
      } else if (a[i] !== b[i]) {
        return `byte ${i - start} of a state is ${a[i]} here, ${b[i]} in torch`;
      }
    }
  }
  return undefined;
}
