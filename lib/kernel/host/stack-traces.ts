const OWN = new URL("..", import.meta.url).href;
/** How many frames a stack has, as in Node, where the learner's own are among them. */
const USUAL = 10;
/** How deep the learner's own frames are looked for below those of packages. */
const DEEPEST = 100;

/** A stack as it was written, and its lines before their places were found in the sources. */
interface Written {
  stack: string;
  compiled: string[];
}

/** The text of an error's stack, for the learner to read, and its frames for the traceback. */
export class StackTraces {
  readonly #locate: (lines: readonly string[]) => string[];
  readonly #written = new WeakMap<object, Written>();

  constructor(locate: (lines: readonly string[]) => string[]) {
    this.#locate = locate;
  }

  /**
   * Writes stacks with the learner's own places, without the frames below the cell. Node asks for
   * that when a stack is first read: an error that nobody looks at costs nothing.
   */
  install(): void {
    Error.stackTraceLimit = DEEPEST;
    Error.prepareStackTrace = (error, frames) => {
      const compiled = deepEnough(withoutOwn(frames)).map((frame) => `    at ${frame}`);
      const stack = [headOf(error), ...this.#locate(compiled)].join("\n");
      this.#written.set(error, { stack, compiled });
      return stack;
    };
  }

  /** The frames with their places in the compiled code, if the stack is still as it was written. */
  compiledFrames(error: object, stack: string): string[] | undefined {
    const written = this.#written.get(error);
    return written?.stack === stack ? written.compiled : undefined;
  }
}

/** Neither the kernel's frames, which lie below every cell, nor what of Node's lies below it. */
function withoutOwn(frames: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] {
  const below = frames.findIndex((frame) => frame.getFileName() === "node:inspector");
  const shown = (below === -1 ? frames : frames.slice(0, below)).filter(
    (frame) => !frame.getFileName()?.startsWith(OWN),
  );
  const last = shown.findLastIndex((frame) => !frame.getFileName()?.startsWith("node:"));
  return last === -1 ? shown : shown.slice(0, last + 1);
}

/** As many frames as Node shows, or more where the learner's own begin below that. */
function deepEnough(frames: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] {
  // Who changed the limit wants to see so many.
  if (Error.stackTraceLimit !== DEEPEST) return frames;
  const first = frames.findIndex(
    (frame) => !/^node:|[\\/]node_modules[\\/]/.test(frame.getFileName() ?? "node:"),
  );
  return frames.slice(0, first < USUAL ? USUAL : first + USUAL);
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
