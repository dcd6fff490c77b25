import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KERNEL_BIN, LiveKernel, plain, resultText, streamText } from "./testing/live-kernel.ts";

const types = (exchange: { outputs: { header: { msg_type: string } }[] }) =>
  exchange.outputs.map(({ header }) => header.msg_type);

describe("a kernel process", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("publishes busy, the input, the result and idle, all with the request as parent", async () => {
    const exchange = await kernel.execute("6 * 7");
    expect(types(exchange)).toEqual(["status", "execute_input", "execute_result", "status"]);
    expect(resultText(exchange)).toBe("42");
    expect(exchange.reply.content).toMatchObject({ status: "ok", execution_count: 1 });
    expect(exchange.reply.metadata.started).toMatch(/^\d{4}-/);
  });

  it("shows a promise as a promise", async () => {
    expect(resultText(await kernel.execute("Promise.resolve(5)"))).toBe("Promise { 5 }");
    expect(resultText(await kernel.execute("await Promise.resolve(5)"))).toBe("5");
  });

  it("delivers every line in order before idle", async () => {
    const exchange = await kernel.execute("for (let i = 0; i < 20000; i++) console.log(i)");
    expect(streamText(exchange)).toBe(Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""));
  });

  it("keeps the order of prints, errors and displays", async () => {
    const exchange = await kernel.execute(`
      console.log("a"); console.error("b"); console.log("c")
      jupyter.display({ "text/plain": "d" }, { raw: true }); console.log("e")`);
    const seen = exchange.outputs.flatMap(({ content }) => {
      if (content.text !== undefined) return [content.text];
      return content.data === undefined
        ? []
        : [(content.data as Record<string, unknown>)["text/plain"]];
    });
    expect(seen).toEqual(["a\n", "b\n", "c\n", "d", "e\n"]);
  });

  it("reports a type error and runs nothing", async () => {
    const exchange = await kernel.execute('console.log("ran")\nconst n: number = "x"');
    expect(exchange.reply.content).toMatchObject({ status: "error", ename: "TypeScript error" });
    expect(plain((exchange.reply.content.traceback as string[]).join("\n"))).toContain(
      '> 2 | const n: number = "x"\n    |       ^',
    );
    expect(streamText(exchange)).toBe("");
  });

  it("maps errors to the learner's lines, also in functions of earlier cells", async () => {
    const { reply } = await kernel.execute(
      "interface A {\n  b: number\n}\nfunction f(): never {\n  throw new RangeError('deep')\n}",
    );
    const { outputs } = await kernel.execute("type T = string\nf()");
    const error = outputs.find(({ header }) => header.msg_type === "error");
    const traceback = plain((error?.content.traceback as string[] | undefined)?.join("\n"));
    expect(traceback).toContain(`at f (Cell [${reply.content.execution_count}], line 5, column 9)`);
    expect(traceback).toContain("line 2, column 1");
    expect(traceback).not.toMatch(/node:|dist/);
  });

  it("aborts what is queued behind a failed cell, and takes the next", async () => {
    // It is to fail when the others have been sent, not sooner.
    const fails = "await new Promise((f) => setTimeout(f, 100)); throw new Error('first')";
    const failing = kernel.start(fails);
    const queued = [kernel.start("1"), kernel.start("2")];
    expect((await failing.exchange).reply.content.status).toBe("error");
    for (const { exchange } of queued) {
      expect((await exchange).reply.content.status).toBe("aborted");
    }
    expect(resultText(await kernel.execute("3"))).toBe("3");
  });

  it("runs what is queued when stop_on_error is false", async () => {
    const failing = kernel.start("throw new Error('first')", { stop_on_error: false });
    const queued = kernel.start("4");
    expect((await failing.exchange).reply.content.status).toBe("error");
    expect(resultText(await queued.exchange)).toBe("4");
  });

  it("neither counts nor shows a silent cell", async () => {
    const before = (await kernel.execute("0")).reply.content.execution_count as number;
    const silent = await kernel.execute("globalThis.quiet = 1; 5", { silent: true });
    expect(types(silent)).toEqual(["status", "status"]);
    expect((await kernel.execute("(globalThis as any).quiet")).reply.content.execution_count).toBe(
      before + 1,
    );
  });

  it("evaluates user expressions, each for itself", async () => {
    const user_expressions = { good: "1 + 1", bad: "nowhere" };
    const { reply } = await kernel.execute("0", { user_expressions });
    expect(reply.content.user_expressions).toMatchObject({
      good: { status: "ok", data: { "text/plain": "2" } },
      bad: { status: "error", ename: "ReferenceError" },
    });
  });

  it("attributes late output to the cell that started it", async () => {
    const late = kernel.printed("late");
    const first = kernel.start("setTimeout(() => console.log('late'), 50)");
    await first.exchange;
    await kernel.execute("await new Promise((done) => setTimeout(done, 100))");
    expect((await late).parent_header.msg_id).toBe(first.header.msg_id);
  });

  it("reports throws in timers and unhandled rejections and lives", async () => {
    for (const code of [
      "setTimeout(() => { throw new Error('stray') }, 0)",
      "void Promise.reject(new Error('stray'))",
    ]) {
      const reported = kernel.until(
        ({ header, content }) => header.msg_type === "error" && content.evalue === "stray",
      );
      await kernel.execute(code);
      const { content } = await reported;
      expect((content.traceback as string[])[0]).toMatch(/^Uncaught .*Error.*: stray$/);
    }
    expect(resultText(await kernel.execute("'alive'"))).toBe("'alive'");
  });

  it("ends the cell, not the session, on process.exit", async () => {
    const exchange = await kernel.execute("const kept = 1; process.exit(3)");
    expect(streamText(exchange, "stderr")).toContain("process.exit(3)");
    expect(exchange.reply.content).toMatchObject({ status: "ok", exit_code: 3 });
    const { reply, outputs } = await kernel.execute("kept");
    expect(resultText({ reply, outputs })).toBe("1");
    expect(reply.content.exit_code).toBeUndefined();
  });

  it("asks for input, and refuses to when the frontend has none", async () => {
    kernel.answers.push("Ada");
    expect(resultText(await kernel.execute("prompt('name?')"))).toBe("'Ada'");
    const refused = await kernel.execute("prompt('name?')", { allow_stdin: false });
    expect(refused.reply.content.evalue).toContain("does not take input");
  });

  it("completes and inspects while a cell runs", async () => {
    const loop = kernel.start("console.log('looping'); for (;;) {}");
    await kernel.printed("looping");
    const { reply } = await kernel.request("shell", "complete_request", {
      code: "'😀'.toUpp",
      cursor_pos: 9,
    });
    expect(reply.content).toMatchObject({
      matches: ["toUpperCase"],
      cursor_start: 4,
      cursor_end: 9,
    });
    const inspected = await kernel.request("shell", "inspect_request", {
      code: "parseInt",
      cursor_pos: 3,
      detail_level: 0,
    });
    expect(inspected.reply.content.found).toBe(true);
    await kernel.request("control", "interrupt_request", {});
    expect((await loop.exchange).reply.content.ename).toBe("Interrupted");
  });

  it.each([
    ["a loop", "console.log('go'); for (;;) {}"],
    ["a loop after an await", "await null; console.log('go'); for (;;) {}"],
    ["a loop in try and finally", "try { console.log('go'); for (;;) {} } finally { for (;;) {} }"],
    ["a promise that never settles", "console.log('go'); await new Promise(() => {})"],
    [
      "a loop in a timer",
      "setTimeout(() => { console.log('go'); for (;;) {} }, 0); await new Promise(() => {})",
    ],
    [
      "a loop in an immediate",
      "setImmediate(() => { console.log('go'); for (;;) {} }); await new Promise(() => {})",
    ],
    ["a loop of awaits", "console.log('go'); for (;;) await null"],
    [
      "a loop of timers",
      "console.log('go'); for (;;) await new Promise((done) => setTimeout(done, 1))",
    ],
    ["a flood", "console.log('go'); for (;;) console.log('x'.repeat(999))"],
  ])("interrupts %s and keeps the variables", async (_name, code) => {
    await kernel.execute("var survivor = 17");
    const { exchange } = kernel.start(code);
    await kernel.printed("go");
    const { reply } = await kernel.request("control", "interrupt_request", {});
    expect(reply.content.status).toBe("ok");
    expect((await exchange).reply.content).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(
      resultText(
        await kernel.execute("await new Promise((done) => setTimeout(done, 5)); survivor"),
      ),
    ).toBe("17");
  });

  it("shows what child processes and native code print, before idle", async () => {
    const inherit = await kernel.execute(`import { spawnSync, execSync } from "node:child_process"
      spawnSync("sh", ["-c", "echo out; echo err >&2"], { stdio: "inherit" })
      import { writeSync } from "node:fs"; writeSync(1, "fd\\n")`);
    expect(streamText(inherit)).toBe("out\nfd\n");
    expect(streamText(inherit, "stderr")).toBe("err\n");
    const large = await kernel.execute(`spawnSync("seq", ["30000"], { stdio: "inherit" })`);
    expect(streamText(large)).toBe(Array.from({ length: 30_000 }, (_, i) => `${i + 1}\n`).join(""));
  });

  it("survives messages that are none", async () => {
    const { sockets } = kernel;
    sockets.send("shell", "no_such_request", {});
    sockets.send("shell", "execute_request", {});
    sockets.send("shell", "complete_request", {});
    sockets.send("shell", "comm_msg", {});
    expect(resultText(await kernel.execute("7"))).toBe("7");
  });

  it("opens comms both ways and closes those that nobody expects", async () => {
    await kernel.execute(
      "jupyter.registerTarget('echo', (comm) => { comm.onMessage = ({ data }) => comm.send(data) })",
    );
    const closed = kernel.until(({ header }) => header.msg_type === "comm_close");
    await kernel.request("shell", "comm_info_request", {});
    kernel.sockets.send("shell", "comm_open", { comm_id: "x", target_name: "nobody", data: {} });
    expect((await closed).content.comm_id).toBe("x");
    kernel.sockets.send("shell", "comm_open", { comm_id: "y", target_name: "echo", data: {} });
    const echoed = kernel.until(({ header }) => header.msg_type === "comm_msg");
    kernel.sockets.send("shell", "comm_msg", { comm_id: "y", data: { n: 1 } });
    expect((await echoed).content).toEqual({ comm_id: "y", data: { n: 1 } });
    const { reply } = await kernel.request("shell", "comm_info_request", { target_name: "echo" });
    expect(reply.content.comms).toEqual({ y: { target_name: "echo" } });
  });
});

describe("the settings of a kernel", () => {
  it("let a cell with type errors run, told or untold", async () => {
    const cell = 'const n: number = "x" as any as string; n';
    for (const [DROPOUT_LAB_TYPES, told] of [
      ["warn", true],
      ["off", false],
    ] as const) {
      const kernel = await LiveKernel.start({
        env: { DROPOUT_LAB_TYPES, DROPOUT_LAB_HISTORY: "off" },
      });
      const exchange = await kernel.execute(cell);
      expect(resultText(exchange)).toBe("'x'");
      expect(streamText(exchange, "stderr").includes("TS2322")).toBe(told);
      await kernel.stop();
    }
  });

  it("are told of once, where they say what they cannot", async () => {
    const env = { DROPOUT_LAB_TYPES: "foo", DROPOUT_LAB_COLORS: "blue" };
    const kernel = await LiveKernel.start({ env });
    await kernel.execute("0", { silent: true });
    const told = streamText(await kernel.execute("1"), "stderr");
    const again = streamText(await kernel.execute("const n: number = 'x'"), "stderr");
    await kernel.stop();
    expect(told).toBe(`DROPOUT_LAB_TYPES: must be error, warn or off, got "foo", which is ignored
DROPOUT_LAB_COLORS: must be errors, on or off, got "blue", which is ignored
`);
    expect(again).toBe("");
  });

  it("write a log of what arrives, on demand", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kernel-log-"));
    const log = join(folder, "log");
    const kernel = await LiveKernel.start({ env: { DROPOUT_LAB_LOG: log } });
    const exchange = await kernel.execute("1");
    await kernel.stop();
    expect(readFileSync(log, "utf8")).toMatch(/shell execute_request/);
    expect(streamText(exchange) + streamText(exchange, "stderr")).toBe("");
    rmSync(folder, { recursive: true });
  });
});

describe("the end of a kernel", () => {
  it("comes by shutdown, also in a busy loop", async () => {
    const kernel = await LiveKernel.start();
    void kernel.start("console.log('looping'); for (;;) {}");
    await kernel.printed("looping");
    const exited = once(kernel.child, "exit");
    const { reply } = await kernel.request("control", "shutdown_request", { restart: true });
    expect(reply.content).toEqual({ status: "ok", restart: true });
    expect(await exited).toEqual([0, null]);
    await kernel.stop();
  });

  it("comes with its parent's, even one that was killed", async () => {
    const kernel = await LiveKernel.start({ through: "sh" });
    await kernel.execute("const n: number = 1");
    const pid = Number(resultText(await kernel.execute("process.pid")));
    const family = [pid, ...(await childrenOf(pid))];
    expect(pid).not.toBe(kernel.child.pid);
    kernel.child.kill("SIGKILL");
    await expect.poll(() => family.filter(isAlive)).toEqual([]);
    await kernel.stop();
  });

  it("takes the kernel's own children along, even when it is killed", async () => {
    const kernel = await LiveKernel.start();
    writeFileSync(join(kernel.directory, "local.ts"), "export const n: number = 1");
    // The language server, and the compiler of cells and of local modules.
    await kernel.execute("enum E { A }; import { n } from './local'; n satisfies number");
    const children = await childrenOf(kernel.child.pid as number);
    expect(children.length).toBeGreaterThan(1);
    kernel.child.kill("SIGKILL");
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
    await kernel.stop();
  });

  it("does not come by Ctrl-C, which interrupts what awaits", async () => {
    const kernel = await LiveKernel.start();
    await kernel.execute("var kept = 3");
    kernel.child.kill("SIGINT");
    // Until it has been heard.
    await kernel.execute("0");
    const waiting = kernel.start("console.log('go'); await new Promise(() => {})");
    await kernel.printed("go");
    kernel.child.kill("SIGINT");
    expect((await waiting.exchange).reply.content.ename).toBe("Interrupted");
    expect(resultText(await kernel.execute("kept"))).toBe("3");
    await kernel.stop();
  });

  it("comes at once with one sentence when the connection file cannot be used", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [KERNEL_BIN, ...args], { encoding: "utf8" });
    expect(run("/nowhere.json")).toMatchObject({
      status: 1,
      stderr: "dropout-lab: connection file: cannot read /nowhere.json\n",
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("usage") });
    expect(run("--version")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it("leaves no process behind", async () => {
    const kernel = await LiveKernel.start();
    await kernel.execute("enum E { A }; const n: number = 1");
    const children = await childrenOf(kernel.child.pid as number);
    expect(children.length).toBeGreaterThan(0);
    await kernel.stop();
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });
});

async function childrenOf(pid: number): Promise<number[]> {
  const { readFile } = await import("node:fs/promises");
  const { readdirSync } = await import("node:fs");
  const tasks = readdirSync(`/proc/${pid}/task`);
  const lists = tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, "utf8"));
  return (await Promise.all(lists)).join(" ").split(/\s+/).filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
