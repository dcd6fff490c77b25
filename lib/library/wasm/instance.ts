import { WASM_TEXT } from "./generated/wasm.ts";
import type { WasmExports } from "./wasm-exports.ts";

// Neither the library of ES2023 nor Node's types declare it; a page and Node both have it.
declare const WebAssembly:
  | {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { exports: unknown };
    }
  | undefined;

let instance: WasmExports | undefined;
let tried = false;
let off = false;

/**
 * The exports of the WebAssembly module, or undefined where the plain loops must do the work:
 * where WebAssembly or its SIMD instructions are missing or a page's policy forbids them, with
 * DROPOUT_LAB_SIMD=off in the environment, or inside `withoutWasm`. Compiles at the first call, in under a millisecond, and not on import.
 */
export function wasmExports(): WasmExports | undefined {
  if (!tried) {
    tried = true;
    instance = instantiate();
  }
  return off ? undefined : instance;
}

/** The exports for whoever holds a block of their memory, inside `withoutWasm` too. */
export function memoryOwner(): WasmExports {
  return instance as WasmExports;
}

/** True when the WebAssembly module runs here; false when the plain loops do all the work. */
export function isWasmAvailable(): boolean {
  return wasmExports() !== undefined;
}

/** Runs `fn` on the plain loops alone, to compare or to read along. */
export function withoutWasm<T>(fn: () => T): T {
  const before = off;
  off = true;
  try {
    return fn();
  } finally {
    off = before;
  }
}

function instantiate(): WasmExports | undefined {
  const environment = (globalThis as { process?: { env?: Record<string, string> } }).process?.env;
  if (environment?.DROPOUT_LAB_SIMD === "off" || typeof WebAssembly === "undefined") return;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(fromText(WASM_TEXT)))
      .exports as WasmExports;
  } catch {
    // No SIMD, no memory, or a page whose policy forbids to compile: `validate` would not tell the last.
    return;
  }
}

/** The bytes that scripts/build-wasm.js wrote as text: one character each, or two from the 80th on. */
function fromText(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i) - 35;
    if (code >= 80) code = 80 + ((code - 80) << 6) + text.charCodeAt(++i) - 35;
    bytes.push(code - 3);
  }
  return Uint8Array.from(bytes);
}
