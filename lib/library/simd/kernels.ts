import type { Exports } from "./exports.ts";
import { wasm } from "./generated/wasm.ts";

// Neither the library of ES2023 nor Node's types declare it; a page and Node both have it.
declare const WebAssembly:
  | {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { exports: unknown };
      validate(bytes: Uint8Array): boolean;
    }
  | undefined;

let compiled: Exports | undefined;
let tried = false;
let off = false;

/**
 * The compiled kernels, or undefined where the plain loops must do the work: without WebAssembly or
 * its SIMD instructions, with DROPOUT_LAB_SIMD=off in the environment, or inside `withoutSimd`.
 * Compiles at the first call, in under a millisecond, and not on import.
 */
export function kernels(): Exports | undefined {
  if (!tried) {
    tried = true;
    compiled = compile();
  }
  return off ? undefined : compiled;
}

/** The compiled kernels for whoever holds a block of their memory. */
export function memoryOwner(): Exports {
  return compiled as Exports;
}

/** True when the WebAssembly kernels run here; false when the plain loops do all the work. */
export function available(): boolean {
  return kernels() !== undefined;
}

/** Runs `fn` on the plain loops alone, to compare or to read along. */
export function withoutSimd<T>(fn: () => T): T {
  const before = off;
  off = true;
  try {
    return fn();
  } finally {
    off = before;
  }
}

function compile(): Exports | undefined {
  const environment = (globalThis as { process?: { env?: Record<string, string> } }).process?.env;
  if (environment?.DROPOUT_LAB_SIMD === "off" || typeof WebAssembly === "undefined") return;
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
}
