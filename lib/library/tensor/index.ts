export { recordWrite } from "./autograd/record-write.ts";
export {
  isRecording,
  named,
  noGrad,
  type Rule,
  type Rules,
  reading,
  record,
  renamed,
} from "./autograd/tape.ts";
export { faultOfWrite } from "./autograd/view.ts";
export type { Operand } from "./binary.ts";
export { cat, stack } from "./combine.ts";
export {
  arange,
  bernoulli,
  full,
  ones,
  rand,
  randint,
  randn,
  randperm,
  tensor,
  zeros,
  zerosLike,
} from "./create.ts";
export type { Dims } from "./dims.ts";
export type { DType } from "./dtype.ts";
export { allclose, equal } from "./equality.ts";
export type { Nested, NestedOf } from "./nested.ts";
export { requireOptions, requireTensor } from "./require-operand.ts";
export { scope } from "./scope.ts";
export { Tensor } from "./tensor.ts";
