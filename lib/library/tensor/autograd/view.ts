import type { Tensor } from "../tensor.ts";
import { type Entry, type Rules, record, whileRecording } from "./tape.ts";

/**
 * What a view knows of the tensor whose memory it shows: a write into either changes both, so the
 * way back of both must lead through the write.
 */
export interface View {
  /** The tensor that is no view itself. */
  readonly base: Tensor;
  /** Takes the same view of the base, or of a tensor that lies in memory as the base does. */
  readonly replay: (base: Tensor) => Tensor;
  /** It was taken under `noGrad`, and has no way back of its own. */
  readonly isSilent: boolean;
  /** The base's entry from which the view's own was written. */
  from: Entry | undefined;
}

/** Writes to the tape that `output` is a view of `x`, taken by `take`, and returns it. */
export function recordView<T extends Tensor>(
  output: T,
  x: Tensor,
  { take, rules }: { take: (x: Tensor) => Tensor; rules: () => Rules },
): T {
  record(output, [x], rules);
  if (output.storage === x.storage) {
    const { base, replay } = x.view ?? { base: x, replay: (whole: Tensor) => whole };
    const isSilent = output.history === undefined;
    output.view = { base, replay: (whole) => take(replay(whole)), isSilent, from: base.history };
  }
  return output;
}

/** The view's entry after a write: from the base's new one, the same way as before. */
export function historyOfView(view: View, before: Entry | undefined): Entry | undefined {
  const { base, replay, isSilent } = view;
  if (isSilent || base.history === view.from) return before;
  view.from = base.history;
  return whileRecording(true, () => replay(base)).history;
}

/**
 * Says why the tape could not follow a write into memory that gradients go through, or nothing.
 */
export function faultOfWrite(x: Tensor): string | undefined {
  if (x.view?.isSilent) return "a view that was taken under noGrad";
  const isLeaf = (x.view?.base ?? x).history === undefined;
  return isLeaf ? "a leaf that needs gradients" : undefined;
}
