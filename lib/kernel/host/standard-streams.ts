import { Console } from "node:console";
import { WriteStream } from "node:tty";
import type { StreamName } from "../link/output-ring.ts";

type Write = (stream: StreamName, chunk: string | Uint8Array) => void;
type WriteCallback = (error?: Error | null) => void;

/**
 * Sends what is written to `process.stdout`, `process.stderr` and the console to `write`. With
 * `colors` the console colours values, and never text, as on a terminal; but not on stderr, which
 * frontends show on a ground of its own, where colours are hard to read.
 */
export function captureStandardStreams(write: Write, { colors }: { colors: boolean }): void {
  for (const name of ["stdout", "stderr"] as const) {
    const capture = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | WriteCallback,
      callback?: WriteCallback,
    ): boolean => {
      const named = typeof encoding === "string" ? encoding : undefined;
      const text = typeof chunk === "string";
      write(
        name,
        text && named !== undefined && !/^utf-?8$/i.test(named) ? Buffer.from(chunk, named) : chunk,
      );
      const done = typeof encoding === "function" ? encoding : callback;
      if (done !== undefined) process.nextTick(done, null);
      return true;
    };
    process[name].write = capture as typeof process.stdout.write;
    beNoTerminal(process[name]);
  }
  replaceConsole(colors);
}

/**
 * Whatever the kernel was started from. What only terminals have is there all the same, as the types
 * say; both methods answer by the environment.
 */
function beNoTerminal(stream: NodeJS.WriteStream): void {
  const { getColorDepth, hasColors } = WriteStream.prototype;
  Object.assign(stream, { isTTY: false, getColorDepth, hasColors });
}

function replaceConsole(colors: boolean): void {
  const { stdout, stderr } = process;
  const make = (colorMode: boolean) =>
    new Console({ stdout, stderr, ignoreErrors: false, colorMode });
  const onStdout = make(colors);
  const onStderr = make(false);
  const { error, warn, trace, assert } = onStderr;
  const group = (...label: unknown[]): void => {
    onStdout.group(...label);
    onStderr.group();
  };
  const groupEnd = (): void => {
    onStdout.groupEnd();
    onStderr.groupEnd();
  };
  const grouping = { group, groupCollapsed: group, groupEnd };
  // The same object stays, so that what holds on to it prints to the cell too; the inspector's
  // wrappers around its methods, which keep every printed value alive, go.
  const methods = { ...onStdout, error, warn, trace, assert, ...grouping };
  for (const [name, method] of Object.entries(methods)) {
    if (typeof method === "function") Reflect.set(console, name, method);
  }
}
