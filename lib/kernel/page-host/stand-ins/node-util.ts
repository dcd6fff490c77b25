/** What stands for `node:util` in a worker: Node's own `inspect`, and what can be told there of types. */
export { formatWithOptions, inspect } from "node-inspect-extracted";

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** A realm cannot tell that a value is a proxy: there none is one. */
export const types = {
  isProxy: (_value: unknown): boolean => false,
  isPromise: (value: unknown): boolean => value instanceof Promise,
  isArrayBuffer: (value: unknown): boolean => value instanceof ArrayBuffer,
  isUint8Array: (value: unknown): boolean =>
    ArrayBuffer.isView(value) && tagOf(value) === "Uint8Array",
  isUint8ClampedArray: (value: unknown): boolean =>
    ArrayBuffer.isView(value) && tagOf(value) === "Uint8ClampedArray",
};
