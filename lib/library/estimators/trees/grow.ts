import type { Rows } from "../rows.ts";
import { bestSplit, sumOf } from "./best-split.ts";
import { type NodeSamples, partition, sortSamples } from "./node-samples.ts";
import type { TreeNode } from "./tree-node.ts";

/** When a tree stops to ask. */
export interface GrowingLimits {
  /** From 0; Infinity for no limit. */
  readonly maxDepth: number;
  /** From 1. */
  readonly minSamplesLeaf: number;
}

/** Grows a tree over all rows. */
export function grow(x: Rows, y: ArrayLike<number>, limits: GrowingLimits): TreeNode {
  return growNode(sortSamples(x, y), limits);
}

function growNode(node: NodeSamples, { maxDepth, minSamplesLeaf }: GrowingLimits): TreeNode {
  const isDone = maxDepth === 0 || areAlike(node);
  const split = isDone ? undefined : bestSplit(node, minSamplesLeaf);
  if (split === undefined) {
    const samples = node.end - node.start;
    return { value: sumOf(node) / samples, samples };
  }
  const middle = partition(node, split);
  const below = { maxDepth: maxDepth - 1, minSamplesLeaf };
  return {
    ...split,
    left: growNode({ ...node, end: middle }, below),
    right: growNode({ ...node, start: middle }, below),
  };
}

/** Whether all targets are the same, so that no question is left. */
function areAlike({ y, orders, start, end }: NodeSamples): boolean {
  const order = orders[0] as Int32Array;
  const first = y[order[start] as number];
  for (let at = start + 1; at < end; at++) if (y[order[at] as number] !== first) return false;
  return true;
}
