import { choose } from "../mask/choose.ts";
import { maskedSelectBackward } from "../mask/masked.ts";
import type { Strided } from "../strided.ts";
import type { Rule, Rules } from "./graph.ts";
import { named } from "./record.ts";
import { saveForBackward } from "./saved-tensors.ts";
import { zerosOf } from "./scatter.ts";

// The derivatives of what masks fill, choose and take; see derivatives.ts.

/** The gradient where the condition holds, or where it does not, and 0 elsewhere. */
export function chosenBackward(condition: Strided, holds: boolean): Rule<Strided> {
  return saveForBackward([condition], (g) => {
    const none = zerosOf({ dtype: g.dtype, shape: [] });
    return holds ? choose(condition, g, none) : choose(condition, none, g);
  });
}

/** What was filled gives its gradient to the value, where that is a tensor. */
export const maskedFillBackward = (mask: Strided, isTensor: boolean): Rules<Strided> =>
  named(isTensor ? "MaskedFillBackward1" : "MaskedFillBackward0", [
    chosenBackward(mask, false),
    ...(isTensor ? [chosenBackward(mask, true)] : []),
  ]);

export const maskSelectionBackward = (x: Strided, mask: Strided): Rules<Strided> =>
  named("MaskedSelectBackward0", [
    saveForBackward([mask], (g) => maskedSelectBackward(g, x, mask)),
  ]);
