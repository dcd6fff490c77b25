import { defaultGenerator, Generator, type RandomSource } from "../../random/index.ts";
import { mcg31Seed, mcg31Threshold, threshold53 } from "../../random/internal.ts";
import { Tensor } from "../../tensor/index.ts";
import { elements, floatSpan, memoryOrder } from "../../tensor/internal.ts";
import { type FloatSpan, inChunks, Storage, wholeSpan } from "../../tensor/memory/index.ts";
import {
  ELEMENTWISE,
  heapF32,
  isWasmAvailable,
  ONCE,
  SCALAR,
  type WasmExports,
  wasmExports,
  withTwister,
} from "../../wasm/index.ts";

/** How to drop: kept elements are multiplied by `scale`. */
interface FusedOptions {
  p: number;
  scale: number;
  inplace: boolean;
  generator: RandomSource | undefined;
  /** Write down the noise, too. */
  keepNoise: boolean;
}

/**
 * Dropout of float32 elements, drawn, masked and scaled in one pass: the same bits as the steps in
 * `dropoutForward`, several times faster. Undefined, with nothing drawn, for all else.
 */
export function fusedDropout(
  x: Tensor,
  { p, scale, inplace, generator = defaultGenerator, keepNoise }: FusedOptions,
) {
  if (x.dtype !== "float32" || !(generator instanceof Generator) || !isWasmAvailable()) return;
  // Draws go by the order of memory, but by the elements' own order as MKL draws.
  const order = memoryOrder(x.shape, [x]);
  const view = order.view(x);
  const own = generator.stream === "x86-mkl" ? floatSpan(x) : floatSpan(view);
  if (!own && (inplace || generator.stream === "x86-mkl")) return undefined;
  const input = own ?? wholeSpan(new Storage(elements(view) as Float32Array));
  const fresh = () => wholeSpan(Storage.floats(input.length));
  const out = inplace ? input : fresh();
  const noise = keepNoise ? fresh() : undefined;
  dropoutInto({ x: input, out, noise }, { keep: 1 - p, scale, generator });
  if (inplace) x.storage.version++;
  const shaped = (storage: Storage<Float32Array>) => new Tensor(order.result("float32", storage));
  return { output: inplace ? x : shaped(out.storage), noise: noise && shaped(noise.storage) };
}

/** What is read and written, all of one length; the noise, if wanted, is 0 or the scale. */
export interface DropoutOperands {
  readonly x: FloatSpan;
  /** May be x. */
  readonly out: FloatSpan;
  readonly noise?: FloatSpan | undefined;
}

interface Draws {
  /** The probability of `scale`; otherwise the noise is 0. */
  readonly keep: number;
  readonly scale: number;
  readonly generator: Generator;
}

/**
 * out = x · noise, in one pass of WebAssembly; call it only where `isWasmAvailable`. Kept is where a
 * uniform number of 53 bits, two words each, is below `keep`.
 */
export function dropoutInto(operands: DropoutOperands, draws: Draws): void {
  const wasm = wasmExports() as WasmExports;
  const { keep, scale, generator } = draws;
  if (generator.stream === "x86-mkl") {
    dropoutMklInto(wasm, operands, draws);
    return;
  }
  const { x, out, noise } = operands;
  const { upper, lower } = threshold53(keep);
  const lent = { twister: generator.engine, words: 2 * x.length };
  const spans = { inputs: [x], outputs: noise ? [out, noise] : [out], noAlias: true };
  withTwister(wasm, lent, (state, position) => {
    let next = position;
    inChunks(wasm, spans, ([from = 0, to = 0, side], count) => {
      const [noise, step] = side === undefined ? [SCALAR, 0] : [side, 16];
      next = wasm.dropout(state, next, from, to, noise, step, count, upper, lower, scale);
    });
    return next;
  });
}

/** The same as MKL draws: kept is where a number of its generator is below a threshold. */
function dropoutMklInto(
  wasm: WasmExports,
  { x, out, noise }: DropoutOperands,
  { keep, scale, generator }: Draws,
): void {
  const threshold = mcg31Threshold(keep);
  let next = mcg31Seed(generator);
  const spans = { inputs: [x], outputs: noise ? [out, noise] : [out] };
  inChunks(wasm, spans, ([from = 0, to = 0, side], count) => {
    if (side === undefined) {
      next = wasm.dropoutMkl(next, from, to, count, threshold, scale);
    } else {
      heapF32(wasm).fill(1, side / 4, side / 4 + count);
      next = wasm.dropoutMkl(next, side, side, count, threshold, scale);
      wasm.elementwise(ELEMENTWISE.mul, ONCE.neither, from, 0, side, 0, to, 0, 1, count);
    }
  });
}
