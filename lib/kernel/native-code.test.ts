import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveKernel, resultText, streamText } from "./testing/live-kernel.ts";

describe("an interrupt of native code that cannot be ended", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("says so on the cell, and on the one that has to wait", async () => {
    await kernel.execute(`import { execFileSync } from "node:child_process"
      import { readFileSync, writeFileSync } from "node:fs"
      import { Worker } from "node:worker_threads"
      execFileSync("mkfifo", ["pipe"]);
      const writer = new Worker(\`setTimeout(() => require("fs").writeFileSync("pipe", "x"), 4000)\`, { eval: true })`);
    // A read of a pipe that nobody writes to yet.
    const { exchange } = kernel.start(`console.log("go"); readFileSync("pipe", "utf8")`);
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    const { reply } = await exchange;
    expect(reply.content.ename).toBe("Interrupted");
    expect(reply.content.evalue).toContain("still runs");
    const next = await kernel.execute("1 + 1");
    expect(streamText(next, "stderr")).toMatch(/^native code .* still runs: this cell waits .*\n$/);
    expect(resultText(next)).toBe("2");
    const later = await kernel.execute("1 + 1");
    expect(streamText(later, "stderr")).toBe("");
  });
});
