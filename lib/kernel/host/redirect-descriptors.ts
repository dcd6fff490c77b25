import { closeSync, openSync } from "node:fs";

/**
 * Puts named pipes in place of the file descriptors 1 and 2, which child processes inherit and
 * native code writes to.
 */
export function redirectDescriptors({ stdout, stderr }: { stdout: string; stderr: string }): void {
  for (const [fd, path] of [
    [1, stdout],
    [2, stderr],
  ] as const) {
    // For reading too: without a reader, opening would wait and writing would kill.
    const pipe = openSync(path, "r+");
    closeSync(fd);
    // The lowest free number is given: the one just closed.
    openSync(path, "r+");
    closeSync(pipe);
  }
}
