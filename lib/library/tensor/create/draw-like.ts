import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import { fillNormal, fillRand, normal } from "../../random/internal.ts";
import { allocate, type Decided, type DType, type Floats, isFloating } from "../dtype.ts";
import { part } from "../elementwise/broadcast.ts";
import { strideLike } from "../layout.ts";
import { Storage } from "../memory/index.ts";
import { requireCount, requireTensor } from "../operand.ts";
import { isContiguous, type Strided } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { made } from "./create.ts";
import { type Draw, FLOATS, type Options, readDraw } from "./kind.ts";

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
export function randLike<X extends DType, D extends Floats = Extract<X, Floats>>(
  x: Tensor<X>,
  ...[options]: Options<D, Extract<X, Floats>, Draw<D>>
): Tensor<Decided<D>> {
  requireCount("randLike", arguments, 2);
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
export function randnLike<X extends DType, D extends Floats = Extract<X, Floats>>(
  x: Tensor<X>,
  ...[options]: Options<D, Extract<X, Floats>, Draw<D>>
): Tensor<Decided<D>> {
  requireCount("randnLike", arguments, 2);
  requireTensor("randnLike", x);
  return drawLike("randnLike", x, options, isLaidInRows(x) ? fillNormal : fillNormalSingly);
}

/** Whether what is made like x lies in rows, though x itself may have gaps. */
function isLaidInRows(x: Tensor): boolean {
  return isContiguous({ ...part(x), strides: strideLike(x.shape, [x]) });
}

/** Without blocks: so torch draws where rows do not follow each other in memory. */
function fillNormalSingly<T extends Float32Array | Float64Array>(
  out: T,
  generator: RandomSource,
): T {
  for (let i = 0; i < out.length; i++) out[i] = normal(generator);
  return out;
}

function drawLike<D extends Floats>(
  subject: string,
  x: Tensor,
  options: Draw<D> | undefined,
  draw: (out: Float32Array, generator: RandomSource) => Float32Array,
): Tensor<D> {
  requireTensor(subject, x);
  const read = readDraw(subject, options, FLOATS);
  const { dtype = x.dtype, generator = defaultGenerator, requiresGrad } = read;
  if (!isFloating(dtype)) throw new TypeError(`${subject}: must be floats, got ${dtype}`);
  const storage = new Storage(draw(allocate(dtype as "float32", x.numel()), generator));
  const strides = strideLike(x.shape, [x]);
  const drawn = { dtype, storage, shape: x.shape, strides, offset: 0 } as Strided as Strided<D>;
  return made(drawn, requiresGrad);
}
