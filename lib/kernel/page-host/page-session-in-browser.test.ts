import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OfflinePage } from "../../testing/browser.js";
import { launchBrowser, skipWithoutBrowser } from "../../testing/browser.js";
import { bundleModules } from "./bundle-modules.ts";
import type { CellOutput } from "./messages.ts";
import type { KernelPage } from "./testing/kernel-page.ts";
import { openScriptPage } from "./testing/open-page.ts";
import { workerScript } from "./worker-script.ts";

const entry = new URL("./testing/kernel-page.ts", import.meta.url);
const directory = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

/** Calls a function of the page. */
function call<Name extends keyof KernelPage>(
  page: Page,
  name: Name,
  ...values: Parameters<KernelPage[Name]>
): Promise<Awaited<ReturnType<KernelPage[Name]>>> {
  return page.evaluate(
    ([name, values]) =>
      Reflect.apply((globalThis as never)[name as never], undefined, values as never),
    [name, values] as const,
  );
}

describe.skipIf(skipWithoutBrowser())("the session of a page", () => {
  let browser: Browser;
  let page: Page;
  let opened: OfflinePage;
  let script: string;
  beforeAll(async () => {
    // A worker of a tenth of the usual memory dies soon.
    browser = await launchBrowser({ args: ["--js-flags=--max-old-space-size=400"] });
    script = await workerScript();
    opened = await openScriptPage(browser, entry);
    page = opened.page;
    const modules = await bundleModules(["dropout-lab/tensor"], { directory });
    await call(page, "startKernel", script, modules);
  });
  afterEach(() => expect([...opened.errors, ...opened.requests]).toEqual([]));
  afterAll(() => browser?.close());

  const run = (source: string) => call(page, "runCell", source, "Cell [1]");
  async function text(source: string): Promise<unknown> {
    const { result } = await run(source);
    if (result.status === "error") return result.error.evalue;
    return result.status === "ok" ? result.display?.data["text/plain"] : result;
  }

  it("keeps the last values", async () => {
    await run("1 + 1");
    await run("'two';");
    await run("const unseen = 3");
    expect(await text("[_, __, Object.values(Out)]")).toBe("[ 'two', 2, [ 2, 'two' ] ]");
    await run("const _ = 'mine'");
    await run("5");
    expect(await text("_")).toBe("'mine'");
  });

  it("says what takes a system", async () => {
    expect(await text("!ls -la")).toBe(
      "!ls -la: a page has no shell; run the notebook on a kernel",
    );
    expect(await text("%%bash\nls")).toContain("A page has no shell and no files");
    expect(await text("enum Colour { Red }")).toMatch(/cannot be run here$/);
    expect(await text("import.meta.url")).toContain("a page has no files");
    const instead = "; run the notebook on a kernel";
    expect(await text("process.cwd()")).toBe(
      `process is not defined: a page has no Node${instead}`,
    );
    expect(await text("await fetch('https://example.org')")).toBe(
      `fetch: a page has no network${instead}`,
    );
    expect(await text("await jupyter.broadcast('status', {})")).toContain(instead);
    expect(await text("await crypto.subtle.digest('SHA-256', new Uint8Array(1))")).toBe(
      `crypto.subtle.digest: browsers keep it from pages on a disk${instead}`,
    );
  });

  it("has random UUIDs", async () => {
    const ids = "Array.from({ length: 1e3 }, () => crypto.randomUUID())";
    const isOne = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    expect(await text(`new Set(${ids}.filter((id) => ${isOne}.test(id))).size`)).toBe("1000");
  });

  /** Runs a cell until it has asked so often; gives the questions and how it ends. */
  async function asking(source: string, count = 1) {
    const ended = text(source);
    const questions: Extract<CellOutput, { type: "input" }>[] = [];
    while (questions.length < count)
      for (const output of await call(page, "takeOutputs"))
        if (output.type === "input") questions.push(output);
    return { questions, ended };
  }

  it("waits for what the reader answers", async () => {
    const asked = async (source: string, answer: string | undefined) => {
      const { questions, ended } = await asking(source);
      const { question = 0, ...rest } = questions[0] ?? {};
      await call(page, "answerInput", { question, text: answer });
      return [rest, await ended];
    };
    expect(await asked("const n = prompt('How many?', 'none').length\nn", "twelve")).toEqual([
      expect.objectContaining({
        ...{ type: "input", prompt: "How many?", kind: "prompt", initial: "none" },
      }),
      "6",
    ]);
    expect((await asked("prompt('x')", undefined))[1]).toBe("null");
    expect((await asked("prompt('x', 'initial')", ""))[1]).toBe("''");
    expect((await asked("let f = () => 1\nconfirm('y')", undefined))[1]).toBe("false");
    const inside = "const g = async () => 1 + prompt('z')\nawait g()";
    expect((await asked(inside, "2"))[1]).toBe("'12'");
  });

  it("gives each of several questions its own answer", async () => {
    const both = "const ask = async (q) => prompt(q)\nawait Promise.all([ask('a'), ask('b')])";
    const { questions, ended } = await asking(both, 2);
    for (const { question, prompt } of questions.toReversed())
      await call(page, "answerInput", { question, text: `of ${prompt}` });
    expect(await ended).toBe("[ 'of a', 'of b' ]");
  });

  it("carries what cells and controls say to each other", async () => {
    await run(
      "jupyter.registerTarget('double', (comm) => { comm.onMessage = ({ data }) => { console.log(data); comm.send(2 * data) } })",
    );
    const cell = (await run("console.log(1)")).outputs[0]?.cell ?? 0;
    await call(page, "sendComm", { event: "open", id: "a", target: "double", data: {} });
    await call(page, "sendComm", { event: "message", id: "a", data: 21 });
    const found: unknown[] = [];
    while (found.length < 2) found.push(...(await call(page, "takeOutputs")));
    expect(found).toEqual(
      expect.arrayContaining([
        { type: "stream", cell: cell - 1, name: "stdout", text: "21\n" },
        { type: "comm", cell: cell - 1, event: "message", id: "a", data: 42 },
      ]),
    );
    const { outputs } = await run("const c = jupyter.openComm('slider', { p: 0.5 }); c.close()");
    expect(outputs).toMatchObject([
      { type: "comm", event: "open", target: "slider", data: { p: 0.5 } },
      { type: "comm", event: "close" },
    ]);
  });

  it("gives late output to its own cell", async () => {
    const late =
      "console.log('a'); void (async () => { await new Promise((r) => setTimeout(r, 50)); console.log('late') })()";
    const cell = (await run(late)).outputs[0]?.cell;
    const { outputs } = await run("await new Promise((r) => setTimeout(r, 150)); console.log('b')");
    expect(outputs).toMatchObject([
      { text: "late\n", cell },
      { text: "b\n", cell: (cell ?? 0) + 1 },
    ]);
  });

  it("completes names, properties and modules without running a getter", async () => {
    await run(
      "const measured = { mean: 1, get secret() { throw 1 }, inner: { deep: [1] } }; const trap = new Proxy({ shown: 1 }, { ownKeys() { console.log('ran'); return [] } })",
    );
    const complete = async (source: string) => {
      const { from, names } = await call(page, "completeNames", source);
      return [from, names.map(({ label }) => label)];
    };
    expect(await complete("1 + meas")).toEqual([4, ["measured"]]);
    expect(await complete("measured.")).toEqual([9, ["mean", "secret", "inner"]]);
    expect(await complete("measured.secret.")).toEqual([16, []]);
    expect(await complete("measured?.inner.de")).toEqual([16, ["deep"]]);
    expect(await complete("trap.")).toEqual([5, []]);
    expect(await complete('import { x } from "dropout')).toEqual([19, ["dropout-lab/tensor"]]);
    expect(await call(page, "completeNames", "measured.me")).toMatchObject({
      names: [{ label: "mean", kind: "property", detail: "1" }],
    });
    expect(await call(page, "takeOutputs")).toEqual([]);
  });

  it("looks through a proxy as the kernel does", async () => {
    expect(await text("Object.prototype.toString.call(new Proxy([], {})) + Proxy.name")).toBe(
      "'[object Array]Proxy'",
    );
    const { outputs } = await run("new Proxy({ a: 1 }, { get() { console.log('ran') } })");
    expect(outputs).toEqual([]);
  });

  it("stays alive under a flood of prints and of displays", async () => {
    for (const flood of [
      "for (let i = 0; i < 1e6; i++) console.log(i)",
      "console.log('x'.repeat(1e8))",
      "for (let i = 0; i < 1e4; i++) jupyter.display({ 'text/html': 'x'.repeat(1e5) }, { raw: true })",
      "for (let i = 0; i < 1e5; i++) await Promise.resolve(console.log('tick', i, 'x'.repeat(100)))",
    ]) {
      const { result, outputs } = await run(flood);
      expect(result.status).toBe("ok");
      const size = JSON.stringify(outputs).length;
      expect(size).toBeGreaterThan(1e5);
      expect(size).toBeLessThan(2e7);
      expect(outputs.filter(({ type }) => type === "cut").length).toBeGreaterThan(0);
    }
    expect(await text("1 + 1")).toBe("2");
  }, 60_000);

  it("goes on where a cell tells the page what no worker says", async () => {
    const found = `const { postMessage } = MessagePort.prototype; let port
MessagePort.prototype.postMessage = function (...sent) { port = this; return postMessage.apply(this, sent) }
console.log("found"); await new Promise((done) => setTimeout(done, 50))
MessagePort.prototype.postMessage = postMessage
const wrong = [null, { type: "none" }, { type: "stream", cell: 1, name: "stdout", text: {} }]
for (const message of wrong) port.postMessage(message)`;
    const { result, outputs } = await run(found);
    expect(result.status).toBe("ok");
    expect(outputs).toMatchObject([{ type: "stream", text: "found\n" }]);
  });

  it("ends a loop of promises, and keeps cells from what the page has stored", async () => {
    const running = run("for (;;) await null");
    await page.waitForTimeout(200);
    await call(page, "restartKernel");
    expect((await running).result).toEqual({ status: "stopped" });
    expect(await text("indexedDB.open('x')")).toContain("denied");
  });

  it("tells of a worker that has used up its memory, and begins with another", async () => {
    // Playwright gives a page up when a process of any of its frames dies.
    const protocol = await page.context().newCDPSession(page);
    const evaluate = async (expression: string) => {
      const how = { awaitPromise: true, returnByValue: true };
      const { result } = await protocol.send("Runtime.evaluate", { expression, ...how });
      return result.value;
    };
    await run("const kept = 1");
    const reason =
      "The worker that ran the cells has ended, most likely since the cells used up its memory.";
    const all = "const all = []; for (;;) all.push(new Array(1e4).fill(0.5))";
    expect(await evaluate(`runCell("${all}", "Cell [1]")`)).toEqual({
      result: { status: "died", reason },
      outputs: [],
    });
    expect(await evaluate("deaths()")).toEqual([reason]);
    expect(await evaluate("runCell('typeof kept', 'Cell [2]')")).toMatchObject({
      result: { display: { data: { "text/plain": "'undefined'" } } },
    });
  });
});
