import { multiplyByNoise } from "../random/index.ts";
import { Tensor } from "../tensor/index.ts";
import type { DropPlan } from "./drop.ts";

/**
 * Dropout of float32 elements that lie without gaps, drawn, masked and scaled in one pass: the same
 * bits as the steps in `drop`, several times faster. Undefined, with nothing drawn, for all else.
 */
export function dropFused(x: Tensor, plan: DropPlan, scale: number) {
  const { p, inplace, generator, keepNoise } = plan;
  if (!isFloat32(x) || !x.isContiguous()) return undefined;
  const input = { storage: x.storage, offset: x.offset, length: x.numel() };
  const out = inplace ? input : undefined;
  const result = multiplyByNoise(input, { keep: 1 - p, scale, generator, out, keepNoise });
  if (!result) return undefined;
  if (inplace) x.storage.version++;
  const { product, noise } = result;
  return { output: inplace ? x : shaped(product, x), noise: noise && shaped(noise, x) };
}

function isFloat32(x: Tensor): x is Tensor<"float32"> {
  return x.dtype === "float32";
}

// The strides of a tensor without gaps fit numbers that lie without gaps from the start.
function shaped(storage: Tensor<"float32">["storage"], { shape, strides }: Tensor) {
  return new Tensor<"float32">({ dtype: "float32", storage, shape, strides, offset: 0 });
}
