import type { Storage } from "./storage.ts";

/** A run of float32 numbers inside a storage. */
export interface FloatSpan {
  readonly storage: Storage<Float32Array>;
  readonly offset: number;
  readonly length: number;
}

/** A run of truth values inside a storage, which float32 operations read as 0 and 1. */
export interface TruthSpan {
  readonly storage: Storage<Uint8Array>;
  readonly offset: number;
  readonly length: number;
}

/** All numbers of a storage. */
export function wholeSpan(storage: Storage<Float32Array>): FloatSpan {
  return { storage, offset: 0, length: storage.length };
}
