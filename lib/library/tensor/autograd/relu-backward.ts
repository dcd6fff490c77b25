import { allocate, type DType } from "../dtype.ts";
import { wasmReluBackward } from "../elementwise/wasm-elementwise.ts";
import { dense, elements, type Strided } from "../strided.ts";

/** The gradient where the output of a ReLU is above zero (or NaN, as in torch), else 0. */
export function reluBackward(gradient: Strided, output: Strided): Strided {
  const quick = wasmReluBackward(gradient, output);
  if (quick) return quick;
  const [from, above] = [elements(gradient), elements(output)];
  const result = allocate(gradient.dtype as DType, from.length);
  for (let i = 0; i < from.length; i++) {
    result[i] = ((above[i] as number) <= 0 ? 0 : from[i]) as never;
  }
  return dense(gradient.dtype, result, output.shape);
}
