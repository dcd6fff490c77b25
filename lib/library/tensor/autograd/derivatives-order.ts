import { cumsum } from "../order/cumsum.ts";
import { scatterAddAlong } from "../order/gather.ts";
import type { Strided } from "../strided.ts";
import type { Rules } from "./graph.ts";
import { named } from "./record.ts";
import { saveForBackward } from "./saved-tensors.ts";

// The derivatives of what orders, adds up and picks along a dimension; see derivatives.ts.

/** What was taken by `indices` along `dim`, each once or several times. */
export const takenBackward = (
  operation: string,
  x: Strided,
  dim: number,
  indices: Strided,
): Rules<Strided> =>
  named(operation, [saveForBackward([indices], (g) => scatterAddAlong(g, x, dim, indices))]);

/** An element is part of all sums from its own on. */
export const cumsumBackward = (dim: number): Rules<Strided> =>
  named("CumsumBackward0", [(g) => cumsum(g, dim, -1)]);
