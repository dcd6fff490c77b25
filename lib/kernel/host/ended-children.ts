import childProcess, { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

type Call = (...values: unknown[]) => unknown;
type Emit = (this: ChildProcess, name: string | symbol, ...values: unknown[]) => boolean;

/**
 * Calls `ended` when a child process has ended, before the code that waits for it goes on: what the
 * child has printed comes by a pipe of its own, and belongs before what is printed then.
 */
export function noteEndedChildren(ended: () => void): void {
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = childProcess[name] as Call;
    const noting: Call = (...values) => {
      try {
        return original(...values);
      } finally {
        ended();
      }
    };
    Object.defineProperty(noting, "name", { value: name });
    Reflect.set(childProcess, name, noting);
  }
  const emit = ChildProcess.prototype.emit as Emit;
  const notingExit: Emit = function (name, ...values) {
    if (name === "exit") ended();
    return emit.call(this, name, ...values);
  };
  Object.assign(ChildProcess.prototype, { emit: notingExit });
  syncBuiltinESMExports();
}
