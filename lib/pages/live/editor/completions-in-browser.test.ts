/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import type { EditorPage } from "./testing/editor-page.ts";
import { openEditors } from "./testing/open-editors.ts";

const IMPORTS = `import { ones, zeros as nothing } from "dropout-lab/tensor";
import * as nn from "dropout-lab/nn";
const neurons = 100, { mean } = summarize([1]);
function halve(x: number) { const inner = 1; return x / 2; }`;

describe.skipIf(skipWithoutBrowser())("completion in an editor", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  /** Types into a second cell, and gives back what is offered. */
  async function offered(text: string): Promise<string[]> {
    await page?.context().close();
    ({ page } = await openEditors(browser, [IMPORTS, ""]));
    await page.evaluate(() => {
      const { openCell, editors } = globalThis as unknown as EditorPage;
      openCell(1, {
        session: [
          { label: "neverTyped", kind: "name", detail: "function" },
          { label: "nearby", kind: "name" },
        ],
        exports: {
          "dropout-lab/tensor": {
            ones: ["ones(shape: number[]): Tensor", "All elements are 1."],
            zeros: ["zeros(shape: number[]): Tensor", "All elements are 0."],
            onesLike: ["onesLike(x: Tensor): Tensor", "As many ones as x has elements."],
          },
          "dropout-lab/nn": { Dropout: ["class Dropout", "Drops each element."] },
        },
      });
      editors[1]?.focus();
    });
    await page.keyboard.insertText(text.slice(0, text.indexOf("|")));
    const rest = text.slice(text.indexOf("|") + 1);
    await page.keyboard.insertText(rest);
    for (let step = 0; step < rest.length; step++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    const list = page.getByRole("listbox", { name: "Completions" });
    await list.waitFor({ timeout: 1500 }).catch(() => {});
    return (await list.count()) === 0
      ? []
      : list
          .getByRole("option")
          .evaluateAll((options) =>
            options.map((one) => one.querySelector(".cm-completionLabel")?.textContent ?? ""),
          );
  }

  const source = () =>
    page.evaluate(() => (globalThis as unknown as EditorPage).editors[1]?.source);

  test.each([
    [
      "names of the session, of the cells and of the cell",
      "function near(next) { ne|",
      ["next", "near", "neurons", "nearby", "new"],
    ],
    ["what the cells import and declare, also before they run", "h|", ["halve"]],
    [
      "the exports of a package that an import names",
      'import { on| } from "dropout-lab/tensor"',
      ["ones", "onesLike"],
    ],
    ["all exports, while the package is not written yet", "import { D|", ["Dropout"]],
    [
      "members of a package, and what the session knows of an object",
      "nn.|",
      ["Dropout", "nearby", "neverTyped"],
    ],
    ["types in a type", "let x: nu|", ["number", "null"]],
    ["nothing in a text", '"ne|"', []],
    ["nothing in a comment", "// ne|", []],
    ["nothing for a name that is being given", "const ne|", []],
  ])("offers %s", async (_, text, wanted) => {
    const names = await offered(text);
    if (wanted.length === 0) expect(names).toEqual([]);
    for (const name of wanted) expect(names).toContain(name);
    expect(new Set(names).size, "each once").toBe(names.length);
    expect(names).not.toContain("inner");
  });

  test("tells the signature of an export and what it is for, by the name that the cells gave it", async () => {
    expect((await offered("not|"))[0]).toBe("nothing");
    await expect
      .poll(() => page.locator(".cm-completionInfo").textContent())
      .toMatch(/^zeros\(shape: number\[\]\): TensorAll elements are 0\.$/);
  });

  test("imports what no cell imports yet", async () => {
    expect(await offered("const x = onesL|")).toContain("onesLike");
    await page.keyboard.press("Enter");
    expect(await source()).toBe(
      'import { onesLike } from "dropout-lab/tensor";\nconst x = onesLike',
    );
    await offered('import { grad } from "dropout-lab/tensor";\nonesL|');
    await page.keyboard.press("Tab");
    expect(await source()).toBe('import { grad, onesLike } from "dropout-lab/tensor";\nonesLike');
  });

  test("leaves Enter to begin a line where the name is whole, and Escape closes the list only", async () => {
    expect(await offered("neurons|")).toContain("neurons");
    await page.keyboard.press("Enter");
    expect(await source()).toBe("neurons\n");
    await offered("neur|");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("listbox").count()).toBe(0);
    const called = () => page.evaluate(() => (globalThis as unknown as EditorPage).called);
    expect(await called()).not.toContain("leave");
    await page.keyboard.press("Escape");
    expect(await called()).toContain("leave");
  });
});
