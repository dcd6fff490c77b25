import { clone, contiguous, toDType } from "../copy.ts";
import { allocate, type DType } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { laidOutLike, strideLike } from "../layout.ts";
import { overwrite } from "../overwrite.ts";
import { dense, hasSameShape, isContiguous, type Strided, sizeOf } from "../strided.ts";
import { noGrad } from "./grad-mode.ts";
import type { Node, Rule, Variable } from "./graph.ts";
import { checkVersions } from "./saved-tensors.ts";
import { sumTo } from "./sum-to.ts";

/** What `backward` needs to know beside the gradient. */
export interface BackwardPlan {
  /** Keep the graph, so that one can go back once more. */
  retainGraph: boolean;
  /** Makes a tensor, which rules take and leaves keep. */
  wrap(x: Strided): Strided;
}

/**
 * Walks the graph from `x` back to the leaves. Each node hands its gradient on to its inputs, by
 * the chain rule; one that was used several times first adds up what comes back from each use. What
 * arrives at a leaf first becomes its `grad`; what comes later is added to that.
 */
export function backward(x: Variable, gradient: Strided | undefined, plan: BackwardPlan): void {
  const { retainGraph, wrap } = plan;
  const root = rootOf(x, gradient);
  const first = gradient ?? oneLike(x);
  const gradients = new Map([[root, first]]);
  const taken = new Set([first.storage]);
  const give = (to: Node, part: Strided): void => {
    const before = gradients.get(to);
    gradients.set(to, before ? binary("add", before, part) : part);
  };
  noGrad(() => {
    for (const node of topologicalOrder(root)) {
      const own = gradients.get(node) as Strided;
      gradients.delete(node);
      const { inputs, rules, leaf } = node;
      if (leaf) {
        if (leaf.grad) {
          // In place: who holds the gradient, or a view of it, sees the sum.
          overwrite("backward", leaf.grad, binary("add", leaf.grad, own));
          leaf.grad.storage.version++;
        } else {
          const laid = laidOutAs(leaf, own);
          // No two gradients share memory: who halves one in place must not halve another.
          leaf.grad = wrap(taken.has(laid.storage) ? clone(laid) : laid);
          taken.add(leaf.grad.storage);
        }
        continue;
      }
      if (!rules) {
        throw new Error(
          "backward: the graph must be there, got a second backward without { retainGraph: true }",
        );
      }
      checkVersions(node);
      const given = wrap(own);
      for (const [i, { gradEdge, shape, dtype }] of inputs.entries()) {
        // `record` saw to it that the rule takes what `wrap` makes.
        const rule = rules[i] as Rule<Strided> | undefined;
        if (!rule || !gradEdge) continue;
        give(gradEdge, toDType(sumTo(rule(given), shape), dtype));
      }
      if (retainGraph) continue;
      node.rules = undefined;
      node.saved = [];
    }
  });
}

/** Where to start, once it is sure that one can. */
function rootOf(x: Variable, gradient: Strided | undefined): Node {
  const { gradEdge } = x;
  if (!gradEdge) {
    throw new RangeError("backward: must be computed from what needs gradients, got no such");
  }
  if (gradient ? !hasSameShape(gradient, x) : sizeOf(x.shape) !== 1) {
    throw new RangeError(
      `backward: must have one element or a gradient of the same shape, got [${x.shape}]`,
    );
  }
  return gradEdge;
}

/** The gradient in the order of memory that the leaf has itself, where that has no gaps. */
function laidOutAs(leaf: Strided, gradient: Strided): Strided {
  if (isContiguous(leaf)) return contiguous(gradient);
  const strides = strideLike(leaf.shape, [leaf]);
  if (strides.some((stride, d) => stride !== leaf.strides[d])) return contiguous(gradient);
  const isLaidSo = strides.every((stride, d) => stride === gradient.strides[d]);
  return isLaidSo ? gradient : laidOutLike(contiguous(gradient), [leaf]);
}

function oneLike({ dtype, shape }: Strided): Strided {
  const array = allocate(dtype as DType, 1);
  return dense(dtype as DType, array.fill(1 as never) as typeof array, shape);
}

/** All nodes that `root` was computed from, each after everything computed from it. */
function topologicalOrder(root: Node): Node[] {
  const finished: Node[] = [];
  const seen = new Set([root]);
  const path = [{ node: root, next: 0 }];
  // A loop with a path of its own: nets can be deeper than the call stack.
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const input = at.node.inputs[at.next++];
    if (input === undefined) {
      finished.push(at.node);
      path.pop();
    } else if (input.gradEdge && !seen.has(input.gradEdge)) {
      seen.add(input.gradEdge);
      path.push({ node: input.gradEdge, next: 0 });
    }
  }
  return finished.reverse();
}
