import { type FloatSpan, inChunks, Storage, wholeSpan } from "../tensor/memory/index.ts";
import { heapF32, type WasmExports, wasmExports, withTwister } from "../wasm/index.ts";
import { defaultGenerator } from "./default-generator.ts";
import { fillRand } from "./fill-rand.ts";
import { Generator } from "./generator.ts";
import { log32 } from "./log32.ts";
import type { RandomSource } from "./random-source.ts";
import { sincos32 } from "./sincos32.ts";
import { uniform53 } from "./uniform53.ts";

const { fround } = Math;
const BLOCK = 16;
const TWO_PI = 2 * Math.PI;

/**
 * Fills `out` with standard normal numbers, as `torch.randn`, by Box and Muller's transform of
 * pairs of uniform numbers. A Float32Array equals torch's to the last bit; float64 numbers (and
 * the spare one) can differ by 3 units in the last place, since engines' logarithms and sines do.
 */
export function fillNormal<T extends Float32Array | Float64Array>(
  out: T,
  generator: RandomSource = defaultGenerator,
): T {
  if (out.length < BLOCK) {
    for (let i = 0; i < out.length; i++) out[i] = normal(generator);
    return out;
  }
  if (out instanceof Float32Array && fusedNormal(wholeSpan(new Storage(out)), generator))
    return out;
  const transform = out instanceof Float32Array ? transform32 : transform64;
  fillRand(out, generator);
  for (let i = 0; i + BLOCK <= out.length; i += BLOCK) transform(out.subarray(i, i + BLOCK));
  if (out.length % BLOCK !== 0) {
    // The rest does not fill a block: torch draws the last sixteen again.
    transform(fillRand(out.subarray(-BLOCK), generator));
  }
  return out;
}

/**
 * The same for float32 in a storage, by WebAssembly, chunk by chunk; false where loops must do it.
 */
export function fusedNormal(out: FloatSpan, generator: RandomSource): boolean {
  const wasm = wasmExports();
  if (!wasm || out.length < BLOCK || !(generator instanceof Generator)) return false;
  const draw = (span: FloatSpan) => {
    const lent = { twister: generator.engine, words: span.length };
    withTwister(wasm, lent, (state, position) => {
      let next = position;
      inChunks(wasm, { inputs: [], outputs: [span] }, ([address = 0], count) => {
        next = wasm.rand(state, next, address, count);
        transformBlocks(wasm, address, Math.floor(count / BLOCK));
      });
      return next;
    });
  };
  // What does not fill a block is drawn, and drawn again with those before it.
  draw(out);
  if (out.length % BLOCK !== 0)
    draw({ ...out, offset: out.offset + out.length - BLOCK, length: BLOCK });
  return true;
}

/** Blocks in the module's memory; those that the module leaves are done here. */
function transformBlocks(wasm: WasmExports, address: number, blocks: number): void {
  for (let done = 0; done < blocks; done++) {
    done += wasm.normal(address + done * BLOCK * 4, blocks - done);
    if (done === blocks) return;
    const at = address / 4 + done * BLOCK;
    transform32(heapF32(wasm).subarray(at, at + BLOCK));
  }
}

/** One normal number; every second one is the spare of the one before. */
export function normal(generator: RandomSource): number {
  const spare = generator.spareNormal;
  if (spare !== undefined) {
    generator.spareNormal = undefined;
    return spare;
  }
  const angle = TWO_PI * uniform53(generator);
  const radius = Math.sqrt(-2 * Math.log1p(-uniform53(generator)));
  generator.spareNormal = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

/** Turns 16 uniform numbers into normal ones; element j pairs with j + 8. */
function transform32(block: Float32Array | Float64Array): void {
  for (let j = 0; j < BLOCK / 2; j++) {
    const radius = fround(Math.sqrt(fround(-2 * log32(fround(1 - (block[j] as number))))));
    const { sin, cos } = sincos32(fround(fround(TWO_PI) * (block[j + BLOCK / 2] as number)));
    // Adding the mean of zero turns -0 into 0.
    block[j] = fround(radius * cos) + 0;
    block[j + BLOCK / 2] = fround(radius * sin) + 0;
  }
}

function transform64(block: Float32Array | Float64Array): void {
  for (let j = 0; j < BLOCK / 2; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (block[j] as number)));
    const angle = TWO_PI * (block[j + BLOCK / 2] as number);
    block[j] = radius * Math.cos(angle) + 0;
    block[j + BLOCK / 2] = radius * Math.sin(angle) + 0;
  }
}
