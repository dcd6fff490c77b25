import { cast } from "../cast.ts";
import { allocate, type DType, type TypedArray } from "../dtype.ts";
import { commonDType, plainKind, scalar } from "../elementwise/binary.ts";
import { broadcastShape, broadcastTo } from "../elementwise/broadcast.ts";
import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { requireMask } from "./require-mask.ts";

/** Each element from `a` where the condition holds, else from `b`, broadcast and promoted. */
export function choose(condition: Strided, a: Operand, b: Operand): Strided {
  requireMask("where", condition, "condition");
  requireOperand("where: a", a);
  requireOperand("where: b", b);
  const [x, y] = [sideOf(a, b), sideOf(b, a)];
  const dtype: DType =
    typeof a === "object"
      ? commonDType(a, b)
      : typeof b === "object"
        ? commonDType(b, a)
        : commonDType(x, y);
  const shape = broadcastShape("where", condition.shape, broadcastShape("where", x.shape, y.shape));
  const spread = (side: Strided): TypedArray =>
    elements(broadcastTo(side.dtype === dtype ? side : cast(side, dtype), shape));
  const [yes, no] = [spread(x), spread(y)];
  const holds = elements(broadcastTo(condition as Strided<"bool">, shape));
  const out = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < out.length; i++) out[i] = (holds[i] ? yes[i] : no[i]) as never;
  return laidOutLike(dense(dtype, out, shape), [condition, x, y]);
}

/** A side as a tensor; a plain value has the kind that it counts as beside nothing else. */
function sideOf(side: Operand, other: Operand): Strided {
  if (typeof side === "object") return side;
  const value = scalar(side);
  return typeof other === "object" ? value : cast(value, plainKind(side));
}
