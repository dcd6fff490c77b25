import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveKernel, resultText } from "./testing/live-kernel.ts";

/** Code that starts one or more `sleep 61`, says "go", and waits. */
const WAITS: Record<string, string> = {
  spawn: `const p = spawn("sleep", ["61"]); console.log("go")
    await new Promise((ended) => p.on("close", ended))`,
  "several at once": `const all = [1, 2, 3].map(() => spawn("sleep", ["61"])); console.log("go")
    await Promise.all(all.map((p) => new Promise((ended) => p.on("close", ended))))`,
  "a shell's background": `console.log("go"); await promisify(exec)("sleep 61 & sleep 61; wait")`,
  "a pipe": `const p = spawn("sleep 61 | cat | sleep 61", { shell: true }); console.log("go")
    await new Promise((ended) => p.on("close", ended))`,
  "one that ignores signals": `console.log("go")
    await promisify(execFile)("sh", ["-c", "trap '' INT TERM; sleep 61; sleep 61"])`,
  "one after the other": `console.log("go")
    for (;;) await new Promise((ended) => spawn("sleep", ["61"]).on("close", ended))`,
  "beside a loop": `spawn("sleep", ["61"]); console.log("go"); for (;;) {}`,
  "in a thread": `new Worker("require('child_process').spawn('sleep', ['61']); require('worker_threads').parentPort.postMessage(1)", { eval: true })
    .on("message", () => console.log("go")); await new Promise(() => {})`,
};

describe("an interrupt", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
    await kernel.execute(`import { exec, execFile, spawn } from "node:child_process"
      import { promisify } from "node:util"
      import { Worker } from "node:worker_threads"`);
  });
  afterAll(() => kernel?.stop());

  /** The commands of what descends from the kernel. */
  function descendants(): string[] {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], {
      encoding: "utf8",
    });
    const all = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/gm)];
    const found = new Set([String(kernel.child.pid)]);
    for (const id of found)
      for (const [, own, parent] of all) if (parent === id && own) found.add(own);
    return all
      .filter(([, id, , state]) => found.has(id ?? "") && !state?.startsWith("Z"))
      .map(([, , , , command]) => command ?? "");
  }

  async function interrupted(code: string): Promise<void> {
    const { exchange } = kernel.start(code);
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    expect((await exchange).reply.content.ename).toBe("Interrupted");
  }

  it.each(Object.entries(WAITS))("ends the children of the cell: %s", async (_, code) => {
    await interrupted(code);
    await expect
      .poll(() => descendants().filter((command) => command.includes("sleep 61")))
      .toEqual([]);
    expect(resultText(await kernel.execute("1 + 1"))).toBe("2");
  });

  it("spares the children of earlier cells and detached ones", async () => {
    await kernel.execute(`const server = spawn("sleep", ["62"])`);
    await interrupted(`
      const daemon = spawn("sleep", ["62"], { detached: true, stdio: "ignore" })
      const child = spawn("sh", ["-c", "trap '' INT TERM; echo deaf; sleep 61"])
      child.stdout.once("data", () => console.log("go")); await new Promise((ended) => child.on("close", ended))`);
    // The last signal has been sent by then.
    const ended = `if (child.signalCode === null) await new Promise((ended) => child.on("exit", ended))`;
    const alive = await kernel.execute(`${ended};
      [child.signalCode, server.exitCode, server.signalCode, daemon.signalCode]`);
    expect(resultText(alive)).toBe("[ 'SIGKILL', null, null, null ]");
    await kernel.execute("server.kill(); daemon.kill()");
  });

  it("says nothing of a promise that a child's end has rejected", async () => {
    const from = kernel.published.length;
    await interrupted(
      `void promisify(exec)("sleep 61"); console.log("go"); await new Promise(() => {})`,
    );
    await expect
      .poll(() => descendants().filter((command) => command.includes("sleep 61")))
      .toEqual([]);
    await kernel.execute("1");
    const errors = kernel.published
      .slice(from)
      .filter(({ header, content }) => header.msg_type === "error" || content.name === "stderr");
    expect(errors.map(({ content }) => content.ename)).toEqual(["Interrupted"]);
  });
});
