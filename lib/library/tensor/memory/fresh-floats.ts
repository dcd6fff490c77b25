/** The part of Node's Buffer that is used; a page has none. */
interface Uncleared {
  allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBuffer };
}

/** Below this many bytes, clearing them costs less than the way around it. */
const FEW = 0x2000;
/** From this many bytes on, glibc maps every array by itself, until it learns better. */
const MAPPED = 0x20000;
/** Bytes of the largest array that glibc learns from, whatever the size of a page. */
const LARGEST_MAPPED = 0x1ff0000;

let raised = false;

/**
 * A new buffer of exactly so many bytes. They hold whatever was there before: all must be written
 * before anyone sees them.
 */
export function freshBuffer(bytes: number): ArrayBuffer {
  const { Buffer } = globalThis as { Buffer?: Partial<Uncleared> };
  if (bytes >= MAPPED && !raised) raiseThreshold();
  if (bytes < FEW || !Buffer?.allocUnsafeSlow) return new ArrayBuffer(bytes);
  return Buffer.allocUnsafeSlow(bytes).buffer;
}

/** New float32 numbers in such a buffer of their own. */
export function freshFloats(length: number): Float32Array {
  try {
    return new Float32Array(freshBuffer(length * 4));
  } catch {
    throw new RangeError(`tensor: must fit in memory, got ${length} elements of float32`);
  }
}

/**
 * Touching a page that is new to the process costs more than an operation takes to fill it. glibc gets
 * such pages for every large array and gives them back with it, until a larger one is freed: then it
 * raises its threshold to that size, and keeps up to twice as much for what comes next. So one goes
 * to the garbage collector here; nobody touches it, so it never has any pages.
 */
function raiseThreshold(): void {
  raised = true;
  const { process } = globalThis as { process?: { platform?: string } };
  if (process?.platform === "linux") new ArrayBuffer(LARGEST_MAPPED);
}
