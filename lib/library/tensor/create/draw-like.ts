import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import { fillNormal, fillRand, normal } from "../../random/internal.ts";
import { allocate, type DType, isFloating } from "../dtype.ts";
import { strideLike } from "../layout.ts";
import { Storage } from "../memory/index.ts";
import { requireOptions, requireTensor } from "../operand.ts";
import { isContiguous } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import type { Draw } from "./kind.ts";

type Float = "float32" | "float64";

/**
 * Numbers uniform in [0, 1) in the shape of `x`, of its kind unless said otherwise, and drawn in
 * its order in memory: equal to `torch.rand_like` of the same seed.
 *
 * @throws {TypeError} for integers and truth values
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { randLike, zeros } from "dropout-lab/tensor";
 * manualSeed(0);
 * randLike(zeros([3])) // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 */
export function randLike<X extends DType, D extends Float = X & Float>(
  x: Tensor<X>,
  options: Draw<D> = {},
): Tensor<D> {
  return drawLike("randLike", x, options, fillRand);
}

/**
 * Standard normal numbers in the shape of `x`, of its kind unless said otherwise, and drawn in its
 * order in memory: equal to `torch.randn_like` of the same seed, as far as `randn` is.
 *
 * @throws {TypeError} for integers and truth values
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { randnLike, zeros } from "dropout-lab/tensor";
 * manualSeed(0);
 * randnLike(zeros([3])) // → tensor([ 1.5410, -0.2934, -2.1788])
 * ```
 */
export function randnLike<X extends DType, D extends Float = X & Float>(
  x: Tensor<X>,
  options: Draw<D> = {},
): Tensor<D> {
  return drawLike("randnLike", x, options, isContiguous(x) ? fillNormal : fillNormalSingly);
}

/** Without blocks: so torch draws where rows do not follow each other in memory. */
function fillNormalSingly<T extends Float32Array | Float64Array>(
  out: T,
  generator: RandomSource,
): T {
  for (let i = 0; i < out.length; i++) out[i] = normal(generator);
  return out;
}

function drawLike<D extends Float>(
  subject: string,
  x: Tensor,
  options: Draw<D>,
  draw: (out: Float32Array, generator: RandomSource) => Float32Array,
): Tensor<D> {
  requireTensor(subject, x);
  requireOptions(subject, options, '{ dtype: "float64" }');
  const { dtype = x.dtype, generator = defaultGenerator } = options;
  if (!isFloating(dtype)) throw new TypeError(`${subject}: must be floats, got ${dtype}`);
  const storage = new Storage(draw(allocate(dtype, x.numel()) as Float32Array, generator));
  const strides = strideLike(x.shape, [x]);
  return new Tensor({ dtype, storage, shape: x.shape, strides, offset: 0 }) as Tensor as Tensor<D>;
}
