import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dataDirs, userDataDir } from "./install/jupyter-paths.ts";
import { installKernelspec, listKernelspecs, uninstallKernelspec } from "./install/kernelspec.ts";
import { installLabextension, uninstallLabextension } from "./install/labextension.ts";
import { ownVersion } from "./link/own-version.ts";

/** @param name what the caller writes before the command */
const usage = (name: string) => `usage: ${name} COMMAND [OPTIONS]

commands
  install     make the kernel known to Jupyter, and have JupyterLab draw its figures
  uninstall   undo that
  list        show the kernels that Jupyter finds; with an option, those there

options
  --user         for the present user (the default of install and uninstall)
  --prefix DIR   in DIR/share/jupyter, as for a virtual environment

  --help, --version`;

const OPTIONS = {
  user: { type: "boolean" },
  prefix: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** What keeps a folder from being written to, by the system's code. */
const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "a read-only file system",
  ENOSPC: "a full disk",
  ENOTDIR: "a file on the way to it",
  EEXIST: "a file in its place",
};

/** A command line that is none; the message says why. */
class UsageError extends Error {}

/**
 * Runs the command line `dropout-lab-kernel`; prints, and returns the exit code. The help says that
 * the caller writes `name` before the command.
 */
export function runCommand(
  args: readonly string[],
  { name = "dropout-lab-kernel" }: { name?: string } = {},
): number {
  try {
    return run(args, name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isParsing = code?.startsWith("ERR_PARSE_ARGS") === true;
    if (isParsing || error instanceof UsageError) {
      const reason = isParsing ? message.split(/\.\s/)[0] : message;
      console.error(`dropout-lab-kernel: ${reason}\n\n${usage(name)}`);
      return 2;
    }
    console.error(`dropout-lab-kernel: ${message}`);
    return 1;
  }
}

function run(args: readonly string[], name: string): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: OPTIONS,
  });
  if (values.help === true) return say(usage(name));
  if (values.version === true) return say(ownVersion());
  const [verb, ...rest] = positionals;
  if (rest.length > 0) {
    throw new UsageError(
      `${verb}: must be followed by options only, such as --prefix DIR, got ${rest.join(" ")}`,
    );
  }
  const { user, prefix } = values;
  if (user === true && prefix !== undefined) {
    throw new UsageError("must be given --user or --prefix, got both");
  }
  if (prefix === "") throw new UsageError("--prefix: must be a folder, got nothing");
  const dataDir = prefix === undefined ? userDataDir() : join(resolve(prefix), "share", "jupyter");
  switch (verb) {
    case "install":
      return say(install(dataDir).join("\n"));
    case "uninstall": {
      const removed = [uninstallKernelspec(dataDir), uninstallLabextension(dataDir)];
      const lines = removed.filter((path) => path !== undefined).map((path) => `Removed ${path}`);
      if (lines.length > 0) return say(lines.join("\n"));
      console.error(`dropout-lab-kernel: uninstall: nothing is installed in ${dataDir}`);
      return 1;
    }
    case "list": {
      const isGiven = user === true || prefix !== undefined;
      const lines = listKernelspecs(isGiven ? [dataDir] : dataDirs()).map(
        ({ name, displayName, path }) => `${name}  ${displayName}  ${path}`,
      );
      return say(lines.length === 0 ? "No kernels found." : lines.join("\n"));
    }
    default:
      throw new UsageError(
        `must be followed by install, uninstall or list, got ${verb ?? "nothing"}`,
      );
  }
}

function install(dataDir: string): string[] {
  try {
    // The kernel last: it works without the extension, too, but nobody would notice that it lacks.
    const extension = installLabextension(dataDir);
    const kernel = installKernelspec(dataDir);
    return [
      `Installed the kernel "TypeScript (dropout-lab)" in ${kernel}`,
      `Installed the JupyterLab extension that draws its figures in ${extension}`,
    ];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const got = PROBLEMS[code] ?? code;
    throw new Error(`install: ${dataDir} must be a folder that can be written to, got ${got}`);
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}
