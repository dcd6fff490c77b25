import type { DType } from "../dtype.ts";
import type { Strided } from "../strided.ts";
import type { Node, Rule, SavedTensor, Variable } from "./graph.ts";

/**
 * A rule that needs the elements of these tensors as they are now: `backward` throws if they were
 * written to in between, where it would bring a wrong gradient. Plain values need no watch.
 */
export function saveForBackward<G extends Strided>(
  tensors: readonly unknown[],
  rule: (gradient: G) => Strided,
): Rule<G> {
  return Object.assign(rule, { saved: tensors.filter(isVariable) });
}

function isVariable(x: unknown): x is Variable {
  return typeof x === "object" && x !== null && "storage" in x;
}

/** A tensor as it is now, for the rules of the operation that makes `output`. */
export function savedNow(tensor: Variable, output: Variable): SavedTensor {
  return { tensor, version: tensor.storage.version, isOutput: tensor === output };
}

/** @throws {Error} in torch's words, if a tensor that the node's rules read was written to */
export function checkVersions({ saved, name }: Node): void {
  for (const { tensor, version, isOutput } of saved) {
    const { storage, dtype, shape, gradFn } = tensor;
    if (storage.version === version) continue;
    const from = isOutput ? name : gradFn?.name;
    const origin = from ? `, which is output 0 of ${from.replace(/Backward0?/, "")},` : "";
    throw new Error(
      `one of the variables needed for gradient computation has been modified by an inplace operation: [torch.${TYPE_NAMES[dtype]}Tensor [${shape.join(", ")}]]${origin} is at version ${storage.version}; expected version ${version} instead. Hint: write into a clone() of it.`,
    );
  }
}

const TYPE_NAMES: Record<DType, string> = {
  float32: "Float",
  float64: "Double",
  int64: "Long",
  bool: "Bool",
};
