import { mark, release } from "./memory.ts";
import type { Storage } from "./storage.ts";

/** One running scope. */
export interface Frame {
  open: boolean;
}

const frames: Frame[] = [];

/** The innermost running scope. */
export function currentFrame(): Frame | undefined {
  return frames.at(-1);
}

/**
 * Runs `fn`. The results of kernels inside are blocks of one memory that is taken back at once when
 * `fn` ends; the storages that `kept` finds in its result become ordinary arrays, as does whatever
 * is read by `data`. Using another block afterwards throws. Scopes nest.
 *
 * @throws {TypeError} when `fn` returns a promise; whatever `fn` throws
 */
export function scope<T>(fn: () => T, kept: (result: T) => Iterable<Storage>): T {
  const frame: Frame = { open: true };
  const start = mark();
  frames.push(frame);
  try {
    const result = fn();
    if (typeof (result as PromiseLike<unknown> | undefined)?.then === "function") {
      throw new TypeError("scope: must be given a function that returns at once, got a promise");
    }
    for (const storage of kept(result)) {
      if (storage.belongsTo(frame)) storage.data;
    }
    return result;
  } finally {
    frame.open = false;
    frames.pop();
    release(start);
  }
}
