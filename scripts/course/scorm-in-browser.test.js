/// <reference lib="dom" />
// The package in a public SCORM runtime: scorm-again's, in a page of ours that shows the lesson.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../lib/testing/browser.js";

const script = fileURLToPath(new URL("../course.js", import.meta.url));
const runtime = createRequire(import.meta.url).resolve("scorm-again/scorm12");
const HOST = `<!doctype html><title>A learning management system</title>
<script src="runtime.js"></script>
<script>
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  window.visit = (known, page) => {
    API.loadFromJSON(known, "cmi");
    const frame = document.createElement("iframe");
    frame.style = "width: 1000px; height: 800px";
    frame.src = page;
    document.body.append(frame);
  };
  window.leave = async () => {
    const frame = document.querySelector("iframe");
    const left = new Promise((resolve) => { frame.onload = resolve; });
    frame.src = "empty.html";
    await left;
  };
</script><body></body>`;

/** What a system keeps of a learner. @typedef {{ core: Record<string, unknown>, suspend_data?: string }} Known */

describe.skipIf(skipWithoutBrowser())("a SCORM package", () => {
  const folder = mkdtempSync(join(tmpdir(), "scorm-"));
  /** @type {Record<string, Uint8Array>} */
  let files = {};
  /** @type {import("playwright-core").Browser} */
  let browser;
  const server = createServer((request, response) => {
    const name = decodeURI(request.url ?? "").slice(1);
    const types = { js: "text/javascript", html: "text/html; charset=utf-8" };
    const type = types[name.endsWith(".js") ? "js" : "html"];
    response.setHeader("content-type", type);
    if (name === "host.html") response.end(HOST);
    else if (name === "runtime.js") response.end(readFileSync(runtime.replace("/esm/", "/")));
    else response.end(files[name] ?? "");
  });
  let address = "";

  beforeAll(async () => {
    const zip = join(folder, "course.zip");
    const args = [script, "scorm", "--out", zip, "01"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    files = unzipSync(readFileSync(zip));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const port = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
    address = `http://127.0.0.1:${port}/host.html`;
    browser = await launchBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** The first lesson of the manifest, as a system finds it. */
  const first = () =>
    /href="([^"]+)"/.exec(strFromU8(files["imsmanifest.xml"] ?? new Uint8Array()))?.[1];

  /**
   * Shows the first lesson to a learner of whom something is known.
   * @param {import("playwright-core").BrowserContext} context @param {Known} known
   */
  async function visit(context, known) {
    const page = await context.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(address);
    await page.evaluate(([known, page]) => Object(globalThis).visit(known, page), [known, first()]);
    const lesson = page.frameLocator("iframe");
    await lesson.locator(".lesson-progress").waitFor();
    await lesson.getByText(/learning management system/).waitFor({ state: "attached" });
    return {
      lesson,
      head: () => lesson.locator(".lesson-progress > span").textContent(),
      /** Their names, in their order. */
      exercises: () =>
        lesson
          .locator(".lesson-progress a")
          .evaluateAll((links) =>
            links.map((link) => `${link.getAttribute("href")}`.replace("#exercise-", "")),
          ),
      /** @returns {Promise<Known>} */
      known: () => page.evaluate(() => Object(globalThis).API.renderCMIToJSONObject().cmi),
      answer: async (/** @type {string} */ cell, /** @type {string} */ source) => {
        await lesson.locator(`[data-cell="${cell}"] .code`).click();
        await page.keyboard.press("Control+a");
        await page.keyboard.insertText(source);
        await page.keyboard.press("Control+Enter");
      },
      leave: async () => {
        await page.evaluate(() => Object(globalThis).leave());
        expect(complaints).toEqual([]);
      },
      close: () => page.close(),
    };
  }

  const learner = (/** @type {string} */ name) => ({
    core: { student_id: name, student_name: name },
  });

  test("reports incomplete and the score of one exercise, and brings it back in another browser", async () => {
    const context = await browser.newContext();
    const one = await visit(context, learner("one"));
    const names = await one.exercises();
    const total = names.length;
    await expect.poll(one.head).toBe(`0 of ${total} exercises done`);
    await one.answer("naive-20", "exercises.expected.check(75)");
    await expect.poll(one.head).toBe(`1 of ${total} exercises done`);
    await expect
      .poll(async () => (await one.known()).core)
      .toMatchObject({
        lesson_status: "incomplete",
        score: { raw: `${Math.round(100 / total)}`, min: "0", max: "100" },
      });
    await one.leave();
    const kept = await one.known();
    await one.close();
    expect(kept.core).toMatchObject({ exit: "suspend" });
    expect(kept.suspend_data?.length).toBeLessThanOrEqual(4096);

    // Another learner in the same browser sees nothing of it.
    const other = await visit(context, learner("other"));
    expect(await other.head()).toBe(`0 of ${total} exercises done`);
    expect(await other.lesson.locator('[data-cell="naive-20"] .code').textContent()).not.toContain(
      "75",
    );
    await other.leave();
    await context.close();

    const elsewhere = await browser.newContext();
    const again = await visit(elsewhere, kept);
    await expect.poll(again.head).toBe(`1 of ${total} exercises done`);
    await expect
      .poll(() => again.lesson.locator('[data-cell="naive-20"] .code').textContent())
      .toContain("exercises.expected.check(75)");
    // All of them done, the way to completion that this lesson's answers would take.
    const data = JSON.parse(kept.suspend_data ?? "{}");
    const [done] = Object.values(data.e);
    const all = { ...data, e: Object.fromEntries(names.map((name) => [name, done])) };
    await again.leave();
    await again.close();
    const whole = { ...kept, suspend_data: JSON.stringify(all) };
    const last = await visit(elsewhere, whole);
    await expect.poll(last.head).toBe(`${total} of ${total} exercises done`);
    await expect
      .poll(async () => (await last.known()).core)
      .toMatchObject({
        lesson_status: "completed",
        score: { raw: "100" },
      });
    await last.leave();
    await elsewhere.close();
  });

  test("leaves suspend data alone that it has not written, and says so", async () => {
    const context = await browser.newContext();
    const newer = { ...learner("one"), suspend_data: '{"v":2}' };
    const page = await visit(context, newer);
    await page.lesson.getByText("cannot be read here and is left as it is").waitFor();
    await page.leave();
    const known = await page.known();
    expect([known.suspend_data, known.core.lesson_status]).toEqual(['{"v":2}', "incomplete"]);
    await context.close();
  });
});
