import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isRunning } from "./testing/kernels.ts";

/** Starts the script that leaves its kernel behind, and waits until it has one. */
async function start(how: string) {
  const script = fileURLToPath(new URL("./testing/leaves-kernel.js", import.meta.url));
  const child = spawn(process.execPath, [script, how], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  const [line] = await once(child.stdout, "data");
  const pid = Number(line);
  return { child, ended, pid };
}

describe("a process that ends without a shutdown takes its kernel with it", () => {
  test.each([
    ["exits", 5],
    ["throws", 1],
  ])("when it %s", async (how, code) => {
    const { ended, pid } = await start(how);
    expect(pid).toBeGreaterThan(0);
    expect(await ended).toEqual([code, null]);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s", async (signal) => {
    const { child, ended, pid } = await start("waits");
    expect(isRunning(pid)).toBe(true);
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test("by a signal that it handles itself, as it says", async () => {
    const { child, ended, pid } = await start("listens");
    child.kill("SIGINT");
    expect(await ended).toEqual([6, null]);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});
