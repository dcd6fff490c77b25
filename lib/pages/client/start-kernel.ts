import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnectionInfo, writeConnectionFile } from "dropout-lab-kernel/wire";
import { KernelConnection } from "./kernel-connection.ts";
import { KernelProcess } from "./kernel-process.ts";
import type { KernelSpec } from "./kernel-spec.ts";
import { KernelDiedError, type RunningKernel } from "./running-kernel.ts";

/** What kernels write when another process has one of their ports; Node's inspector does no harm. */
const PORT_TAKEN = /^(?!.*inspector).*address.*in use/im;

export interface StartOptions {
  /** The kernel's working directory; this process's by default. */
  directory?: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** Ends the kernel, also while it starts. */
  signal?: AbortSignal;
  /** Most milliseconds until the kernel answers; 60,000 by default. */
  timeout?: number;
}

/**
 * Starts a kernel and waits until it answers and its output is heard.
 *
 * @throws {KernelDiedError} if it ends before that
 */
export async function startKernel(
  spec: KernelSpec,
  options: StartOptions = {},
): Promise<RunningKernel> {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted();
    try {
      return await startOnce(spec, options);
    } catch (error) {
      // Between our choice of the ports and the kernel's bind another process may take one.
      const isUnlucky = error instanceof KernelDiedError && PORT_TAKEN.test(error.message);
      if (!isUnlucky || attempt === 3) throw error;
    }
  }
}

/** Where connection files go: the user's own folder for such things, if the variable names one. */
function runtimeFolder(): string {
  const named = process.env.XDG_RUNTIME_DIR;
  return named && existsSync(named) ? named : tmpdir();
}

async function startOnce(
  spec: KernelSpec,
  { directory, env, signal, timeout = 60_000 }: StartOptions,
): Promise<RunningKernel> {
  const connection = await createConnectionInfo();
  signal?.throwIfAborted();
  const file = join(runtimeFolder(), `dropout-lab-${randomUUID()}.json`);
  const kernelProcess = new KernelProcess({
    argv: spec.argv,
    connectionFile: file,
    writeConnection: () => writeConnectionFile(file, connection),
    directory,
    env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...spec.env, ...env },
  });
  // Stock tslab says so, and lives on without the port.
  kernelProcess.fatal = PORT_TAKEN;
  const kernel = new KernelConnection(spec, connection, kernelProcess);
  const onAbort = () => void kernel.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  void kernel.ended.finally(() => signal?.removeEventListener("abort", onAbort));
  const late = () =>
    kernel.abort(new Error(`${spec.display_name}: must answer within ${timeout} ms, got nothing`));
  const timer = setTimeout(late, timeout);
  try {
    await kernel.ready();
    kernelProcess.fatal = undefined;
    kernelProcess.removeConnectionFile();
    return kernel;
  } catch (error) {
    await kernel.shutdown();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
