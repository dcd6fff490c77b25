import { ownVersion } from "./link/own-version.ts";
import { startKernel } from "./main.ts";

const USAGE = "usage: kernel.js CONNECTION_FILE | --version | --help";

/** Runs the kernel's own command line: what the kernelspec's argv calls. */
export function runKernelCommand(args: readonly string[]): void {
  const [first] = args;
  if (first === "--version") console.log(ownVersion());
  else if (first === "--help") console.log(USAGE);
  else if (first === undefined || first.startsWith("-") || args.length > 1) {
    console.error(`dropout-lab: ${USAGE}, got ${args.join(" ") || "nothing"}`);
    process.exitCode = 2;
  } else void startKernel(first);
}
