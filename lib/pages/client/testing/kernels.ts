import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { jupyterProgram } from "../../../testing/jupyter-program.ts";
import type { KernelSpec } from "../kernel-spec.ts";

/** The fake kernel of this folder, with its flags. */
export function fakeKernel(...flags: string[]): KernelSpec {
  const script = fileURLToPath(new URL("./fake-kernel.js", import.meta.url));
  return {
    argv: [process.execPath, script, "{connection_file}", ...flags],
    display_name: "Fake",
    language: "typescript",
  };
}

/** A kernel without `iopub_welcome` that must not be asked too early. */
export function unwelcomingKernel(...flags: string[]): KernelSpec {
  const script = fileURLToPath(new URL("./unwelcoming-kernel.js", import.meta.url));
  return { ...fakeKernel(), argv: [process.execPath, script, "{connection_file}", ...flags] };
}

/** The unmodified tslab from npm, as its own kernelspec starts it. */
export function stockTslab(): KernelSpec {
  const script = fileURLToPath(import.meta.resolve("tslab/bin/tslab"));
  return {
    argv: [process.execPath, script, "kernel", "--config-path={connection_file}"],
    display_name: "tslab",
    language: "typescript",
  };
}

/** IPython's kernel in the environment of the tests; undefined without one. */
export function ipykernel(): KernelSpec | undefined {
  const python = jupyterProgram("python");
  if (!python) return undefined;
  return {
    argv: [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    display_name: "Python",
    language: "python",
  };
}

/** Whether a process runs: one that has ended but was not waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}
