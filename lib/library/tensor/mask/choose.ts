import { cast } from "../cast.ts";
import { allocate, type DType, isFloating, type TypedArray } from "../dtype.ts";
import { commonDType, scalar } from "../elementwise/binary.ts";
import { broadcastShape, broadcastTo } from "../elementwise/broadcast.ts";
import { laidOutLike } from "../layout.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { requireMask } from "./require-mask.ts";

/** Each element from `a` where the condition holds, else from `b`, broadcast and promoted. */
export function choose(condition: Strided, a: Operand, b: Operand): Strided {
  requireMask("where", condition);
  requireOperand("where", a);
  requireOperand("where", b);
  const arePlain = typeof a !== "object" && typeof b !== "object";
  const [x, y] = [a, b].map((side) => (typeof side === "object" ? side : scalar(side))) as [
    Strided,
    Strided,
  ];
  const common = typeof a === "object" ? commonDType(a, b) : commonDType(y, a);
  const dtype: DType = arePlain && isFloating(common) ? "float32" : common;
  const shape = broadcastShape("where", condition.shape, broadcastShape("where", x.shape, y.shape));
  const spread = (side: Strided): TypedArray =>
    elements(broadcastTo(side.dtype === dtype ? side : cast(side, dtype), shape));
  const [yes, no] = [spread(x), spread(y)];
  const holds = elements(broadcastTo(condition as Strided<"bool">, shape));
  const out = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < out.length; i++) out[i] = (holds[i] ? yes[i] : no[i]) as never;
  return laidOutLike(dense(dtype, out, shape), [condition, x, y]);
}
