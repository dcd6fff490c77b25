// Compares what a program of gradients told here with what it told in torch.

/** @import { GradientProgram, Told } from "./gradient-program.js" */

/** Of several tensors that were written to, torch may name another one first. */
const modified = /^one of the variables needed for gradient computation has been modified/;

/**
 * What differs, a sentence each.
 * @param {GradientProgram} program
 * @param {Told[]} ours
 * @param {Told[]} theirs
 * @returns {string[]}
 */
export function gradientDifferences({ given, steps }, ours, theirs) {
  const tolerance = given[0]?.dtype === "float32" ? 1e-3 : 1e-8;
  return steps.flatMap((step, i) => {
    const difference = differs(ours[i] ?? {}, theirs[i] ?? {}, tolerance);
    return difference ? [`step ${i} (${step.op}): ${difference}`] : [];
  });
}

/**
 * @param {Told} ours
 * @param {Told} theirs
 * @param {number} tolerance
 * @returns {string | undefined}
 */
function differs(ours, theirs, tolerance) {
  if (ours.error !== undefined || theirs.error !== undefined) {
    const [a, b] = [ours.error, theirs.error].map((text) => text && modified.test(text));
    return a === b
      ? undefined
      : `${ours.error ?? "a result"} here, ${theirs.error ?? "a result"} in torch`;
  }
  if (ours.needs !== theirs.needs)
    return `needs a gradient: ${ours.needs} here, ${theirs.needs} in torch`;
  const [a, b] = [ours, theirs].map(({ values, grads }) => (grads ?? [values]).map((x) => x ?? []));
  const far = (b ?? []).flatMap((list, k) =>
    list.flatMap((value, j) => (near(Number(a?.[k]?.[j]), Number(value), tolerance) ? [] : [j])),
  );
  const lengths = [a, b].map((lists) => String(lists?.map((list) => list.length)));
  if (far.length === 0 && lengths[0] === lengths[1]) return undefined;
  return `[${a?.join("] [")}] here, [${b?.join("] [")}] in torch`;
}

/**
 * Close, relative to the larger of 1 and the value; equal where there is no distance.
 * @param {number} a
 * @param {number} b
 * @param {number} tolerance
 */
export function near(a, b, tolerance) {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
}
