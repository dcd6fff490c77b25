import type { Storage } from "./storage.ts";

/** A run of float32 numbers inside a storage. */
export interface FloatSpan {
  readonly storage: Storage<Float32Array>;
  readonly offset: number;
  readonly length: number;
}

/** All numbers of a storage. */
export function wholeSpan(storage: Storage<Float32Array>): FloatSpan {
  return { storage, offset: 0, length: storage.length };
}
