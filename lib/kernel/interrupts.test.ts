import { execFileSync, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveKernel, resultText, streamText } from "./testing/live-kernel.ts";

const IMPORTS = `
import { execFileSync, spawn } from "node:child_process"
import { EventEmitter, once } from "node:events"
import fs from "node:fs"
import http from "node:http"
import { Readable } from "node:stream"
import promises from "node:timers/promises"
import { MessageChannel } from "node:worker_threads"
import zlib from "node:zlib"`;

/** Code that has Node call the function of the given text, in each of the ways that it has. */
const CALLS: Record<string, (listener: string) => string> = {
  "an immediate": (f) => `setImmediate(${f})`,
  "a timer": (f) => `setTimeout(${f}, 1)`,
  "an interval": (f) => `setInterval(${f}, 1)`,
  "a tick": (f) => `process.nextTick(${f})`,
  "a microtask": (f) => `queueMicrotask(${f})`,
  "a then": (f) => `Promise.resolve().then(${f})`,
  "a file system callback": (f) => `fs.stat(".", ${f})`,
  "a promised timer": (f) => `promises.setTimeout(1).then(${f})`,
  "a promised immediate": (f) => `promises.setImmediate().then(${f})`,
  "a listener among others": (f) => `{
    const emitter = new EventEmitter().on("x", () => {}).on("x", ${f}).on("x", () => {})
    setImmediate(() => emitter.emit("x"))
  }`,
  "an event": (f) => `{
    const target = new EventTarget()
    target.addEventListener("x", ${f})
    setTimeout(() => target.dispatchEvent(new Event("x")), 1)
  }`,
  "a message": (f) => `{
    const { port1, port2 } = new MessageChannel()
    port1.on("message", ${f})
    port2.postMessage(1)
  }`,
  "a stream": (f) => `Readable.from(["a"]).on("data", ${f})`,
  "a child process": (f) => `spawn("true").on("exit", ${f})`,
  "a compression": (f) => `zlib.gzip("abc", ${f})`,
  "a server": (f) => `{
    const server = http.createServer((_request, response) => { response.end(); (${f})() })
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as import("node:net").AddressInfo
      http.get({ port, host: "127.0.0.1" }, () => server.close()).on("error", () => {})
    })
  }`,
};
const NOTHING = "() => {}";
const LOOP = "() => { console.log('go'); for (;;) {} }";

/** Waits once for everything that Node calls back by, and for an interval three times. */
const EVERYTHING = `
await new Promise<void>((done) => setImmediate(done))
await new Promise<void>((done) => setTimeout(done, 3))
await new Promise<void>((done) => process.nextTick(done))
await new Promise((done) => fs.stat(".", done))
await promises.setTimeout(1)
await promises.setImmediate()
let ticks = 0
await new Promise<void>((done) => {
  const interval = setInterval(() => {
    if (++ticks < 3) return
    clearInterval(interval)
    done()
  }, 1)
})
await once(spawn("true"), "exit")
survivor`;

const HOOKS = `
import { AsyncLocalStorage, createHook } from "node:async_hooks"
new AsyncLocalStorage().run(1, () => 1)
let seen = 0
const see = () => { seen++ }
const hook = createHook({ init: see, before: see, after: see, destroy: see, promiseResolve: see })
hook.enable()`;

describe.each([
  ["callbacks", ""],
  ["callbacks, with async hooks on", HOOKS],
])("an interrupt in the middle of %s", (_, setup) => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
    await kernel.execute(IMPORTS);
    await kernel.execute(setup);
  });
  afterAll(() => kernel?.stop());

  const neighbours = ["an immediate", "a timer", "a file system callback"];
  const cases = Object.keys(CALLS).flatMap((call) =>
    [...new Set([call, ...neighbours])].map((neighbour) => ({ call, neighbour })),
  );
  it.each(cases)("ends a loop in $call beside $neighbour; all goes on", async (one) => {
    const call = CALLS[one.call] as (listener: string) => string;
    const neighbour = CALLS[one.neighbour] as (listener: string) => string;
    await kernel.execute("var survivor = 17");
    const { exchange } = kernel.start(`
      ${neighbour(NOTHING)}; ${neighbour(NOTHING)}
      ${call(LOOP)}
      ${neighbour(NOTHING)}; ${call(NOTHING)}
      await new Promise(() => {})`);
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    expect((await exchange).reply.content).toMatchObject({ status: "error", ename: "Interrupted" });
    const after = await kernel.execute(EVERYTHING);
    expect(resultText(after)).toBe("17");
    expect(streamText(after)).toBe("");
    expect(streamText(after, "stderr")).toBe("");
  });
});

describe("async hooks", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("are called, also after an interrupt, until they are turned off", async () => {
    await kernel.execute(`${HOOKS}
      const called = async () => { const before = seen; await 1; return seen > before }`);
    const { exchange } = kernel.start("await 1; console.log('go'); for (;;) {}");
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    expect((await exchange).reply.content.ename).toBe("Interrupted");
    expect(resultText(await kernel.execute("await called()"))).toBe("true");
    expect(resultText(await kernel.execute("hook.disable(); await called()"))).toBe("false");
    expect(resultText(await kernel.execute("hook.enable(); await called()"))).toBe("true");
  });

  it("carry a store to what a cell awaits, also after an interrupt", async () => {
    await kernel.execute("const store = new AsyncLocalStorage<number>()");
    const { exchange } = kernel.start(`await store.run(5, async () => {
      await 1; console.log("go"); for (;;) {}
    })`);
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    expect((await exchange).reply.content.ename).toBe("Interrupted");
    const after = await kernel.execute(`
      const inside = await store.run(6, async () => { await 1; return store.getStore() });
      [store.getStore(), inside]`);
    expect(resultText(after)).toBe("[ undefined, 6 ]");
  });
});

describe("an interrupt of several loops", () => {
  it.each([
    [
      "messages",
      `const { port1, port2 } = new MessageChannel()
      port1.on("message", ${LOOP})
      for (let message = 0; message < 4; message++) port2.postMessage(message)`,
    ],
    [
      "requests",
      `const server = http.createServer(${LOOP}).listen(0, "127.0.0.1", () => {
        const { port } = server.address() as import("node:net").AddressInfo
        for (let request = 0; request < 4; request++) http.get({ port }).on("error", () => {})
      })`,
    ],
  ])("that wait one behind the other, in %s, ends all", async (_name, code) => {
    const kernel = await LiveKernel.start();
    await kernel.execute(IMPORTS);
    for (let round = 0; round < 5; round++) {
      const { exchange } = kernel.start(`${code}; await new Promise(() => {})`);
      await kernel.printed("go");
      await kernel.request("control", "interrupt_request", {});
      expect((await exchange).reply.content.ename).toBe("Interrupted");
      expect(resultText(await kernel.execute("17"))).toBe("17");
    }
    await kernel.stop();
  });
});

describe("after an interrupt", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
    await kernel.execute(IMPORTS);
  });
  afterAll(() => kernel?.stop());

  /** Runs a cell until it prints "go", interrupts it, and gives its reply. */
  async function interrupted(code: string) {
    const { exchange } = kernel.start(code);
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    return (await exchange).reply.content;
  }

  it("what the cell left behind works for later cells", async () => {
    const reply = await interrupted(`
      const server = http.createServer((request, response) => {
        console.log("asked for", request.url)
        setTimeout(() => response.end("late"), 5)
      }).listen(0, "127.0.0.1", () => console.log("go"))
      await new Promise(() => {})`);
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
    const asked = kernel.printed("asked for /page");
    const answer = await kernel.execute(`
      const { port } = server.address() as import("node:net").AddressInfo
      const answer = await (await fetch(\`http://127.0.0.1:\${port}/page\`)).text()
      server.close()
      answer`);
    expect(resultText(answer)).toBe("'late'");
    await asked;
  });

  it("the cell prints nothing more, and neither do its timers", async () => {
    await interrupted(`
      setTimeout(() => console.log("timer"), 50)
      console.log("go")
      for (;;) { await fs.promises.stat("."); await promises.setTimeout(1); console.log("on") }`);
    const from = kernel.published.length;
    // The first print ends it, if no other cell has begun by then.
    await sleep(300);
    await kernel.execute("await promises.setTimeout(100)");
    const texts = kernel.published.slice(from).map(({ content }) => content.text);
    expect(texts.filter((text) => text !== undefined)).toEqual([]);
  });

  it("the cell has failed, also if it went on behind a callback that was ended", async () => {
    const reply = await interrupted(`
      await new Promise<void>((done) => {
        setTimeout(() => { console.log("go"); for (;;) {} }, 5)
        setTimeout(done, 5)
      })
      "reached"`);
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
  });

  it("a child process that the cell waited for has ended, and no other", async () => {
    await kernel.execute('const other = spawn("sleep", ["600"])');
    const reply = await interrupted(`
      execFileSync("sh", ["-c", "trap '' INT; echo go; sleep 600; sleep 600"], { stdio: "inherit" })`);
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
    const after = await kernel.execute("[other.exitCode, other.signalCode, other.kill()]");
    expect(resultText(after)).toBe("[ null, null, true ]");
  });

  it("a cell that waits for the end of earlier interrupts is interrupted, too", async () => {
    // Nothing ends the call but an orphan that holds its pipe.
    const first = kernel.start(
      `console.log("go"); execFileSync("sh", ["-c", "(setsid sleep 4 &)"])`,
    );
    await kernel.printed("go");
    const interrupts = [1, 2].map(() => kernel.request("control", "interrupt_request", {}));
    expect((await first.exchange).reply.content.ename).toBe("Interrupted");
    // The second interrupt goes on as long as the main thread does not answer.
    const second = kernel.start("await new Promise(() => {})");
    await sleep(300);
    interrupts.push(kernel.request("control", "interrupt_request", {}));
    expect((await second.exchange).reply.content.ename).toBe("Interrupted");
    await Promise.all(interrupts);
    expect(resultText(await kernel.execute("17"))).toBe("17");
  });
});

describe("a kernel that is shut down", () => {
  it.each([
    ["", 0],
    [", also on a machine that stands still meanwhile", 2500],
  ])("ends the children of its cells and theirs, but no detached one%s", async (_, stall) => {
    const kernel = await LiveKernel.start();
    const started = await kernel.execute(`
      import { spawn } from "node:child_process"
      const child = spawn("sh", ["-c", "trap '' TERM; sleep 61 & echo $!; wait; sleep 61"])
      const grandchild = await new Promise((heard) => child.stdout.once("data", (id) => heard(Number(id))))
      const detached = spawn("sleep", ["61"], { detached: true, stdio: "ignore" });
      JSON.stringify([child.pid, grandchild, detached.pid])`);
    const ids: number[] = JSON.parse((resultText(started) ?? "").slice(1, -1));
    const stopped = kernel.stop();
    if (stall > 0) {
      await sleep(50);
      kernel.child.kill("SIGSTOP");
      await sleep(stall);
      kernel.child.kill("SIGCONT");
    }
    await stopped;
    const lives = (id: number): boolean => {
      // One that has ended may stay in the table until its new parent takes notice.
      const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(id)], { encoding: "utf8" });
      return /^[^Z]/.test(stdout.trim());
    };
    try {
      await expect.poll(() => ids.map(lives)).toEqual([false, false, true]);
    } finally {
      for (const id of ids.filter(lives)) process.kill(id, "SIGKILL");
    }
  });
});

describe("callbacks in cells", () => {
  it("come in Node's order", async () => {
    const program = `
      const seen = [];
      const say = (name) => () => {
        seen.push(name);
        process.nextTick(() => seen.push(name + " tick"));
        Promise.resolve().then(() => seen.push(name + " then"));
        queueMicrotask(() => process.nextTick(() => seen.push(name + " later tick")));
        setImmediate(() => seen.push(name + " immediate"));
      };
      setImmediate(say("a"));
      const cleared = setImmediate(say("cleared"));
      setImmediate(() => clearImmediate(cleared));
      setImmediate(say("b"), "argument");
      const cancelled = setImmediate(say("cancelled"));
      setImmediate(function () { seen.push(this === own, ...arguments); clearImmediate(this) }, 1, 2);
      clearImmediate(cancelled);
      const own = setImmediate(function () { seen.push(this === own) });
    `;
    const node = execFileSync(process.execPath, [
      "-e",
      `${program} setTimeout(() => console.log(seen.join()), 300)`,
    ]);
    const kernel = await LiveKernel.start();
    const cell = await kernel.execute(
      `// @ts-nocheck\n${program} await new Promise((done) => setTimeout(done, 300)); console.log(seen.join())`,
    );
    await kernel.stop();
    expect(streamText(cell)).toBe(String(node));
  });
});
