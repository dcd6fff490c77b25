import { isGradEnabled, noGrad, type Tensor, zeros } from "../../tensor/index.ts";
import { broadcastShape, named, record, saveForBackward } from "../../tensor/internal.ts";
import type { Float } from "../float.ts";
import { type LossReduction, reduced } from "./reduction.ts";

/** A loss of each pair of elements, and its slopes; other numbers can stand beside the pair. */
interface Pointwise {
  /** torch's name for the operation. */
  readonly operation: string;
  readonly value: (x: number, target: number, a: number, b: number) => number;
  /** Its derivative with respect to x, and to the target. */
  readonly slopes: readonly Pointwise["value"][];
}

/** A loss of each pair of elements, put together; `beside` stands for 1 where it is left out. */
export function pointwise<D extends Float>(
  subject: string,
  [x, target]: readonly [Tensor<D>, Tensor],
  {
    operation,
    value,
    slopes,
    reduction,
    beside = [],
  }: Pointwise & { reduction: LossReduction; beside?: readonly (Tensor | undefined)[] },
): Tensor<D> {
  const operands = together(subject, [x, target, ...beside.map((y) => y?.detach())]);
  const [a, b] = operands as [Tensor<D>, Tensor<D>];
  const count = reduction === "mean" ? a.numel() : 1;
  const losses = noGrad(() =>
    reduced(zipped<D>(operands, value), reduction),
  ) as Tensor as Tensor<D>;
  if (!isGradEnabled()) return losses;
  const others = operands.filter((y) => y !== undefined);
  return record<Tensor<D>>(losses, [a, b], () =>
    named(
      operation,
      slopes.map((slope) =>
        saveForBackward(others, (g) => zipped(operands, slope).mul(g.div(count))),
      ),
    ),
  );
}

/** The operands in one shape and kind; gradients find their way back. */
function together(subject: string, operands: readonly (Tensor | undefined)[]) {
  const given = operands.filter((y) => y !== undefined);
  const kind = given.some(({ dtype }) => dtype === "float64") ? "float64" : "float32";
  const shape = given.reduce<readonly number[]>((s, y) => broadcastShape(subject, s, y.shape), []);
  return operands.map((y) => {
    const typed = y?.to(kind);
    return typed && String(typed.shape) !== String(shape) ? typed.expand(shape) : typed;
  });
}

function zipped<D extends Float>(
  [x, target, a, b]: readonly (Tensor | undefined)[],
  value: Pointwise["value"],
): Tensor<D> {
  const { shape, dtype } = x as Tensor<D>;
  const result = zeros(shape, { dtype });
  const [out, xs, ts, as, bs] = [result, x, target, a, b].map(
    (y) => y?.data as Float32Array | undefined,
  );
  if (!out || !xs || !ts) return result;
  for (let i = 0; i < out.length; i++) {
    out[i] = value(xs[i] as number, ts[i] as number, as?.[i] ?? 1, bs?.[i] ?? 1);
  }
  return result;
}
