import { ChildProcess } from "node:child_process";

type Spawn = (options: { detached?: boolean }) => number;

/**
 * Tells of each child process that is started on this thread without waiting for it: `spawn`,
 * `exec`, `fork` and all that packages make of them. `allow` may throw instead.
 */
export function noteChildren(
  started: (id: number, options: { isDetached: boolean }) => void,
  allow: () => void,
): void {
  const prototype = ChildProcess.prototype as unknown as { spawn: Spawn; pid?: number };
  const { spawn } = prototype;
  prototype.spawn = function (this: { pid?: number }, options) {
    allow();
    const failure = spawn.call(this, options);
    if (this.pid !== undefined) started(this.pid, { isDetached: options.detached === true });
    return failure;
  };
}
