import type { Strided } from "../strided.ts";
import { isGradEnabled } from "./grad-mode.ts";
import type { Rule, Rules, SavedTensor, Variable } from "./graph.ts";
import { savedNow } from "./saved-tensors.ts";

/**
 * Records how `output` was computed, if any of the inputs needs gradients, and returns it. All
 * operations do so; call it for one of your own. The output may be one of the inputs, written to in
 * place: what was computed from it before keeps its way back.
 *
 * @param rules makes a rule for each input; it is not called when nothing needs gradients
 */
export function record<T extends Variable>(
  output: T,
  inputs: readonly Variable[],
  rules: () => Rules<T>,
): T {
  if (isGradEnabled() && inputs.some((x) => x.requiresGrad)) {
    const list = rules();
    const saved: SavedTensor[] = [];
    const edges = inputs.map(({ gradEdge, shape, dtype }, i) => {
      const tensors = gradEdge && list[i]?.saved;
      if (tensors) for (const tensor of tensors) saved.push(savedNow(tensor, output));
      return { gradEdge, shape, dtype };
    });
    output.gradFn = { name: list.operation ?? "Backward", inputs: edges, rules: list, saved };
  }
  return output;
}

/** Rules with torch's name for the operation, which printing shows: `MulBackward0`. */
export function named<G extends Strided>(operation: string, rules: readonly Rule<G>[]): Rules<G> {
  return Object.assign([...rules], { operation });
}

/** The same tensor, where several recorded steps are one operation with a name of its own. */
export function renamed<T extends Variable>(output: T, operation: string): T {
  if (output.gradFn) output.gradFn.name = operation;
  return output;
}
