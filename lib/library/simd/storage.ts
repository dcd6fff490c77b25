import { freshFloats } from "./fresh-floats.ts";
import { kernels, memoryOwner } from "./kernels.ts";
import { floats, take } from "./memory.ts";
import { currentFrame, type Frame } from "./scope.ts";

/** Any of the arrays that hold a tensor's numbers. */
export type TypedArray = Float32Array | Float64Array | BigInt64Array | Uint8Array;

/** A run of float32 numbers inside a storage. */
export interface Floats {
  readonly storage: Storage<Float32Array>;
  readonly offset: number;
  readonly length: number;
}

/** A part of the kernels' memory that lasts as long as its scope. */
interface Block {
  readonly address: number;
  readonly frame: Frame;
}

/** The numbers that one or several tensors share: an ordinary array, or a block of a scope. */
export class Storage<A extends TypedArray = TypedArray> {
  readonly length: number;
  /** How often tensors here were written to in place, for gradients to be refused afterwards. */
  version = 0;
  #array: A | undefined;
  #block: Block | undefined;

  private constructor(length: number, array: A | undefined, block: Block | undefined) {
    this.length = length;
    this.#array = array;
    this.#block = block;
  }

  /** A storage over an array, without a copy: both see each other's writes. */
  static over<A extends TypedArray>(array: A): Storage<A> {
    return new Storage<A>(array.length, array, undefined);
  }

  /** New float32 numbers, to be written before they are read: a block if a scope is open. */
  static floats(length: number): Storage<Float32Array> {
    const frame = currentFrame();
    const running = frame && kernels();
    const address = running && take(running, length * 4);
    if (frame && address !== undefined) {
      return new Storage<Float32Array>(length, undefined, { address, frame });
    }
    return Storage.over(freshFloats(length));
  }

  /**
   * The numbers as an ordinary array that stays valid; a block moves out of its scope for it.
   *
   * @throws {Error} for a block whose scope has ended
   */
  get data(): A {
    if (this.#array) return this.#array;
    const from = (this.address as number) / 4;
    const array = freshFloats(this.length);
    array.set(floats(memoryOwner()).subarray(from, from + this.length));
    // A block holds float32 only.
    this.#array = array as TypedArray as A;
    this.#block = undefined;
    return this.#array;
  }

  /** Where the block is, or undefined for an ordinary array. */
  get address(): number | undefined {
    if (this.#block && !this.#block.frame.open) {
      throw new Error(
        "scope: a tensor made inside must be returned or read before the scope ends, got a later use",
      );
    }
    return this.#block?.address;
  }

  /** True for a block of this scope, which will be lost when it ends. */
  belongsTo(frame: Frame): boolean {
    return this.#block?.frame === frame;
  }
}
