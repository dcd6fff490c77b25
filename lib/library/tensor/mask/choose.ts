import { cast } from "../cast.ts";
import { toDType } from "../copy.ts";
import { type DType, uncleared } from "../dtype.ts";
import { commonDType, flat, plainKind, scalar } from "../elementwise/binary.ts";
import { broadcastShape } from "../elementwise/broadcast.ts";
import { type MemoryOrder, memoryOrder } from "../layout.ts";
import { bits, wordsOf } from "../move-elements.ts";
import { type Operand, requireOperand } from "../operand.ts";
import { elements, type Strided, sizeOf } from "../strided.ts";
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
  const order = memoryOrder(shape, [condition, x, y]);
  return chooseIn(order, condition, { yes: toDType(x, dtype), no: toDType(y, dtype) });
}

/** The same of sides of one kind, in the given order. */
export function chooseIn(
  order: MemoryOrder,
  condition: Strided,
  { yes, no }: { yes: Strided; no: Strided },
): Strided {
  const out = uncleared(yes.dtype, sizeOf(order.lengths));
  const holds = elements(order.view(condition)) as Uint8Array;
  const [a, b] = [flat(yes, order), flat(no, order)];
  const [x, y, target, words] = [bits(a), bits(b), bits(out), wordsOf(out)];
  // A side of one element repeats it.
  const p = a.length === 1 ? 0 : words;
  const q = b.length === 1 ? 0 : words;
  for (let i = 0; i < holds.length; i++) {
    // By words, so that nothing depends on how well the machine foresees a branch.
    const mask = -(holds[i] as number);
    target[i * words] = ((x[i * p] as number) & mask) | ((y[i * q] as number) & ~mask);
    if (words === 1) continue;
    target[i * 2 + 1] = ((x[i * p + 1] as number) & mask) | ((y[i * q + 1] as number) & ~mask);
  }
  return order.result(yes.dtype, out);
}

/** A side as a tensor; a plain value has the kind that it counts as beside nothing else. */
function sideOf(side: Operand, other: Operand): Strided {
  if (typeof side === "object") return side;
  const value = scalar(side);
  return typeof other === "object" ? value : cast(value, plainKind(side));
}
