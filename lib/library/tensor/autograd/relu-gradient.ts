import { allocate, type DType } from "../dtype.ts";
import { reluGradientByKernel } from "../kernels.ts";
import { dense, type Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";

/** The gradient where the output of a ReLU is above zero (or NaN, as in torch), else 0. */
export function reluGradient(gradient: Tensor, output: Tensor): Strided {
  const quick = reluGradientByKernel(gradient, output);
  if (quick) return quick;
  const [from, above] = [gradient.data, output.data];
  const result = allocate(gradient.dtype as DType, from.length);
  for (let i = 0; i < from.length; i++) {
    result[i] = ((above[i] as number) <= 0 ? 0 : from[i]) as never;
  }
  return dense(gradient.dtype, result, output.shape);
}
