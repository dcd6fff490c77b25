/** Where a tree asks no more: it says the mean of the targets that came here. */
export interface Leaf {
  readonly value: number;
  /** How many samples came here, at least 1. */
  readonly samples: number;
}

/** A question of a tree: whether a feature is at most a threshold. */
export interface Split {
  /** Which feature, from 0. */
  readonly feature: number;
  /** Midway between two values of the feature that the samples here have. */
  readonly threshold: number;
  /** Where a row goes whose feature is at most the threshold. */
  readonly left: TreeNode;
  /** Where all others go. */
  readonly right: TreeNode;
}

/** A node of a tree. */
export type TreeNode = Leaf | Split;

export function isLeaf(node: TreeNode): node is Leaf {
  return "value" in node;
}

/** How many questions the longest way to a leaf has. */
export function depthOf(node: TreeNode): number {
  return isLeaf(node) ? 0 : 1 + Math.max(depthOf(node.left), depthOf(node.right));
}

/** How many leaves there are, at least 1. */
export function leavesOf(node: TreeNode): number {
  return isLeaf(node) ? 1 : leavesOf(node.left) + leavesOf(node.right);
}

/** What the tree says to a row. */
export function follow(node: TreeNode, row: ArrayLike<number>): number {
  let at = node;
  while (!isLeaf(at))
    at = Math.fround(row[at.feature] as number) <= at.threshold ? at.left : at.right;
  return at.value;
}
