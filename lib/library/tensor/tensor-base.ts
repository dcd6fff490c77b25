import type { Storage } from "../simd/index.ts";
import type { Entry } from "./autograd/tape.ts";
import { historyOfView, type View } from "./autograd/view.ts";
import { type ArrayOf, type DType, isFloating } from "./dtype.ts";
import { type NestedOf, nested } from "./nested.ts";
import { format } from "./print.ts";
import { elements, isContiguous, type Strided, sizeOf } from "./strided.ts";
import type { Tensor } from "./tensor.ts";

const inspect: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** What a tensor is before it computes: its numbers, and where they came from. */
export abstract class TensorBase<D extends DType> implements Strided<D> {
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** The memory, which views of one tensor share; `data` is what one usually wants. */
  readonly storage: Storage<ArrayOf[D]>;
  readonly offset: number;
  /** The gradient that `backward` left here, or undefined. */
  grad: Tensor<D> | undefined = undefined;
  /** Which tensor's memory it shows, where something needs the gradient. */
  view: View | undefined = undefined;
  #history: Entry | undefined = undefined;
  #leaf = false;
  #end: Entry | undefined = undefined;

  constructor({ dtype, storage, shape, strides, offset }: Strided<D>) {
    this.dtype = dtype;
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** How it was computed, where something needs the gradient; torch's `grad_fn`. */
  get history(): Entry | undefined {
    if (this.view) this.#history = historyOfView(this.view, this.#history);
    return this.#history;
  }

  set history(entry: Entry | undefined) {
    this.#history = entry;
  }

  /** The entry that brings gradients here, or to what this was computed from; or undefined. */
  get origin(): Entry | undefined {
    const { history } = this;
    if (history || !this.#leaf) return history;
    this.#end ??= endAt(this as unknown as Tensor);
    return this.#end;
  }

  /**
   * True if `backward` brings gradients here: switched on for parameters, and so by itself for all
   * that is computed from them.
   *
   * @throws {TypeError} when switched on for integers or truth values
   * @throws {RangeError} when switched off for something computed; `detach` gives it without
   */
  get requiresGrad(): boolean {
    return this.#leaf || this.history !== undefined;
  }

  set requiresGrad(wanted: boolean) {
    if (wanted && !isFloating(this.dtype)) {
      throw new TypeError(`requiresGrad: must be floats, got ${this.dtype}`);
    }
    if (!wanted && this.history) {
      throw new RangeError("requiresGrad: must be a leaf to switch off, got a computed tensor");
    }
    this.#leaf = wanted;
  }

  /** The elements in row-major order; a view of the memory if it is so ordered, else a copy. */
  get data(): ArrayOf[D] {
    return elements(this);
  }

  /** How many dimensions it has. */
  get ndim(): number {
    return this.shape.length;
  }

  /** How many elements it has. */
  numel(): number {
    return sizeOf(this.shape);
  }

  /** True when the elements lie in row-major order without gaps. */
  isContiguous(): boolean {
    return isContiguous(this);
  }

  /** The elements as nested arrays. */
  tolist(): NestedOf {
    return nested(this);
  }

  /** As torch prints it: `tensor([0.9690, 0.1256])`. */
  toString(): string {
    const leaf = this.#leaf ? "requires_grad=True" : undefined;
    return format(this, this.history ? `grad_fn=<${this.history.operation}>` : leaf);
  }

  [inspect](): string {
    return this.toString();
  }
}

function endAt(leaf: Tensor): Entry {
  return { operation: "AccumulateGrad", inputs: [], rules: [], saved: [], leaf };
}
