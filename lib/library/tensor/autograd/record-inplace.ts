import { allocate, type DType } from "../dtype.ts";
import { strideLike } from "../layout.ts";
import { Storage } from "../memory/index.ts";
import { overwrite } from "../overwrite.ts";
import { type Strided, sizeOf } from "../strided.ts";
import type { Rule, Rules, Variable } from "./graph.ts";
import { named, record } from "./record.ts";

/** What autograd needs to know of a write in place. */
export interface InplaceWrite<G extends Strided> {
  /** What it read beside the tensor itself. */
  others?: readonly Variable[];
  /**
   * From the gradient of the elements now, that of the elements before, and of each of the others.
   * It is not called when nothing needs gradients.
   */
  rules: () => Rules<G>;
  /** Makes a tensor, of which views are taken. */
  wrap: (x: Strided) => Variable;
}

/**
 * Records that the elements of `x` are changed in place, and returns it. Where `x` is a view, the
 * tensor under it goes on from the write in that part, and so do all its other views.
 */
export function recordInplace<T extends Variable>(x: T, write: InplaceWrite<T>): T {
  const { others = [], rules, wrap } = write;
  if (!x.view) return record(x, [x, ...others], rules);
  const { base, replay } = x.view;
  record(base, [base, ...others], () => {
    const [ofPart, ...ofOthers] = rules() as unknown as readonly Rule<Strided>[];
    const inPart = (gradient: Strided) => {
      const whole = wrap(copyLike(base, gradient));
      const part = replay(whole);
      overwrite("backward", part, ofPart ? ofPart(part) : part);
      return whole;
    };
    const ofOther = (rule: Rule<Strided>) => (gradient: Strided) =>
      rule(replay(wrap(copyLike(base, gradient))));
    const saving = (from: Rule<Strided> | undefined, rule: Rule<Strided>) =>
      Object.assign(rule, { saved: from?.saved });
    return named("CopySlices", [
      saving(ofPart, inPart),
      ...ofOthers.map((rule) => saving(rule, ofOther(rule))),
    ]);
  });
  return x;
}

/** The elements of the gradient, in memory as those of `x` are. */
function copyLike({ shape, strides, ...x }: Strided, gradient: Strided): Strided {
  const dtype = gradient.dtype as DType;
  const storage = new Storage(allocate(dtype, sizeOf(shape)));
  const copy = {
    dtype,
    storage,
    shape,
    strides: strideLike(shape, [{ ...x, shape, strides }]),
    offset: 0,
  };
  overwrite("backward", copy, gradient);
  return copy;
}
