import type { Module } from "../../nn/index.ts";
import { correct, incorrect, type Verdict } from "../verdict.ts";
import { type CheckedNet, checkedNets, stateOf } from "./checked-nets.ts";

/** A function that makes a net ready for Monte Carlo dropout. */
export type Sampling = (net: Module) => unknown;

/**
 * Judges it by the modes of what listens to them: every dropout must drop, and no BatchNorm may be in
 * training, whatever mode the net was in.
 */
export function checkSampling(answer: Sampling, why: string): Verdict {
  const nets = checkedNets(Math.floor(Math.random() * 4294967296));
  for (const { net, name } of nets) {
    const state = stateOf(net);
    answer(net);
    if (stateOf(net) !== state) {
      return incorrect(`Afterwards ${name} has other numbers than before. Change its modes only.`);
    }
  }
  const fault = faultOfDropouts(nets) ?? faultOfNorms(nets);
  return fault === undefined ? correct(why) : incorrect(fault);
}

function faultOfDropouts(nets: readonly CheckedNet[]): string | undefined {
  const dropping = nets.flatMap(({ dropouts }) => dropouts.filter(({ module }) => module.training));
  if (dropping.length === 0) return "Now nothing drops: asked twice, the net answers the same.";
  for (const { dropouts, name } of nets) {
    const silent = dropouts.find(({ module }) => !module.training);
    if (silent === undefined) continue;
    const where = `In ${name} ${silent.name} does not drop.`;
    if (dropouts.every(({ module }) => !module.training)) {
      return `${where} Whatever mode the net is in, its dropouts must be switched on.`;
    }
    return silent.name.includes("inside")
      ? `${where} children() gives the modules right inside, modules() all.`
      : where;
  }
  return undefined;
}

function faultOfNorms(nets: readonly CheckedNet[]): string | undefined {
  const learning = nets.filter(({ norms }) => norms.some(({ training }) => training));
  if (learning.length === 0) return undefined;
  if (learning.length === nets.length) {
    return "BatchNorm is in training, too: what the net answers to one image now depends on the others, and each question moves its averages.";
  }
  return `In ${learning[0]?.name} BatchNorm stays in training. Switch everything off first.`;
}
