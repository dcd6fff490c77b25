import type { DType } from "../dtype.ts";
import type { Strided } from "../strided.ts";

// The graph that `backward` walks: nodes are operations, edges lead from what was computed to what
// it was computed from.

/** What autograd knows of a tensor. */
export interface Variable extends Strided {
  readonly requiresGrad: boolean;
  /** The node of the operation that made it, or undefined; torch's `grad_fn`. */
  gradFn: Node | undefined;
  /** The node that gradients of it go to: its `gradFn`, or at a leaf the one that keeps them. */
  readonly gradEdge: Node | undefined;
  /** Which variable's memory it shows, where something needs the gradient. */
  view: View | undefined;
  grad: Strided | undefined;
}

/** An operation, and a rule for each of its inputs. */
export interface Node {
  /** The operation's name, as torch says it in `grad_fn`. */
  name: string;
  readonly inputs: readonly Input[];
  /** Undefined once `backward` has used it. */
  rules: readonly Rule<never>[] | undefined;
  /** What the rules will read, as it was when they were written down. */
  saved: readonly SavedTensor[];
  /** The variable where the way back ends, if it was not computed but given. */
  readonly leaf?: Variable;
}

/** Where an input's gradient goes, if it needs one, and what that looks like. */
interface Input {
  readonly gradEdge: Node | undefined;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** A tensor that a rule reads, and how often it had been written to then. */
export interface SavedTensor {
  readonly tensor: Variable;
  readonly version: number;
  /** It is the operation's own result. */
  readonly isOutput: boolean;
}

/**
 * The derivative of an operation with respect to one of its inputs: from the gradient of the output
 * the gradient of the input. Its shape may be the output's where the input was broadcast. A rule
 * that looks at elements of tensors says so by `saveForBackward`.
 */
export interface Rule<G extends Strided> {
  (gradient: G): Strided;
  readonly saved?: readonly Variable[];
}

/** The rules of an operation, which may bear its name. */
export interface Rules<G extends Strided> extends ReadonlyArray<Rule<G>> {
  readonly operation?: string;
}

/**
 * What a view knows of the variable whose memory it shows: a write into either changes both, so the
 * way back of both must lead through the write.
 */
export interface View {
  /** The variable that is no view itself. */
  readonly base: Variable;
  /** Takes the same view of the base, or of a tensor that lies in memory as the base does. */
  readonly replay: (base: Variable) => Variable;
  /** It was taken under `noGrad`, and has no way back of its own. */
  readonly isSilent: boolean;
  /** The base's node from which the view's own was made. */
  from: Node | undefined;
}
