import type { Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The derivative of an operation with respect to one of its inputs: from the gradient of the output
 * the gradient of the input. Its shape may be the output's where the input was broadcast. A rule
 * that looks at elements of tensors says so by `reading`.
 */
export interface Rule {
  (gradient: Tensor): Strided;
  readonly reads?: readonly Tensor[];
}

/** The rules of an operation, which may bear its name. */
export interface Rules extends ReadonlyArray<Rule> {
  readonly operation?: string;
}

/** Rules with torch's name for the operation, which printing shows: `MulBackward0`. */
export function named(operation: string, rules: readonly Rule[]): Rules {
  return Object.assign([...rules], { operation });
}

/**
 * A rule that needs the elements of these tensors as they are now: `backward` throws if they were
 * written to in between, where it would bring a wrong gradient. Plain values need no watch.
 */
export function reading(reads: readonly unknown[], rule: (gradient: Tensor) => Strided): Rule {
  return Object.assign(rule, { reads: reads.filter(isTensor) });
}

function isTensor(x: unknown): x is Tensor {
  return typeof x === "object" && x !== null && "storage" in x;
}

/** An entry of the tape: what a tensor was computed from, and a rule for each of those inputs. */
export interface Entry {
  /** The operation's name, as torch says it in `grad_fn`. */
  operation: string;
  readonly inputs: readonly Input[];
  /** Undefined once `backward` has used it. */
  rules: readonly Rule[] | undefined;
  /** What the rules will read, as it was when they were written down. */
  saved: readonly Saved[];
  /** The tensor where the way back ends, if it was not computed but given. */
  readonly leaf?: Tensor;
}

/** Where an input came from, if it needs a gradient, and what its gradient looks like. */
interface Input {
  readonly origin: Entry | undefined;
  readonly shape: Tensor["shape"];
  readonly dtype: Tensor["dtype"];
}

interface Saved {
  readonly tensor: Tensor;
  readonly version: number;
  /** It is the operation's own result. */
  readonly isOutput: boolean;
}

let recording = true;

/** True unless inside `noGrad`. */
export function isRecording(): boolean {
  return recording;
}

/** Runs `fn` without writing to the tape: what it computes needs no gradients. */
export function noGrad<T>(fn: () => T): T {
  return whileRecording(false, fn);
}

/** Runs `fn` with the tape on or off, and then puts it back. */
export function whileRecording<T>(wanted: boolean, fn: () => T): T {
  const before = recording;
  recording = wanted;
  try {
    return fn();
  } finally {
    recording = before;
  }
}

/**
 * Writes to the tape how `output` was computed, if any of the inputs needs gradients, and returns
 * it. All operations do so; call it for one of your own. The output may be one of the inputs,
 * written to in place: what was computed from it before keeps its way back.
 *
 * @param rules makes a rule for each input; it is not called when nothing needs gradients
 */
export function record<T extends Tensor>(
  output: T,
  inputs: readonly Tensor[],
  rules: () => Rules,
): T {
  if (recording && inputs.some((x) => x.requiresGrad)) {
    const list = rules();
    const saved: Saved[] = [];
    const origins = inputs.map(({ origin, shape, dtype }, i) => {
      const reads = origin && list[i]?.reads;
      if (reads) for (const tensor of reads) saved.push(savedNow(tensor, output));
      return { origin, shape, dtype };
    });
    const operation = list.operation ?? "Backward";
    output.history = { operation, inputs: origins, rules: list, saved };
  }
  return output;
}

function savedNow(tensor: Tensor, output: Tensor): Saved {
  return { tensor, version: tensor.storage.version, isOutput: tensor === output };
}

/** The same tensor, where several steps of the tape are one operation with a name of its own. */
export function renamed<T extends Tensor>(output: T, operation: string): T {
  if (output.history) output.history.operation = operation;
  return output;
}

/** @throws {Error} in torch's words, if a tensor that the entry's rules read was written to */
export function requireUnchanged({ saved, operation }: Entry): void {
  for (const { tensor, version, isOutput } of saved) {
    const { storage, dtype, shape, history } = tensor;
    if (storage.version === version) continue;
    const from = isOutput ? operation : history?.operation;
    const origin = from ? `, which is output 0 of ${from.replace(/Backward0?/, "")},` : "";
    throw new Error(
      `one of the variables needed for gradient computation has been modified by an inplace operation: [torch.${KINDS[dtype]}Tensor [${shape.join(", ")}]]${origin} is at version ${storage.version}; expected version ${version} instead. Hint: write into a clone() of it.`,
    );
  }
}

const KINDS = { float32: "Float", float64: "Double", int64: "Long", bool: "Bool" };
