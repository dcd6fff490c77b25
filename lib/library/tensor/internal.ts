// For the other rooms of this package only.

export { requireAtLeastZero, requireWhole, requireWord } from "./arguments.ts";
export { withGradEnabled } from "./autograd/grad-mode.ts";
export type { Rule, Rules } from "./autograd/graph.ts";
export { named, record, renamed } from "./autograd/record.ts";
export { recordInplace } from "./autograd/record-inplace.ts";
export { saveForBackward } from "./autograd/saved-tensors.ts";
export { checkInplace, hasGradMemory } from "./autograd/view.ts";
export { dimension } from "./dims.ts";
export { broadcastShape } from "./elementwise/broadcast.ts";
export { exp32 } from "./elementwise/exponential.ts";
export { laidOutLike, memoryOrder } from "./layout.ts";
export {
  requireBoolean,
  requireCount,
  requireFunction,
  requireGenerator,
  requireKnown,
  requireNumber,
  requireOptions,
  requireTensor,
  told,
} from "./operand.ts";
export { wasmSoftmax } from "./reduce/wasm-softmax.ts";
export { dense, elements, floatSpan } from "./strided.ts";
