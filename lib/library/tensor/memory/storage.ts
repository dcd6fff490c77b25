import { heapF32, memoryOwner, wasmExports } from "../../wasm/index.ts";
import { type Arena, allocateBytes, type BlockOwner, currentArena } from "./arena.ts";
import { freshFloats } from "./fresh-floats.ts";

/** Any of the arrays that hold a tensor's numbers. */
export type TypedArray = Float32Array | Float64Array | BigInt64Array | Uint8Array;

/** A part of the WebAssembly module's memory that lasts as long as its arena. */
interface Block {
  readonly address: number;
  readonly length: number;
  readonly arena: Arena;
}

/** The numbers that one or several tensors share: an ordinary array, or a block of an arena. */
export class Storage<A extends TypedArray = TypedArray> implements BlockOwner {
  readonly length: number;
  /** How often tensors here were written to in place, for gradients to be refused afterwards. */
  version = 0;
  #array: A | undefined;
  #block: Block | undefined;

  /** Over an array, without a copy: both see each other's writes. */
  constructor(array: A);
  constructor(array: undefined, block: Block);
  constructor(array: A | undefined, block?: Block) {
    this.length = (array ?? (block as Block)).length;
    this.#array = array;
    this.#block = block;
  }

  /** New float32 numbers, to be written before they are read: a block if an arena is open. */
  static floats(length: number): Storage<Float32Array> {
    const arena = currentArena();
    const wasm = arena && wasmExports();
    const address = wasm && allocateBytes(wasm, length * 4);
    if (arena && address !== undefined) {
      return new Storage<Float32Array>(undefined, { address, length, arena });
    }
    return new Storage(freshFloats(length));
  }

  /**
   * The numbers as an ordinary array that stays valid; a block moves out of its arena for it.
   *
   * @throws {Error} for a block whose arena has closed
   */
  get data(): A {
    if (this.#array) return this.#array;
    const from = (this.address as number) / 4;
    const array = freshFloats(this.length);
    array.set(heapF32(memoryOwner()).subarray(from, from + this.length));
    // A block holds float32 only.
    this.#array = array as TypedArray as A;
    this.#block = undefined;
    return this.#array;
  }

  /** Where the block is, or undefined for an ordinary array. */
  get address(): number | undefined {
    if (this.#block && !this.#block.arena.isOpen) {
      throw new Error(
        "scope: a tensor made inside must be returned or read before the scope ends, got a later use",
      );
    }
    return this.#block?.address;
  }

  moveOutOf(arena: Arena): void {
    if (this.#block?.arena === arena) this.data;
  }
}
