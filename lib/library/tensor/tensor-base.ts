import type { Node, Variable, View } from "./autograd/graph.ts";
import { gradFnOfView } from "./autograd/view.ts";
import { type NestedOf, nested } from "./create/nested.ts";
import { type ArrayOf, type DType, isFloating } from "./dtype.ts";
import type { Storage } from "./memory/index.ts";
import { requireBoolean, requireCount } from "./operand.ts";
import { format } from "./print/print.ts";
import { elements, isContiguous, type Strided, sizeOf } from "./strided.ts";
import type { Tensor } from "./tensor.ts";

const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

// A copy by structuredClone, or in a message to a worker, would lose the numbers in silence, since
// they are behind private fields. It fails at the first value that cannot be copied, and quotes it.
const NOT_CLONED = Symbol(
  "a tensor; send its data and shape, or saveSafetensors({ x }) of dropout-lab/tensor",
);

/** What a tensor is before it computes: its numbers, and where they came from. */
export abstract class TensorBase<D extends DType> implements Strided<D>, Variable {
  /** Makes `structuredClone` and `postMessage` say what to send instead. */
  readonly cloned: symbol = NOT_CLONED;
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** The memory, which views of one tensor share; `data` is what one usually wants. */
  readonly storage: Storage<ArrayOf[D]>;
  readonly offset: number;
  abstract grad: Strided<D> | undefined;
  /** Which tensor's memory it shows, where something needs the gradient. */
  view: View | undefined = undefined;
  #gradFn: Node | undefined = undefined;
  #isLeaf = false;
  #accumulator: Node | undefined = undefined;

  constructor(parts: Strided<D>) {
    const { dtype, storage, shape, strides, offset } = parts ?? none();
    this.dtype = dtype;
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** How it was computed, where something needs the gradient; torch's `grad_fn`. */
  get gradFn(): Node | undefined {
    if (this.view) this.#gradFn = gradFnOfView(this.view, this.#gradFn);
    return this.#gradFn;
  }

  set gradFn(node: Node | undefined) {
    this.#gradFn = node;
  }

  /** The node that brings gradients here, or to what this was computed from; or undefined. */
  get gradEdge(): Node | undefined {
    const { gradFn } = this;
    if (gradFn || !this.#isLeaf) return gradFn;
    this.#accumulator ??= accumulatorOf(this);
    return this.#accumulator;
  }

  /**
   * True if `backward` brings gradients here: switched on for parameters, and so by itself for all
   * that is computed from them.
   *
   * @throws {TypeError} when switched on for integers or truth values
   * @throws {RangeError} when switched off for something computed; `detach` gives it without
   */
  get requiresGrad(): boolean {
    return this.#isLeaf || this.gradFn !== undefined;
  }

  set requiresGrad(wanted: boolean) {
    requireBoolean("requiresGrad", "it", wanted);
    if (wanted && !isFloating(this.dtype)) {
      throw new TypeError(`requiresGrad: must be floats, got ${this.dtype}`);
    }
    if (!wanted && this.gradFn) {
      throw new RangeError("requiresGrad: must be a leaf to switch off, got a computed tensor");
    }
    // From here on gradients end in it: what is written into it is no write into what it shows.
    if (wanted && !this.gradFn) this.view = undefined;
    this.#isLeaf = wanted;
  }

  /** This tensor, for the methods of the classes between this one and `Tensor`. */
  protected abstract get self(): Tensor<D>;

  /** A tensor over these numbers, for the same. */
  protected abstract make<E extends DType>(x: Strided<E>): Tensor<E>;

  /** The elements in row-major order; a view of the memory if it is so ordered, else a copy. */
  get data(): ArrayOf[D] {
    return elements(this);
  }

  /** How many dimensions it has. */
  get ndim(): number {
    return this.shape.length;
  }

  /**
   * How many elements it has.
   *
   * @example
   * ```ts
   * import { ones } from "dropout-lab/tensor";
   * ones([2, 3]).numel() // → 6
   * ```
   */
  numel(): number {
    requireCount("numel", arguments, 0);
    return sizeOf(this.shape);
  }

  /** True when the elements lie in row-major order without gaps. */
  isContiguous(): boolean {
    requireCount("isContiguous", arguments, 0);
    return isContiguous(this);
  }

  /**
   * The elements as nested arrays.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * tensor([[1, 2], [3, 4]]).tolist() // → [ [ 1, 2 ], [ 3, 4 ] ]
   * ```
   */
  tolist(): NestedOf {
    requireCount("tolist", arguments, 0);
    return nested(this);
  }

  /**
   * As torch prints it: `tensor([0.9690, 0.1256])`.
   *
   * @example
   * ```ts
   * import { tensor } from "dropout-lab/tensor";
   * String(tensor([1, 2])) // → 'tensor([1., 2.])'
   * ```
   */
  toString(): string {
    const leaf = this.#isLeaf ? "requires_grad=True" : undefined;
    return format(this, this.gradFn ? `grad_fn=<${this.gradFn.name}>` : leaf);
  }

  /** @throws {TypeError} always: JSON has no room for kinds, NaN and -0, so none is stored by chance */
  toJSON(): never {
    throw new TypeError(
      "JSON: must be plain values, got a tensor; say x.tolist(), or keep it by saveSafetensors of dropout-lab/tensor",
    );
  }

  [INSPECT](): string {
    return this.toString();
  }
}

function none(): never {
  throw new TypeError("Tensor: is made by functions such as tensor([1, 2]) and zeros([2, 3])");
}

function accumulatorOf(leaf: Variable): Node {
  return { name: "AccumulateGrad", inputs: [], rules: [], saved: [], leaf };
}
