/** The part of Node's Buffer that is used; a page has none. */
interface Uncleared {
  allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBuffer };
}

/** Below this many numbers, clearing them costs less than the way around it. */
const FEW = 2048;
/** From this many numbers on, glibc maps every array by itself, until it learns better. */
const MAPPED = 0x8000;
/** Bytes of the largest array that glibc learns from, whatever the size of a page. */
const LARGEST_MAPPED = 0x1ff0000;

let raised = false;

/**
 * New numbers in a buffer of their own, of exactly their bytes. They hold whatever was there before:
 * all must be written before anyone sees them.
 */
export function freshFloats(length: number): Float32Array {
  const { Buffer } = globalThis as { Buffer?: Partial<Uncleared> };
  if (length >= MAPPED && !raised) raiseThreshold();
  try {
    if (length < FEW || !Buffer?.allocUnsafeSlow) return new Float32Array(length);
    return new Float32Array(Buffer.allocUnsafeSlow(length * 4).buffer);
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
