// Compares what a program of a net told here with what it told in torch.
import { stateDiffers } from "../../lib/library/nn/testing/torch/differences.js";
import { near } from "./gradient-differences.js";

/** @import { ModuleOutcome, ModuleProgram, ModuleTold } from "./module-program.js" */

/**
 * What differs, a sentence each; nothing after the first, since all later steps go on from it.
 * @param {ModuleProgram} program
 * @param {ModuleOutcome} ours
 * @param {ModuleOutcome} theirs
 * @returns {string[]}
 */
export function moduleDifferences({ dtype, steps }, ours, theirs) {
  const tolerance = dtype === "float32" ? 1e-3 : 1e-8;
  for (const [i, { op }] of steps.entries()) {
    const difference = differs(ours.told[i] ?? {}, theirs.told[i] ?? {}, tolerance);
    if (difference) return [`step ${i} (${op}): ${difference}`];
  }
  const [a, b] = [ours, theirs].map(({ state }) => Buffer.from(state, "base64"));
  const state = stateDiffers(/** @type {Buffer} */ (a), /** @type {Buffer} */ (b));
  return state ? [`final state: ${state}`] : [];
}

/**
 * @param {ModuleTold} ours
 * @param {ModuleTold} theirs
 * @param {number} tolerance
 * @returns {string | undefined}
 */
function differs(ours, theirs, tolerance) {
  const pair = (/** @type {unknown} */ a, /** @type {unknown} */ b) => `${a} here, ${b} in torch`;
  if ((ours.error === undefined) !== (theirs.error === undefined)) {
    return pair(ours.error ?? "a result", theirs.error ?? "a result");
  }
  const [x, y] = [ours.exact, theirs.exact].map((told) => JSON.stringify(told));
  if (x !== y) return pair(x, y);
  const [a, b] = [ours.near ?? [], theirs.near ?? []];
  const lengths = [a, b].map((lists) => String(lists.map((list) => list.length)));
  if (lengths[0] !== lengths[1]) return pair(`[${lengths[0]}] numbers`, `[${lengths[1]}]`);
  for (const [i, list] of b.entries()) {
    for (const [j, theirs] of list.entries()) {
      const mine = a[i]?.[j] ?? null;
      const isNear =
        mine === null || theirs === null
          ? mine === theirs
          : near(Number(mine), Number(theirs), tolerance);
      if (!isNear) return `number ${j} of list ${i}: ${pair(mine, theirs)}`;
    }
  }
  return undefined;
}
