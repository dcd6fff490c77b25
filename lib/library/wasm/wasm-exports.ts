type Addressed = (...numbers: number[]) => void;

/** What the WebAssembly module offers; every address is a byte offset in its memory. */
export interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Takes `(operation, once, a, rowA, b, rowB, out, rowOut, rows, n)`. */
  elementwise: Addressed;
  compare: Addressed;
  exponentials: Addressed;
  logarithms: Addressed;
  sumEachRow: Addressed;
  sumEachColumn: Addressed;
  extremeEachRow: Addressed;
  softmaxEachRow: Addressed;
  sgd: Addressed;
  adam: Addressed;
  accumulate: Addressed;
  matmul: Addressed;
  matmulScratch(n: number): number;
  matmulOfDoubles: Addressed;
  matmulOfDoublesScratch(n: number): number;
  loadState: Addressed;
  storeState: Addressed;
  /** How many blocks it did; see there. */
  normal(at: number, blocks: number): number;
  /** These two return the generator's new position. */
  rand(...numbers: number[]): number;
  dropout(...numbers: number[]): number;
  /** The number that follows the last one used. */
  dropoutMkl(...numbers: number[]): number;
}

/** The elementwise operations of two operands. */
export type BinaryOperation = "add" | "sub" | "mul" | "div" | "maximum" | "minimum";
