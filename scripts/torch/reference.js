// The real torch, in a Python process that answers one program a line.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * @import { CallOutcome, CallProgram } from "./calls.js"
 * @import { GradientProgram, Told } from "./gradient-program.js"
 * @import { Outcome, Program } from "../../lib/library/nn/testing/torch/program.js"
 */

const interpreter = fileURLToPath(new URL("run.py", import.meta.url));

/**
 * Starts torch.
 * @param {string} python a Python that has torch and numpy
 */
export async function startTorch(python) {
  const child = spawn(python, [interpreter], { stdio: ["pipe", "pipe", "inherit"] });
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`torch: must keep running, exited with ${code}`)),
    );
  });
  // Only whoever waits for an answer is told.
  failed.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value } = /** @type {{ value: string }} */ (await Promise.race([lines.next(), failed]));
    return JSON.parse(value);
  };
  const { torch: version } = await answer();
  return {
    /** @type {string} */
    version,
    /**
     * @template {Program | GradientProgram | CallProgram} P
     * @param {P} program
     * @param {number} threads
     * @returns {Promise<P extends CallProgram ? CallOutcome : P extends Program ? Outcome : Told[]>}
     */
    async run(program, threads) {
      child.stdin.write(`${JSON.stringify({ program, threads })}\n`);
      return answer();
    },
    stop() {
      child.stdin.end();
    },
  };
}
