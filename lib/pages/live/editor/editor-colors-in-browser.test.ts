/// <reference lib="dom" />
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../../../testing/axe.js";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import { textContrasts } from "../../page/testing/text-contrast.ts";
import type { EditorPage } from "./testing/editor-page.ts";
import { openEditors } from "./testing/open-editors.ts";
import { shownColors } from "./testing/shown-colors.ts";

const SOURCE = `import { ones, type Tensor } from "dropout-lab/tensor";
/** All of them. */
export default class Net<T> extends Module implements Net { #p = 0.5; static q = /a[b]\\/c/gi }
async function* half(x: number[], { p = 1e-3, seed }: Options): AsyncGenerator<string> {
  for (const one of x) if (one !== null) yield await \`\${one.toFixed(2)} of \${p}\\n\`; // as text
}
const report = (what: unknown) => new Map([[what, true]]).get(what)?.[0] ?? this.names as never;
@logged enum Color { Red = 'r' } label: while (!(1 in [1n, 0xff])) break label;`;

describe.skipIf(skipWithoutBrowser())("the colours of an editor", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each(["light", "dark"] as const)(
    "are those of the code, and can be read whatever is open or marked, in a %s page",
    async (colorScheme) => {
      const { page } = await openEditors(browser, [SOURCE, "half"], {
        colorScheme,
        bypassCSP: true,
      });
      const before = await shownColors(page, ".cell:first-of-type code");
      await page.evaluate(() => {
        const { openCell, editors } = globalThis as unknown as EditorPage;
        const exports = {
          "dropout-lab/nn": { halve: ["halve(x: Tensor): Tensor", "Halves x."] as const },
        };
        openCell(0);
        openCell(1, { exports });
        editors[1]?.focus();
      });
      expect(before.length).toBeGreaterThan(40);
      expect(await shownColors(page, ".cell:first-of-type .cm-content")).toEqual(before);

      await page.keyboard.press("Control+End");
      await page.keyboard.type("\nhal");
      await page.getByRole("option", { name: "halve" }).waitFor();
      // What has just appeared does not take keys yet.
      await page.waitForTimeout(150);
      await page.keyboard.press("ArrowDown");
      await page.locator(".cm-completionInfo").waitFor();
      const least = async () =>
        (await textContrasts(page)).filter(({ contrast }) => contrast < 4.5);
      expect(await least()).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);

      await page.evaluate((lines) => {
        const [editor] = (globalThis as unknown as EditorPage).editors;
        editor?.focus();
        for (let line = 1; line <= lines; line++) editor?.markErrorLine(line);
      }, 5);
      await page.keyboard.press("Control+f");
      await page.keyboard.type("e\n");
      await page.locator(".cm-searchMatch-selected").waitFor();
      expect(await page.locator(".cm-searchMatch").count()).toBeGreaterThan(20);
      expect(await least()).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();
    },
  );
});
