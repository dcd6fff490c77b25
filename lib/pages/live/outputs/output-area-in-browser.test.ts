/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../../testing/browser.js";
import type { Output } from "../../notebook/index.ts";
import { countPixels, near } from "../../page/testing/pixels.ts";
import { picture } from "../../page/testing/sample-notebooks.ts";
import { openOutputs } from "./testing/open-outputs.ts";
import type { OutputsPage } from "./testing/outputs-page.ts";

declare const page: OutputsPage;

const stored: Output[] = [
  { output_type: "stream", name: "stdout", text: "stored text\nof two lines\n" },
  {
    output_type: "execute_result",
    execution_count: 3,
    data: { "text/plain": "stored value" },
    metadata: {},
  },
];
const BARS = "#d6604d";
const bars = near([214, 96, 77]);

function figure(y: number[], color = BARS) {
  return {
    "application/vnd.plotly.v1+json": {
      data: [{ type: "bar", x: y.map((_, at) => at), y, marker: { color } }],
      layout: { title: { text: "Some bars" }, height: 300 },
    },
    "text/plain": "Bars of some heights.",
  };
}

const htmlOf = (page: Page) => page.locator(".outputs").first().innerHTML();
/** What is seen: hidden parts and the space of the markup are none of it. */
const textOf = (page: Page) =>
  page
    .locator(".outputs")
    .first()
    // biome-ignore lint/performance/useDomNodeTextContent: the text as it is laid out is meant
    .innerText();

describe.skipIf(skipWithoutBrowser())("what a running cell shows", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page, lets a test do something in it, and sees that nothing is refused or loaded. */
  async function inPage(
    cells: readonly (readonly Output[])[],
    act: (page: Page) => Promise<void>,
    options = {},
  ): Promise<void> {
    const opened = await openOutputs(browser, cells, options);
    await act(opened.page);
    expect(opened.errors).toEqual([]);
    expect(opened.requests).toEqual([]);
    await opened.page.context().close();
  }

  test("streams are joined, values and errors follow, all in a group with a name", async () => {
    await inPage([[]], async (tab) => {
      await tab.evaluate(() => {
        const [area] = page.areas;
        area?.begin();
        area?.stream("stdout", "10%\r");
        area?.stream("stdout", "20%\n");
        area?.stream("stderr", "careful\n");
        area?.stream("stdout", "\u001b[31mred\u001b[0m <b>&\n");
        area?.result({ data: { "text/plain": "42" }, metadata: {} });
        area?.error({ ename: "TypeError", evalue: "no", traceback: ["TypeError: no", "    at x"] });
        area?.end();
      });
      await expect.poll(() => textOf(tab)).toContain("at x");
      expect(
        await tab.locator(".output").evaluateAll((all) => all.map((one) => one.className)),
      ).toEqual([
        "output stdout",
        "output stderr",
        "output stdout",
        "output value",
        "output error",
      ]);
      expect((await textOf(tab)).split(/\s*\n\s*/)).toEqual([
        "20%",
        "careful",
        "red <b>&",
        "42",
        "TypeError: no",
        "at x",
      ]);
      expect(await htmlOf(tab)).toContain('<span class="ansi-red-fg">red</span>');
      expect(await tab.getByRole("group", { name: "Output of cell 1" }).count()).toBe(1);
    });
  });

  test("stored outputs stay until the first new one comes, and come back", async () => {
    await inPage([stored], async (tab) => {
      const heights: number[] = [];
      const height = () => tab.locator("#after").evaluate((one) => one.getBoundingClientRect().top);
      heights.push(await height());
      await tab.evaluate(() => page.areas[0]?.begin());
      expect(await textOf(tab)).toContain("stored value");
      heights.push(await height());
      await tab.evaluate(() => page.areas[0]?.stream("stdout", "new\n"));
      expect((await textOf(tab)).trim()).toBe("new");
      heights.push(await height());
      expect(new Set(heights).size).toBe(1);
      await tab.evaluate(() => page.areas[0]?.end());
      await expect.poll(height).toBeLessThan(heights[0] ?? 0);
      await tab.evaluate(() => page.areas[0]?.restore());
      expect(await textOf(tab)).toContain("stored value");
      expect(await height()).toBe(heights[0]);
    });
  });

  test("a run that shows nothing leaves nothing at its end", async () => {
    await inPage([stored], async (tab) => {
      await tab.evaluate(() => page.areas[0]?.begin());
      expect(await textOf(tab)).toContain("stored value");
      await tab.evaluate(() => page.areas[0]?.end());
      expect(await textOf(tab)).toBe("");
    });
  });

  test("outputs are cleared at once, or when the next one comes", async () => {
    await inPage([[]], async (tab) => {
      const after = async (wait: boolean) => {
        await tab.evaluate((wait) => {
          const [area] = page.areas;
          area?.begin();
          area?.stream("stdout", "one");
          area?.clear(wait);
        }, wait);
        const before = (await textOf(tab)).trim();
        await tab.evaluate(() => page.areas[0]?.stream("stdout", "two"));
        return [before, (await textOf(tab)).trim()];
      };
      expect(await after(false)).toEqual(["", "two"]);
      expect(await after(true)).toEqual(["one", "two"]);
    });
  });

  test("a display is updated by its id, wherever it stands", async () => {
    await inPage([[]], async (tab) => {
      const has = await tab.evaluate(() => {
        const [area] = page.areas;
        const text = (text: string) => ({ data: { "text/plain": text }, metadata: {} });
        area?.display({ ...text("one"), id: "a" });
        area?.display({ ...text("two"), id: "b" });
        area?.display({ ...text("one again"), id: "a" });
        return [area?.updateDisplay("a", text("newer")), area?.updateDisplay("c", text("none"))];
      });
      expect(has).toEqual([true, false]);
      await expect.poll(() => textOf(tab)).toMatch(/^newer\s+two\s+newer\s*$/);
    });
  });

  test("the newest of a display's updates stays, though an older one takes longer", async () => {
    await inPage([[]], async (tab) => {
      await tab.evaluate(async () => {
        const [area] = page.areas;
        const one = (type: string, text: string) => ({ data: { [type]: text }, metadata: {} });
        area?.display({ ...one("text/plain", "first"), id: "a" });
        area?.updateDisplay("a", one("text/markdown", "- old\n".repeat(5_000)));
        area?.updateDisplay("a", one("text/plain", "newest"));
        await area?.rendered;
      });
      expect((await textOf(tab)).trim()).toBe("newest");
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`a figure is drawn, follows newer numbers and the theme: ${colorScheme}`, async () => {
      await inPage(
        [[]],
        async (tab) => {
          const show = (data: object, update: boolean) =>
            tab.evaluate(
              ([data, update]) => {
                const display = { data: data as Record<string, unknown>, metadata: {} };
                if (update) page.areas[0]?.updateDisplay("f", display);
                else page.areas[0]?.display({ ...display, id: "f" });
              },
              [data, update] as const,
            );
          await show(figure([1, 2, 3]), false);
          await tab.locator("figure.drawn").waitFor();
          const box = await tab.locator(".live").boundingBox();
          if (box === null) throw new Error("the figure must have a place");
          const low = await countPixels(tab, box, bars);
          expect(low).toBeGreaterThan(0.1 * box.width * box.height);
          const drawn = await tab.locator(".live").elementHandle();
          await show(figure([3, 3, 3]), true);
          await expect.poll(() => countPixels(tab, box, bars)).toBeGreaterThan(1.3 * low);
          expect(await drawn?.evaluate((one) => one.isConnected)).toBe(true);
          // Another run draws in the same place, and a screen reader hears the new description.
          await tab.evaluate(
            (data) => {
              const [area] = page.areas;
              area?.begin();
              area?.display({ data, metadata: {}, id: "f" });
              area?.end();
            },
            { ...figure([1, 2, 3]), "text/plain": "Bars that grow." },
          );
          await expect.poll(() => countPixels(tab, box, bars)).toBeLessThan(1.1 * low);
          expect(await drawn?.evaluate((one) => one.isConnected)).toBe(true);
          await expect
            .poll(() => tab.locator("figure > .stored").textContent())
            .toBe("Bars that grow.");
          expect(await tab.locator("figure").count()).toBe(1);
          const ground = near(colorScheme === "light" ? [20, 23, 27] : [255, 254, 251], 4);
          await tab.locator("button.theme").click();
          await expect
            .poll(() => countPixels(tab, box, ground))
            .toBeGreaterThan(0.2 * box.width * box.height);
          expect(await tab.locator("figcaption").textContent()).toBe("Some bars");
        },
        { colorScheme },
      );
    });
  }

  test("100 million characters leave the page alive, and few lines in it", async () => {
    await inPage([[]], async (tab) => {
      await tab.evaluate(async () => {
        const [area] = page.areas;
        area?.begin();
        area?.stream("stdout", "the first line\n");
        const piece = "0123456789 a line of some length\n".repeat(2000);
        for (let at = 0; at < 1e8 / piece.length; at++) {
          area?.stream("stdout", piece);
          if (at % 100 === 0) await new Promise(requestAnimationFrame);
        }
        area?.stream("stdout", "the last line\n");
        area?.end();
      });
      await expect.poll(() => textOf(tab)).toContain("the last line");
      const text = await textOf(tab);
      expect(text).toContain("the first line");
      expect(text).toMatch(
        /[\d,]{6,} lines are not shown here\. [\d,]{9,} characters were too many/,
      );
      expect(text.split("\n").length).toBeLessThan(520);
      await tab.getByRole("button", { name: "Show more" }).click();
      const more = (await textOf(tab)).split("\n").length;
      expect(more).toBeGreaterThan(9000);
      expect(more).toBeLessThan(10_020);
      const saved = tab.waitForEvent("download");
      await tab.getByRole("button", { name: "Save as a file" }).click();
      expect((await saved).suggestedFilename()).toBe("output.txt");
    });
  });

  test("outputs go into a notebook, those that the page was written with too", async () => {
    const png = picture(30, 20, [10, 200, 10]);
    const box = 'xmlns="http://www.w3.org/2000/svg" width="60" height="20"';
    const written: Output[] = [
      ...stored,
      {
        output_type: "display_data",
        data: { "image/png": png, "text/plain": "A green box." },
        metadata: {},
      },
      { output_type: "display_data", data: { ...figure([1, 2]), "image/png": png }, metadata: {} },
      { output_type: "display_data", data: { "text/html": "<p><b>bold</b></p>" }, metadata: {} },
      {
        output_type: "error",
        ename: "TypeError",
        evalue: "no",
        traceback: ["TypeError: no", "at x"],
      },
      {
        output_type: "display_data",
        data: { "image/svg+xml": `<svg ${box}><text y="12">1 − p</text></svg>` },
        metadata: {},
      },
    ];
    await inPage([written, []], async (tab) => {
      const [first, second] = await tab.evaluate(() => {
        const [, other] = page.areas;
        other?.begin();
        other?.stream("stdout", "1%\r");
        other?.stream("stdout", "2%\n");
        other?.display({ data: { "text/html": "<b>x</b>" }, metadata: { a: 1 }, id: "b" });
        other?.result({ data: { "text/plain": "7" }, metadata: {} });
        other?.error({
          ename: "E",
          evalue: "no",
          traceback: ["\u001b[31mE\u001b[0m: no"],
          line: 2,
        });
        other?.end();
        return page.areas.map((area) => area.toNbformat(4));
      });
      expect(second).toEqual([
        { output_type: "stream", name: "stdout", text: "2%\n" },
        { output_type: "display_data", data: { "text/html": "<b>x</b>" }, metadata: { a: 1 } },
        {
          output_type: "execute_result",
          execution_count: 4,
          data: { "text/plain": "7" },
          metadata: {},
        },
        { output_type: "error", ename: "E", evalue: "no", traceback: ["\u001b[31mE\u001b[0m: no"] },
      ]);
      expect(first?.map(({ output_type }) => output_type)).toEqual([
        "stream",
        "execute_result",
        "execute_result",
        "execute_result",
        "execute_result",
        "error",
        "execute_result",
      ]);
      expect(first?.[6]).toMatchObject({
        data: { "image/svg+xml": expect.stringContaining("1 − p") },
      });
      expect(first?.[1]).toMatchObject({
        execution_count: 4,
        data: { "text/plain": "stored value" },
      });
      expect(first?.[2]).toMatchObject({
        data: { "text/plain": "A green box.", "image/png": png },
      });
      expect(first?.[3]).toMatchObject({ data: figure([1, 2]) });
      expect(first?.[4]).toMatchObject({ data: { "text/html": "<p><b>bold</b></p>" } });
      expect(first?.[5]).toMatchObject({
        ename: "TypeError",
        traceback: ["TypeError: no", "at x"],
      });
    });
  });

  test("LaTeX and the mathematics of Markdown are set, and JSON opens and closes", async () => {
    await inPage([[]], async (tab) => {
      await tab.evaluate(async () => {
        const [area] = page.areas;
        const show = (data: Record<string, unknown>) => area?.display({ data, metadata: {} });
        show({ "text/latex": "$\\frac{1}{1-p}$" });
        show({ "text/markdown": "A share of $1 - p$ is **kept**, &eacute;." });
        show({ "application/json": { p: 0.4, mask: { bits: { all: [1, 0] } } } });
        await area?.rendered;
      });
      expect(await tab.locator(".output math").count()).toBe(2);
      expect(await tab.locator(".output math mfrac").count()).toBe(1);
      expect(await tab.locator("strong").textContent()).toBe("kept");
      expect(await textOf(tab)).toContain("é.");
      const inside = tab.getByText("all:");
      expect(await inside.isVisible()).toBe(false);
      await tab.getByText("bits:").click();
      expect(await inside.isVisible()).toBe(true);
    });
  });

  test("what only a page can show is drawn by who is registered for it", async () => {
    await inPage([[]], async (tab) => {
      const log = await tab.evaluate(() => {
        const log: string[] = [];
        page.drawers.set("application/x-control+json", (place, { data }) => {
          place.textContent = `control ${data["application/x-control+json"]}`;
          return {
            update: ({ data }) => {
              log.push(`update ${data["application/x-control+json"]}`);
            },
            close: () => {
              log.push("close");
            },
          };
        });
        const control = (value: number) => ({
          data: { "application/x-control+json": value, "text/plain": "plain" },
          metadata: {},
        });
        const [area] = page.areas;
        area?.display({ ...control(1), id: "c" });
        log.push(document.querySelector(".output")?.textContent ?? "");
        area?.updateDisplay("c", control(2));
        area?.clear(false);
        return log;
      });
      expect(log).toEqual(["control 1", "update 2", "close"]);
    });
  });
});
