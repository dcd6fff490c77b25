import { isGradEnabled, withGradEnabled } from "./grad-mode.ts";
import type { Node, Rules, Variable, View } from "./graph.ts";
import { record } from "./record.ts";

/** Records that `output` is a view of `x`, taken by `take`, and returns it. */
export function recordView<T extends Variable, V extends Variable>(
  output: T,
  x: V,
  { take, rules }: { take: (x: V) => Variable; rules: () => Rules<T> },
): T {
  record(output, [x], rules);
  if (output.storage === x.storage) {
    const { base, replay } = x.view ?? { base: x, replay: (whole: Variable) => whole };
    const isSilent = !isGradEnabled() || x.view?.isSilent === true;
    // What is replayed has the class of what was viewed.
    const again = (whole: Variable) => take(replay(whole) as V);
    output.view = { base, replay: again, isSilent, from: base.gradFn };
  }
  return output;
}

/** The view's node after a write: from the base's new one, the same way as before. */
export function gradFnOfView(view: View, before: Node | undefined): Node | undefined {
  const { base, replay, isSilent } = view;
  if (isSilent || base.gradFn === view.from) return before;
  view.from = base.gradFn;
  return withGradEnabled(true, () => replay(base)).gradFn;
}

/** True where gradients go through the memory of `x`: it needs them, or what it is a view of does. */
export function hasGradMemory(x: Variable): boolean {
  return x.requiresGrad || x.view?.base.requiresGrad === true;
}

/**
 * Says why autograd could not follow a write in place into memory that gradients go through, or
 * will go through after the write, or nothing.
 */
export function checkInplace(x: Variable): string | undefined {
  if (x.view?.isSilent) return "a view that was taken under noGrad";
  const base = x.view?.base ?? x;
  const isLeaf = base.requiresGrad && base.gradFn === undefined;
  return isLeaf ? "a leaf that needs gradients" : undefined;
}
