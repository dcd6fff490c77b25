import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("torch-rates.py", import.meta.url));

/**
 * One process of the real torch, on one thread.
 * @param {string} python
 */
export async function startTorch(python) {
  const child = spawn(python, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`torch: must keep running, exited with ${code}`);
  });
  ended.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => String((await Promise.race([lines.next(), ended])).value);
  return {
    version: await answer(),
    /** Operations a second. @param {string} operation @param {number} n @param {number} slot */
    async rate(operation, n, slot) {
      child.stdin.write(`${n} ${slot / 1000} ${operation}\n`);
      return Number(await answer());
    },
    stop: () => child.stdin.end(),
  };
}
