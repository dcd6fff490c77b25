import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeOwnFolder, removeInstalled, replaceFile } from "./installed-folder.ts";
import { LOGO_32, LOGO_64, LOGO_SVG } from "./logo.ts";
import { packageFolder } from "./package-folder.ts";

/** The folder name of the kernelspec, and what notebooks call the kernel. */
export const KERNEL_NAME = "dropout-lab";

/** A kernel.json. */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message";
  metadata: Record<string, unknown>;
}

/** A kernelspec that was found. */
export interface FoundKernelspec {
  name: string;
  displayName: string;
  path: string;
}

/** The kernelspec of this installation, run by the present Node. */
export function createKernelspec(): Kernelspec {
  return {
    argv: [
      process.execPath,
      // Without it an interrupt in a timer's callback would abort the process.
      "--no-force-async-hooks-checks",
      join(packageFolder, "bin", "kernel.js"),
      "{connection_file}",
    ],
    display_name: "TypeScript (dropout-lab)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}

/** Installs the kernelspec under a Jupyter data folder, with the `env` of one there; returns its folder. */
export function installKernelspec(dataDir: string): string {
  const target = join(dataDir, "kernels", KERNEL_NAME);
  const env = environmentIn(target);
  makeOwnFolder(target);
  // Jupyter takes a folder for a kernelspec by its kernel.json, so that comes last.
  const files = {
    "logo-svg.svg": LOGO_SVG,
    "logo-32x32.png": Buffer.from(LOGO_32, "base64"),
    "logo-64x64.png": Buffer.from(LOGO_64, "base64"),
    "kernel.json": `${JSON.stringify({ ...createKernelspec(), ...env }, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) replaceFile(join(target, name), content);
  return target;
}

/** Removes the kernelspec from a Jupyter data folder; returns its folder, undefined if not there. */
export function uninstallKernelspec(dataDir: string): string | undefined {
  const target = join(dataDir, "kernels", KERNEL_NAME);
  return removeInstalled(target) ? target : undefined;
}

/** The kernelspecs in the given Jupyter data folders; of each name the first. */
export function listKernelspecs(dataDirs: readonly string[]): FoundKernelspec[] {
  const found = new Map<string, FoundKernelspec>();
  for (const kernels of dataDirs.map((dir) => join(dir, "kernels"))) {
    for (const name of namesIn(kernels)) {
      const path = join(kernels, name);
      const displayName = displayNameOf(path);
      if (displayName !== undefined && !found.has(name))
        found.set(name, { name, displayName, path });
    }
  }
  return [...found.values()];
}

/** What is in a folder; nothing where there is none that can be read, as Jupyter sees it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The settings that somebody has written into an installed kernelspec. */
function environmentIn(path: string): { env?: unknown } {
  try {
    const { env } = JSON.parse(readFileSync(join(path, "kernel.json"), "utf8")) as {
      env?: unknown;
    };
    return env === undefined ? {} : { env };
  } catch {
    return {};
  }
}

function displayNameOf(path: string): string | undefined {
  try {
    const spec = JSON.parse(readFileSync(join(path, "kernel.json"), "utf8")) as Partial<Kernelspec>;
    return spec.display_name;
  } catch {
    return undefined;
  }
}
