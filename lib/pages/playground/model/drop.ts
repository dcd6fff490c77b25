import { functional as F } from "dropout-lab/nn";
import type { Generator } from "dropout-lab/random";
import { ones, type Tensor } from "dropout-lab/tensor";
import type { Mode, Stage } from "./settings.ts";

/** What happens to the activations of a layer on their way to the next one. */
export type Drop = (activations: Tensor<"float32">) => Tensor<"float32">;

/** How a mode treats activations in a stage; masks are drawn from `generator`. */
export function dropOf(
  { mode, p }: { mode: Mode; p: number },
  stage: Stage,
  generator: Generator,
): Drop {
  const options = { p, generator };
  if (stage === "training") {
    if (mode === "none") return (activations) => activations;
    if (mode === "inverted") return (activations) => F.dropout(activations, options);
    // Of the inverted one's mask, so that both drop the same neurons.
    return (activations) => {
      const mask = F.dropout(ones(activations.shape), options).ne(0).to("float32");
      return activations.mul(mask);
    };
  }
  // The fix of the first papers: what was learned with fewer inputs is scaled down for all of them.
  if (mode === "scaled") return (activations) => activations.mul(1 - p);
  return (activations) => activations;
}
