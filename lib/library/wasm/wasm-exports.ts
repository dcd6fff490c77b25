type Addressed = (...numbers: number[]) => void;

/** What the WebAssembly module offers; every address is a byte offset in its memory. */
export interface WasmExports
  extends Record<BinaryOperation | `${BinaryOperation}Scalar`, Addressed> {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  relu: Addressed;
  sqrt: Addressed;
  reluBackward: Addressed;
  addRow: Addressed;
  sumRows: Addressed;
  sgd: Addressed;
  adam: Addressed;
  accumulate: Addressed;
  matmul: Addressed;
  matmulScratch(n: number): number;
  loadState: Addressed;
  storeState: Addressed;
  /** These three return the generator's new position. */
  rand(...numbers: number[]): number;
  dropout(...numbers: number[]): number;
  dropoutNoise(...numbers: number[]): number;
  /** These two return the number that follows the last one used. */
  dropoutMkl(...numbers: number[]): number;
  dropoutMklNoise(...numbers: number[]): number;
}

/** The elementwise operations of two operands. */
export type BinaryOperation = "add" | "sub" | "mul" | "div" | "maximum" | "minimum";
