import { defaultGenerator, type RandomSource } from "../../random/index.ts";
import { uniform53 } from "../../random/internal.ts";
import { allocate, type DType, isFloating } from "../dtype.ts";
import { binary } from "../elementwise/binary.ts";
import { strideLike } from "../layout.ts";
import { Storage } from "../memory/index.ts";
import { requireCount, requireKnown, requireOptions, requireTensor } from "../operand.ts";
import { topk } from "../order/sort.ts";
import { argExtreme } from "../reduce/reduce.ts";
import { dense, elements, type Strided, sizeOf } from "../strided.ts";
import { Tensor } from "../tensor.ts";

/**
 * `n` places of each row of weights, drawn with probabilities in proportion to the weights, which
 * need not add up to 1: equal to `torch.multinomial` of the same seed, as 2.7 and later draw. Unless
 * `replacement` is on, no place is drawn twice.
 *
 * @param weights floats [m] or [rows, m], none negative, and in each row one above 0
 * @returns int64 [n] or [rows, n]
 * @throws {RangeError} for weights that are negative or not finite, rows of zeros, an n below 1, and
 * one above m without replacement
 * @throws {TypeError} for integers
 *
 * @example
 * ```ts
 * import { manualSeed } from "dropout-lab/random";
 * import { multinomial, tensor } from "dropout-lab/tensor";
 * manualSeed(0);
 * multinomial(tensor([1, 2, 7]), 2) // → tensor([2, 1])
 * multinomial(tensor([0, 1]), 4, { replacement: true }) // → tensor([1, 1, 1, 1])
 * ```
 */
export function multinomial(
  weights: Tensor<"float32" | "float64">,
  n: number,
  options: { replacement?: boolean; generator?: RandomSource } = {},
): Tensor<"int64"> {
  requireCount("multinomial", arguments, 3);
  requireTensor("multinomial", weights);
  requireOptions("multinomial", options, "{ replacement: true }");
  requireKnown("multinomial", options, ["replacement", "generator"]);
  const { replacement = false, generator = defaultGenerator } = options;
  const { dtype, shape } = weights;
  if (!isFloating(dtype as DType)) {
    throw new TypeError(`multinomial: weights must be floats, got ${dtype}`);
  }
  if (shape.length !== 1 && shape.length !== 2) {
    throw new RangeError(
      `multinomial: weights must have 1 or 2 dimensions, got shape [${shape.join(", ")}]`,
    );
  }
  const m = shape.at(-1) as number;
  if (!(Number.isInteger(n) && n >= 1 && (replacement || n <= m))) {
    throw new RangeError(
      `multinomial: n must be a whole number from 1${replacement ? "" : ` to ${m}, the number of weights`}, got ${n}`,
    );
  }
  const rows = {
    data: elements(weights) as Float32Array,
    m,
    count: shape.length === 2 ? (shape[0] as number) : 1,
  };
  for (const weight of rows.data) {
    if (weight >= 0 && weight < Number.POSITIVE_INFINITY) continue;
    throw new RangeError(`multinomial: weights must be finite and not negative, got ${weight}`);
  }
  // A single draw is the same with and without replacement.
  if (replacement && n > 1) return new Tensor(withReplacement(weights, n, { ...rows, generator }));
  for (let row = 0; row < rows.count; row++)
    requirePositive(rows.data.subarray(row * m, (row + 1) * m));
  return new Tensor(raced(weights, n, generator));
}

/** The places whose weight is largest after division by an exponential number: they come first. */
function raced(weights: Strided, n: number, generator: RandomSource): Strided<"int64"> {
  const { dtype, shape } = weights;
  const times = allocate(dtype, sizeOf(shape)) as Float32Array;
  for (let i = 0; i < times.length; i++) times[i] = -Math.log1p(-uniform53(generator));
  // Drawn in the order that the weights have in memory.
  const strides = strideLike(shape, [weights]);
  const drawn = { dtype, storage: new Storage(times), shape, strides, offset: 0 } as Strided;
  const ratios = binary("div", weights, drawn);
  if (n === 1) return argExtreme("max", ratios, -1, true);
  return topk(ratios, n, { dim: -1, largest: true }).indices;
}

/** The places where a uniform number falls among the weights' sums, which are made to end at 1. */
function withReplacement(
  { dtype, shape }: Strided,
  n: number,
  rows: { data: Float32Array; m: number; count: number; generator: RandomSource },
): Strided<"int64"> {
  const { data, m, count, generator } = rows;
  const out = new BigInt64Array(count * n);
  for (let row = 0; row < count; row++) {
    const sums = allocate(dtype, m) as Float32Array;
    const weights = data.subarray(row * m, (row + 1) * m);
    requirePositive(weights);
    for (let i = 0; i < m; i++) sums[i] = (sums[i - 1] ?? 0) + (weights[i] as number);
    const total = sums[m - 1] as number;
    for (let i = 0; i < m; i++) sums[i] = (sums[i] as number) / total;
    sums[m - 1] = 1;
    for (let i = 0; i < n; i++)
      out[row * n + i] = BigInt(firstNotBelow(sums, uniform53(generator)));
  }
  return dense("int64", out, [...shape.slice(0, -1), n]);
}

function firstNotBelow(sums: Float32Array, value: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if ((sums[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requirePositive(weights: Float32Array): void {
  if (weights.some((weight) => weight > 0)) return;
  throw new RangeError("multinomial: weights must have one above 0 in each row, got zeros");
}
