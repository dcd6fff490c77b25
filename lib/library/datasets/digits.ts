import { type Tensor, tensor } from "../tensor/index.ts";
import { readData } from "./read-data.ts";

const COUNT = 1797;
const SIDE = 8;

/**
 * sklearn's handwritten digits: 1,797 images of 8 x 8 grey values from 0 to 16, as [1797, 64]
 * (reshape to [-1, 8, 8] to see them), and their labels from 0 to 9. Source: UCI, "Optical
 * recognition of handwritten digits", the test part.
 *
 * @example
 * ```ts
 * import { digits } from "dropout-lab/datasets";
 * const { images, labels } = digits();
 * images.shape // → [ 1797, 64 ]
 * labels.at(0).item() // → 0
 * ```
 */
export function digits(): { images: Tensor<"float32">; labels: Tensor<"int64"> } {
  const bytes = readData("digits.bin.gz");
  const pixels = COUNT * SIDE * SIDE;
  return {
    images: tensor(Float32Array.from(bytes.subarray(0, pixels))).reshape([COUNT, SIDE * SIDE]),
    labels: tensor(Array.from(bytes.subarray(pixels)), { dtype: "int64" }),
  };
}
