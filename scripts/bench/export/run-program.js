import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/**
 * Runs a program to its end; an aborted signal ends it.
 * @param {string[]} argv
 * @param {AbortSignal} signal
 * @throws what it wrote to its standard error, if it fails
 */
export async function runProgram([command = "", ...args], signal) {
  const child = spawn(command, args, { signal, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const [said, [status]] = await Promise.all([text(child.stderr), ended]);
  if (status !== 0) throw new Error(said.trim().split("\n").at(-1) ?? `exited with ${status}`);
}
