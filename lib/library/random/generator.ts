import { Mt19937 } from "./mt19937.ts";
import type { RandomSource } from "./random-source.ts";
import { type Seed, seedBits } from "./seed.ts";
import { readState, writeState } from "./state.ts";

/**
 * How dropout masks are drawn: `default` as torch 2.7 and later (and every torch without MKL),
 * `x86-mkl` as torch up to 2.6 on x86.
 */
export type Stream = "default" | "x86-mkl";

/** The seed a generator has when nothing was said, torch's. */
export const DEFAULT_SEED = 67280421310721n;

// A copy would have lost its methods and its seed. It fails at this value, and quotes it.
const NOT_CLONED = Symbol("a Generator; send getState(), and there call new Generator().setState");

/**
 * torch's CPU generator: the same seed gives the same numbers as `torch.Generator`, bit for bit.
 *
 * @param seed any integer of 64 bits, signed or unsigned; torch uses its low 32 bits only
 * @param options.stream which torch's masks to draw, `default` if left out
 * @throws {RangeError} for a seed that is no 64-bit integer
 *
 * @example
 * ```ts
 * import { Generator } from "dropout-lab/random";
 * import { rand } from "dropout-lab/tensor";
 * rand([3], { generator: new Generator(0) }) // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 */
export class Generator implements RandomSource {
  /** Makes `structuredClone` and `postMessage` say what to send instead. */
  readonly cloned: symbol = NOT_CLONED;
  readonly stream: Stream;
  readonly engine: Mt19937;
  spareNormal: number | undefined;
  #seed: bigint;

  constructor(seed: Seed = DEFAULT_SEED, options: { stream?: Stream } = {}) {
    requireStream(options);
    this.stream = options.stream ?? "default";
    if (this.stream !== "default" && this.stream !== "x86-mkl") {
      throw new RangeError(`stream: must be "default" or "x86-mkl", got ${this.stream}`);
    }
    this.#seed = seedBits(seed);
    this.engine = new Mt19937(Number(this.#seed & 0xffffffffn));
  }

  /** Starts again from `seed` and returns the generator itself. */
  manualSeed(seed: Seed): this {
    this.#seed = seedBits(seed);
    this.engine.seed(Number(this.#seed & 0xffffffffn));
    this.spareNormal = undefined;
    return this;
  }

  /** The seed it was last started from, as torch tells it: an unsigned 64-bit integer. */
  initialSeed(): bigint {
    return this.#seed;
  }

  uint32(): number {
    return this.engine.draw();
  }

  /** Uniform in [0, 1) with 53 random bits: what `torch.rand(1, dtype=torch.float64)` gives. */
  random(): number {
    const high = this.engine.draw() & 0x1fffff;
    return (high * 0x100000000 + this.engine.draw()) / 0x20000000000000;
  }

  /** The state as the 5056 bytes of `torch.get_rng_state()`. */
  getState(): Uint8Array {
    return writeState({
      seed: this.#seed,
      words: this.engine.words,
      next: this.engine.next,
      untouched: this.engine.untouched,
      spareNormal: this.spareNormal,
    });
  }

  /**
   * Continues from a state that `getState` or `torch.get_rng_state()` gave.
   *
   * @throws {TypeError} for anything but a Uint8Array
   * @throws {RangeError} for a wrong length or a state that torch would refuse
   */
  setState(state: Uint8Array): this {
    const read = readState(state);
    this.#seed = read.seed;
    this.engine.words.set(read.words);
    this.engine.next = read.next;
    this.engine.untouched = read.untouched;
    this.spareNormal = read.spareNormal;
    return this;
  }

  /** @throws {TypeError} always: JSON has no room for its 624 words and 64 bits of seed */
  toJSON(): never {
    throw new TypeError("JSON: must be plain values, got a Generator; keep its getState()");
  }
}

/** @throws {TypeError} for options that are none, and for one that nobody reads */
function requireStream(options: unknown): void {
  const names = typeof options === "object" && options !== null ? Object.keys(options) : undefined;
  const other = names?.find((name) => name !== "stream");
  if (names && !Array.isArray(options) && other === undefined) return;
  const got = other === undefined || Array.isArray(options) ? String(options) : `"${other}"`;
  throw new TypeError(`Generator: the only option is { stream }, got ${got}`);
}
