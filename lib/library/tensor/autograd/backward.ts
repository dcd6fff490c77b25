import { allocate, type DType } from "../dtype.ts";
import { dense, type Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { sumTo } from "./sum-to.ts";
import { type Entry, noGrad, requireUnchanged } from "./tape.ts";

/** What `backward` needs to know beside the gradient. */
export interface BackwardPlan {
  /** Keep the tape, so that one can go back once more. */
  retainGraph: boolean;
  wrap(x: Strided): Tensor;
}

/**
 * Walks the tape from `x` back to the leaves. Each entry hands its gradient on to its inputs, by
 * the chain rule; one that was used several times first adds up what comes back from each use. What
 * arrives at a leaf is added to its `grad`.
 */
export function backward(x: Tensor, gradient: Tensor | undefined, plan: BackwardPlan): void {
  const { retainGraph, wrap } = plan;
  const root = startOf(x, gradient);
  const first = gradient ?? wrap(oneLike(x));
  const gradients = new Map([[root, first]]);
  const taken = new Set([first.storage]);
  const give = (to: Entry, part: Tensor): void => {
    const before = gradients.get(to);
    gradients.set(to, before ? before.add(part) : part);
  };
  noGrad(() => {
    for (const entry of usersFirst(root)) {
      const own = gradients.get(entry) as Tensor;
      gradients.delete(entry);
      const { inputs, rules, leaf } = entry;
      if (leaf) {
        // No two gradients share memory: who halves one in place must not halve another.
        const separate = taken.has(own.storage) ? own.clone() : own;
        leaf.grad = leaf.grad ? leaf.grad.add(own) : separate.contiguous();
        taken.add(leaf.grad.storage);
        continue;
      }
      if (!rules) {
        throw new Error(
          "backward: the tape must be there, got a second backward without { retainGraph: true }",
        );
      }
      requireUnchanged(entry);
      for (const [i, { origin, shape, dtype }] of inputs.entries()) {
        const rule = rules[i];
        if (!rule || !origin) continue;
        give(origin, sumTo(wrap(rule(own)), shape).to(dtype));
      }
      if (retainGraph) continue;
      entry.rules = undefined;
      entry.saved = [];
    }
  });
}

/** Where to start, once it is sure that one can. */
function startOf(x: Tensor, gradient: Tensor | undefined): Entry {
  const { origin } = x;
  if (!origin) {
    throw new RangeError("backward: must be computed from what needs gradients, got no such");
  }
  const { shape } = gradient ?? x;
  const fits = shape.length === x.ndim && shape.every((length, d) => length === x.shape[d]);
  if (gradient ? !fits : x.numel() !== 1) {
    throw new RangeError(
      `backward: must have one element or a gradient of the same shape, got [${x.shape}]`,
    );
  }
  return origin;
}

function oneLike({ dtype, shape }: Tensor): Strided {
  const array = allocate(dtype as DType, 1);
  return dense(dtype as DType, array.fill(1 as never) as typeof array, shape);
}

/** All entries that lead to `root`, each after everything computed from it. */
function usersFirst(root: Entry): Entry[] {
  const finished: Entry[] = [];
  const seen = new Set([root]);
  const path = [{ entry: root, next: 0 }];
  // A loop with a path of its own: nets can be deeper than the call stack.
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const input = at.entry.inputs[at.next++];
    if (input === undefined) {
      finished.push(at.entry);
      path.pop();
    } else if (input.origin && !seen.has(input.origin)) {
      seen.add(input.origin);
      path.push({ entry: input.origin, next: 0 });
    }
  }
  return finished.reverse();
}
