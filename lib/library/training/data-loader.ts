import { defaultGenerator, Generator, type RandomSource } from "../random/index.ts";
import { fillRandperm, uint64 } from "../random/internal.ts";
import { Tensor } from "../tensor/index.ts";
import {
  requireBoolean,
  requireCount,
  requireGenerator,
  requireKnown,
  requireOptions,
  requireWhole,
  told,
} from "../tensor/internal.ts";

/** How to cut data into batches. */
export interface DataLoaderOptions {
  /** 1 if left out, as in torch. */
  batchSize?: number;
  shuffle?: boolean;
  /** Leave out a last batch that is not full. */
  dropLast?: boolean;
  /** The default generator if left out. */
  generator?: RandomSource | undefined;
}

// A copy would hold nothing. It fails at this value, and quotes it.
const NOT_CLONED = Symbol(
  "a DataLoader; send the data and shape of its tensors, and make a DataLoader there",
);

/**
 * torch's `DataLoader` over tensors whose first dimensions are equally long: each turn of
 * `for … of` is one epoch, in the very order that torch shuffles to with the same generator.
 *
 * @throws {RangeError} for a batch size that is no positive integer, for unequal lengths, and to
 * shuffle nothing
 * @throws {TypeError} for what is no list of tensors, and for unknown options
 *
 * @example
 * ```ts
 * import { DataLoader } from "dropout-lab/training";
 * import { arange } from "dropout-lab/tensor";
 * const loader = new DataLoader([arange(5), arange(5)], { batchSize: 2 });
 * for (const [x] of loader) console.log(String(x));
 * // → tensor([0, 1])
 * //   tensor([2, 3])
 * //   tensor([4])
 * ```
 */
export class DataLoader<T extends readonly Tensor[]> implements Iterable<T> {
  /** Makes `structuredClone` and `postMessage` say what to send instead. */
  readonly cloned: symbol = NOT_CLONED;
  readonly #tensors: T;
  readonly #length: number;
  readonly #options: DataLoaderOptions;

  constructor(tensors: T, options: DataLoaderOptions = {}) {
    requireCount("DataLoader", arguments, 2);
    if (!Array.isArray(tensors) || !tensors.every((x) => x instanceof Tensor)) {
      const got = Array.isArray(tensors) ? "a list of other things" : told(tensors);
      throw new TypeError(
        `DataLoader: tensors must be a list of tensors, such as [x, labels], got ${got}`,
      );
    }
    requireOptions("DataLoader", options, "{ batchSize: 64 }");
    requireKnown("DataLoader", options, ["batchSize", "shuffle", "dropLast", "generator"]);
    const { batchSize = 1, shuffle = false, dropLast = false, generator } = options;
    requireWhole("DataLoader", "batchSize", batchSize, 1);
    requireBoolean("DataLoader", "shuffle", shuffle);
    requireBoolean("DataLoader", "dropLast", dropLast);
    requireGenerator("DataLoader", generator);
    const lengths = tensors.map(({ shape }) => shape[0]);
    const [length] = lengths;
    if (length === undefined || lengths.some((other) => other !== length)) {
      throw new RangeError(`DataLoader: lengths must be equal, got [${lengths.join(", ")}]`);
    }
    if (shuffle && length === 0) {
      throw new RangeError("DataLoader: tensors must have rows to shuffle, got none");
    }
    this.#tensors = tensors;
    this.#length = length;
    this.#options = { ...options };
  }

  /** How many batches an epoch has. */
  get length(): number {
    const { batchSize = 1, dropLast = false } = this.#options;
    const batches = this.#length / batchSize;
    return dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** One epoch. As in torch, the first draw is made here, the others when batches are asked for. */
  [Symbol.iterator](): Iterator<T> {
    // What torch seeds its workers with is drawn even if there are none.
    int63(this.#options.generator ?? defaultGenerator);
    return this.#batches();
  }

  /** @throws {TypeError} always: it would lose its tensors */
  toJSON(): never {
    throw new TypeError(
      "JSON: must be plain values, got a DataLoader; keep the tensors themselves",
    );
  }

  *#batches(): Iterator<T> {
    const { batchSize = 1, dropLast = false } = this.#options;
    const order = this.#order();
    for (;;) {
      const indices = taken(order, batchSize);
      if (indices.length === 0 || (dropLast && indices.length < batchSize)) return;
      yield this.#tensors.map((x) => x.indexSelect(0, indices)) as unknown as T;
    }
  }

  /** The rows of one epoch, drawn no sooner than torch does: others may draw in between. */
  *#order(): IterableIterator<number> {
    const { shuffle = false, generator } = this.#options;
    if (!shuffle) {
      for (let i = 0; i < this.#length; i++) yield i;
      return;
    }
    const source = generator ?? new Generator(int63(defaultGenerator));
    yield* Array.from(fillRandperm(new BigInt64Array(this.#length), source), Number);
    // torch's sampler asks for one more permutation at the end, and takes nothing of it.
    fillRandperm(new BigInt64Array(this.#length), source);
  }
}

/** The next `count` of the numbers, or those that are left. */
function taken(numbers: Iterator<number>, count: number): number[] {
  const result: number[] = [];
  while (result.length < count) {
    const { done, value } = numbers.next();
    if (done) break;
    result.push(value);
  }
  return result;
}

/** A random integer of 63 bits, torch's `random_()`. */
function int63(generator: RandomSource): bigint {
  return BigInt.asUintN(63, uint64(generator));
}
