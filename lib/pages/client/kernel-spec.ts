import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How a kernel is started, after Jupyter's kernel.json. */
export interface KernelSpec {
  /** The command; `{connection_file}` stands for the connection file's path. */
  argv: string[];
  display_name: string;
  language: string;
  env?: Record<string, string>;
  /** How it is interrupted: by SIGINT (the default) or by a message on the control channel. */
  interrupt_mode?: "signal" | "message";
  metadata?: Record<string, unknown>;
}

/**
 * Reads `kernel.json` in the folder of an installed kernelspec; `{resource_dir}` becomes the folder.
 *
 * @throws {Error} if there is none or it has no argv
 */
export function readKernelSpec(directory: string): KernelSpec {
  const path = join(directory, "kernel.json");
  let spec: Partial<KernelSpec>;
  try {
    spec = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`${path}: must be a kernelspec in JSON, got ${code ?? "something else"}`, {
      cause,
    });
  }
  const { argv, display_name = path, language = "" } = spec;
  if (!Array.isArray(argv) || argv.length === 0) {
    throw new Error(`${path}: must have an argv, got ${JSON.stringify(argv) ?? "none"}`);
  }
  const filled = argv.map((part) => String(part).replaceAll("{resource_dir}", directory));
  return { ...spec, argv: filled, display_name, language };
}
