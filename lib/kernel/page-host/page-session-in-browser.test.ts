import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OfflinePage } from "../../testing/browser.js";
import { launchBrowser, skipWithoutBrowser } from "../../testing/browser.js";
import { bundleModules } from "./bundle-modules.ts";
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
    browser = await launchBrowser();
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
  });

  it("waits for what the reader answers", async () => {
    const asked = async (source: string, answer: string | undefined) => {
      const running = text(source);
      let outputs: Awaited<ReturnType<KernelPage["takeOutputs"]>> = [];
      while (outputs.length === 0) outputs = await call(page, "takeOutputs");
      await call(page, "answerInput", answer);
      return [outputs[0], await running];
    };
    expect(await asked("const n = prompt('How many?').length\nn", "twelve")).toEqual([
      expect.objectContaining({ type: "input", prompt: "How many?", kind: "prompt" }),
      "6",
    ]);
    expect((await asked("prompt('x')", undefined))[1]).toBe("null");
    expect((await asked("let f = () => 1\nconfirm('y')", undefined))[1]).toBe("false");
    const inside = "const g = async () => 1 + prompt('z')\nawait g()";
    expect((await asked(inside, "2"))[1]).toBe("'12'");
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

  it("ends a loop of promises, and keeps cells from what the page has stored", async () => {
    const running = run("for (;;) await null");
    await page.waitForTimeout(200);
    await call(page, "restartKernel");
    expect((await running).result).toEqual({ status: "stopped" });
    expect(await text("indexedDB.open('x')")).toContain("denied");
  });
});
