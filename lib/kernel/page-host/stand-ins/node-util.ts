/** What stands for `node:util` in a worker: Node's own `inspect`, and what can be told there of types. */
import { isProxy } from "./proxies.ts";

export { formatWithOptions, inspect } from "node-inspect-extracted";

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

export const types = {
  isProxy,
  isStringObject: (value: unknown): boolean => value instanceof String,
  isPromise: (value: unknown): boolean => value instanceof Promise,
  isArrayBuffer: (value: unknown): boolean => value instanceof ArrayBuffer,
  isUint8Array: (value: unknown): boolean =>
    ArrayBuffer.isView(value) && tagOf(value) === "Uint8Array",
  isUint8ClampedArray: (value: unknown): boolean =>
    ArrayBuffer.isView(value) && tagOf(value) === "Uint8ClampedArray",
};
