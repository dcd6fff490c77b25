import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import { normal as drawNormal, fillNormal, fma32 } from "../../random/internal.ts";
import { zeroBackward } from "../autograd/derivatives-math.ts";
import { named, record } from "../autograd/record.ts";
import { requireShape } from "../dims.ts";
import { allocate, type Decided, type DType, isFloating } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { broadcastShape } from "../elementwise/broadcast.ts";
import { requireCount, requireOperand } from "../operand.ts";
import { overwrite } from "../overwrite.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";
import { made } from "./create.ts";
import { type Draw, FLOATS, type Options, readDraw } from "./kind.ts";

type Float = "float32" | "float64";

/** The fewest numbers that torch draws in blocks. */
const BLOCKS_FROM = 16;

/**
 * Normal numbers with the given means and standard deviations, equal to `torch.normal` of the same
 * seed as far as `randn` is. Tensors are broadcast, and the result has the kind of the mean, or of
 * the deviation where only that is a tensor; for two numbers say a shape.
 *
 * @throws {RangeError} for a deviation that is negative or NaN, and for shapes that do not fit
 * @throws {TypeError} for integers
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { normal, tensor } from "dropout-lab/tensor";
 * manualSeed(0);
 * normal(0, 1, [3]) // → tensor([ 1.5410, -0.2934, -2.1788])
 * normal(tensor([1, 10, 100]), 0) // → tensor([  1.,  10., 100.])
 * ```
 */
export function normal<D extends Float = "float32">(
  mean: number,
  std: number,
  shape: readonly number[],
  ...[options]: Options<D, "float32", Draw<D>>
): Tensor<Decided<D>>;
export function normal<D extends Float>(
  mean: Tensor<D>,
  std: number | Tensor<Float>,
  options?: { generator?: RandomSource },
): Tensor<D>;
export function normal<D extends Float>(
  mean: number,
  std: Tensor<D>,
  options?: { generator?: RandomSource },
): Tensor<D>;
export function normal(
  mean: number | Tensor,
  std: number | Tensor,
  ...rest: readonly unknown[]
): Tensor {
  requireCount("normal", arguments, 4);
  requireOperand("normal: mean", mean);
  requireOperand("normal: std", std);
  const arePlain = typeof mean === "number" && typeof std === "number";
  const [shape, options] = (arePlain ? rest : [undefined, ...rest]) as [
    readonly number[],
    Draw<Float>?,
  ];
  const names = arePlain ? undefined : ["generator"];
  const read = readDraw("normal", options, FLOATS, names);
  const { dtype = "float32", generator = defaultGenerator, requiresGrad } = read;
  requireDeviations(std);
  if (arePlain) {
    const lengths = requireShape(shape);
    return made(drawn(dtype, lengths, { mean, std, generator }), requiresGrad);
  }
  const kind = typeof mean === "object" ? mean.dtype : (std as Tensor).dtype;
  requireFloats(kind);
  const shapes = [mean, std].map((x) => (typeof x === "object" ? x.shape : []));
  const common = broadcastShape("normal", shapes[0] ?? [], shapes[1] ?? []);
  const scale = typeof std === "number" ? std : 1;
  const out = drawn(kind, common, { mean: 0, std: scale, generator });
  if (typeof std === "object") overwrite("normal", out, binary("mul", out, std));
  overwrite("normal", out, binary("add", out, mean));
  const inputs = [mean, std].filter((x): x is Tensor => x instanceof Tensor);
  return record(new Tensor(out), inputs, () =>
    named(
      `NormalBackward${typeof mean === "number" ? 2 : typeof std === "number" ? 1 : 3}`,
      inputs.flatMap(zeroBackward),
    ),
  );
}

/** One operation in torch: a block's numbers are scaled and shifted with one rounding. */
function drawn(
  dtype: Float,
  shape: readonly number[],
  { mean, std, generator }: { mean: number; std: number; generator: RandomSource },
): Strided<Float> {
  const out = allocate(dtype, sizeOf(shape)) as Float32Array;
  if (out.length < BLOCKS_FROM) {
    for (let i = 0; i < out.length; i++) out[i] = drawNormal(generator) * std + mean;
    return dense(dtype, out, shape) as Strided<Float>;
  }
  fillNormal(out, generator);
  if (dtype === "float32") {
    const [scale, shift] = [Math.fround(std), Math.fround(mean)];
    for (let i = 0; i < out.length; i++) out[i] = fma32(out[i] as number, scale, shift);
  } else {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) * std + mean;
  }
  return dense(dtype, out, shape) as Strided<Float>;
}

function requireDeviations(std: number | Tensor): void {
  const list = typeof std === "number" ? [std] : Array.from(elements(std), Number);
  const wrong = list.find((deviation) => !(deviation >= 0));
  if (wrong !== undefined) throw new RangeError(`normal: std must not be negative, got ${wrong}`);
}

function requireFloats(dtype: DType): asserts dtype is Float {
  if (!isFloating(dtype)) throw new TypeError(`normal: must be floats, got ${dtype}`);
}
