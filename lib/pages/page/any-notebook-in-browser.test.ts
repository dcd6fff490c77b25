/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import type { Cell, Json } from "../notebook/index.ts";
import { exportNotebook } from "./export-notebook.ts";
import { countPixels, near } from "./testing/pixels.ts";
import { code, display, figureOutput, markdown, notebookOf } from "./testing/sample-notebooks.ts";
import { DESK, drawnFigure, overflow, PHONE } from "./testing/sample-site.ts";

const html = (source: string) => code("html", [display({ "text/html": source })]);
const LONG = Array.from({ length: 6 }, (_, at) => `\\mathrm{Cov}(a_${at} X + b, Y)`).join(" = ");
const WIDE_TABLE = `<table><tr>${Array.from({ length: 20 }, (_, at) => `<th>column_number_${at}</th>`).join("")}</tr></table>`;

describe.skipIf(skipWithoutBrowser())("anyone's notebook in a browser", () => {
  const dir = mkdtempSync(join(tmpdir(), "any-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });
  const open = async (
    cells: Cell[],
    { viewport = DESK, metadata = {} as Json, change = (page: string) => page } = {},
  ) => {
    const file = join(dir, "page.html");
    writeFileSync(file, change(await exportNotebook(notebookOf(cells, metadata))));
    return await openOffline(browser, file, { viewport, colorScheme: "light" });
  };

  test.each([
    [
      "headings",
      [markdown("# Plotly\n\n## Content\n\n## Plotly\n\n## js-plotly-tester\n\n## MathJax")],
    ],
    [
      "HTML in Markdown",
      [
        markdown(
          '<div id="plotly">a</div>\n\n<p id="content">b</p>\n\n<a name="plotly"></a><i id="MathJax"></i><i id="PlotlyConfig"></i><b id="js-plotly-tester"></b>',
        ),
      ],
    ],
    ["HTML headings", [markdown('<h2 id="plotly">Plotly</h2>\n\n<h2>Content</h2>')]],
    [
      "outputs",
      [html('<div id="plotly">a</div><p id="content">b</p><div id="js-plotly-tester"></div>')],
    ],
    [
      "labels of equations",
      [markdown("\\begin{equation}x\\label{plotly}\\end{equation}\n\n\\eqref{plotly}")],
    ],
    [
      "classes",
      [
        markdown(
          '<p class="contents"><a href="#%E0%A4%A">x</a></p>\n\n<p class="plot"><i class="live"></i></p>',
        ),
      ],
    ],
  ])(
    "a figure is drawn whatever the page's names are taken by: %s",
    async (_, cells) => {
      const { page, errors } = await open([...cells, code("fig", [figureOutput()])]);
      const box = await drawnFigure(page);
      expect(await countPixels(page, box, near([214, 96, 77]))).toBeGreaterThan(1000);
      expect(errors).toEqual([]);
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("body [id]")].map(({ id }) => id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      });
      expect(twice).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test("links lead to headings however they are written", async () => {
    const headings =
      "## 🎉 Party\n\n## Pairs $(w,\\theta)$\n\n<h2>HTML *heading*</h2>\n\n## Content\n\n## 1. What is `p`?\n\n## Über uns\n\n<a name='old'></a>\n\n### A – B";
    const targets = {
      "#🎉-Party": "🎉 Party",
      "#-party": "🎉 Party",
      "#Pairs-$(w,\\theta)$": "Pairs",
      "#HTML-*heading*": "HTML",
      "#Content": "Content",
      "#1.-What-is-p?": "1. What",
      "#1.-What-is-`p`?": "1. What",
      "#über-uns": "Über",
      "#%C3%9Cber-uns": "Über",
      "#A-–-B": "A – B",
    };
    const list = Object.keys(targets).map((href, at) => `- <a href="${href}">link ${at}</a>`);
    const { page } = await open([
      markdown(`# A\n\n${list.join("\n")}\n- [old](#old)`),
      markdown(headings),
    ]);
    for (const [at, text] of Object.values(targets).entries()) {
      const target = await page.getByText(`link ${at}`, { exact: true }).evaluate((link) => {
        const id = decodeURIComponent((link as HTMLAnchorElement).hash.slice(1));
        return document.getElementById(id)?.textContent ?? `nothing at ${id}`;
      });
      expect(target).toContain(text);
    }
    expect(await page.locator("main #old").count()).toBe(1);
    await page.context().close();
  });

  test("nothing covers the page around its own cell", async () => {
    const sources = [
      '<div style="position:absolute;inset:0;width:100vw;height:100vh;background:red;z-index:9">x</div>',
      '<div style="position:/**/fixed;inset:0;background:red">x</div>',
      '<div style="pos\\69tion:fixed;inset:0;background:red">x</div>',
      '<div style="position:sticky;top:0;height:100vh;background:red">x</div>',
      '<div style="margin:-900px -900px 0;padding:900px;background:red">x</div>',
      '<div style="box-shadow:0 0 0 9999px red">x</div>',
      '<div style="outline:9999px solid red">x</div>',
      '<div style="transform:scale(99);background:red">x</div>',
      '<div style="translate:-50vw -50vh;width:200vw;height:200vh;background:red">x</div>',
      "<style>body,main,.top{background:red!important}p{position:fixed;inset:0;background:red}</style><p>x</p>",
      "<style>:scope,:host,:root{position:fixed!important;inset:0;contain:none!important;background:red}</style><p>x</p>",
      "<style>} body{background:red}</style><p style='color:red'>x</p>",
      '<p class="skip" style="background:red">x</p>',
    ];
    for (const cellOf of [markdown, html]) {
      const { page } = await open([
        markdown("# Title\n\ntext"),
        ...sources.map((one) => cellOf(one)),
      ]);
      for (const selector of [".top", "h1", "footer"]) {
        const part = page.locator(selector).first();
        await part.scrollIntoViewIfNeeded();
        const clip = await part.boundingBox();
        if (clip === null) throw new Error(`${selector}: must be seen, got nothing`);
        const red = await countPixels(page, clip, (r, g, b) => r > 180 && g < 90 && b < 90);
        expect({ selector, red }).toEqual({ selector, red: 0 });
      }
      await page.context().close();
    }
  }, 60_000);

  test("nothing is wider than a phone or a desk", async () => {
    const cells = [
      markdown(
        `# A $${LONG}$\n\nInline $${LONG}$ for short.\n\n- item $${LONG}$\n\n> quote $${LONG}$\n\n${WIDE_TABLE}\n\n<div>${WIDE_TABLE}</div>\n\n` +
          `Term $${LONG}$\n: meaning $${LONG}$\n\n<div style="width:3000px;background:#eee">x</div>\n\n<pre>${"x".repeat(400)}</pre>\n\n$$${LONG}$$\n\n<p>$${LONG}$</p>\n\n| a |\n|---|\n| $${LONG}$ |`,
      ),
      html(WIDE_TABLE),
      html(`<style>td{color:red}</style>${WIDE_TABLE}`),
      html('<div style="width:3000px">x</div>'),
    ];
    for (const viewport of [PHONE, DESK]) {
      const { page } = await open(cells, { viewport });
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  });

  test("on paper nothing is cut off at the edge, and an author's grounds stay", async () => {
    const row = `<tr>${Array.from({ length: 20 }, (_, at) => `<td>value ${at}</td>`).join("")}</tr>`;
    const table = WIDE_TABLE.replace("</table>", `${row}</table>`);
    const { page } = await open(
      [
        markdown(`${table}\n\n<p class="g" style="background:#222;color:#fff">light on dark</p>`),
        html(`${table}<p class="g" style="background:#222;color:#fff">light on dark</p>`),
        html(`<style>.g{background:#222;color:#fff}</style>${table}<p class="g">light on dark</p>`),
      ],
      { viewport: { width: 720, height: 900 } },
    );
    await page.emulateMedia({ media: "print" });
    const { rights, adjusts } = await page.evaluate(() => {
      const roots = [
        document,
        ...[...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []),
      ];
      const all = (selector: string) =>
        roots.flatMap((root) => [...root.querySelectorAll(selector)]);
      return {
        rights: all("table").map((one) => Math.ceil(one.getBoundingClientRect().right)),
        adjusts: all(".g").map((one) => getComputedStyle(one).printColorAdjust),
      };
    });
    expect(adjusts).toEqual(["exact", "exact", "exact"]);
    expect(rights).toHaveLength(3);
    for (const right of rights) expect(right).toBeLessThanOrEqual(721);
    await page.context().close();
  });

  test("code runs from left to right in a page that runs from right to left", async () => {
    const cells = [
      markdown(
        "# שלום\n\nטקסט `f(x);` ועוד\n\n```\na(b);\n```\n\n- פריט <kbd>Ctrl+C.</kbd>\n\n    code;",
      ),
      code("print(f(x), [1]);", [
        { output_type: "stream", name: "stdout", text: "a(b); [1, 2],\n" },
        { output_type: "error", ename: "E", evalue: "", traceback: ["f(x);"] },
        display({
          "text/html":
            "<style>b{color:red}</style><pre>x(y);</pre><code>z;</code><tt>a[1];</tt><svg><text>-1</text></svg>",
        }),
        display({ "text/html": "<pre>x(y);</pre><tt>a[1];</tt><var>x(1)</var>" }),
        display({ "application/json": { a: [1] } }),
      ]),
    ];
    for (const language of ["he", "ar", "fa-IR", "ur"]) {
      const { page } = await open(cells, { metadata: { language } });
      const directions = await page.evaluate(() => {
        const roots = [
          document,
          ...[...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []),
        ];
        return roots
          .flatMap((root) => [
            ...root.querySelectorAll("main :is(pre, code, kbd, .json), pre, code, tt, var, svg"),
          ])
          .map((one) => getComputedStyle(one).direction);
      });
      expect(directions.length).toBeGreaterThan(15);
      expect([...new Set(directions)]).toEqual(["ltr"]);
      expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe("rtl");
      await page.context().close();
    }
  });

  test("a sign stays before its number in the tables of a page that runs from right to left", async () => {
    const table = "<table><tr><td class=n>-1.5</td><td>שלום</td></tr></table>";
    const cells = [
      markdown(`| א | ב |\n|---|---|\n| -1.5 | שלום |\n\n${table}`),
      html(table),
      html(`<style>b{color:red}</style>${table}`),
    ];
    const { page } = await open(cells, { metadata: { language: "he" } });
    const signs = await page.evaluate(() => {
      const roots = [
        document,
        ...[...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []),
      ];
      const placeOf = (node: Node, at: number) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().x;
      };
      return roots
        .flatMap((root) => [...root.querySelectorAll("td")])
        .flatMap(({ firstChild }) => (firstChild?.textContent === "-1.5" ? firstChild : []))
        .map((text) => placeOf(text, 0) < placeOf(text, 1));
    });
    expect(signs).toEqual([true, true, true, true]);
    await page.context().close();
  });

  test("nothing is asked for, even without the policy", async () => {
    const at = "https://example.org/";
    const styles = [
      `background:url(${at}1)`,
      `background:u\\72l("${at}2")`,
      `background-image:image-set("${at}3" 1x)`,
      `background-image:-webkit-image-set(url(${at}4) 1x)`,
      `--x:url(${at}5);background:var(--x)`,
      `list-style:url(//example.org/6)`,
      `cursor:url(${at}7),auto`,
      `content:url(${at}8)`,
      `background:url(/**/${at}9)`,
      `border-image:cross-fade(url(${at}10),red)`,
      `mask:url(${at}11#a)`,
      `background:src("${at}12")`,
    ];
    const sheet = `<style>@import "${at}s1";@\\69mport url(${at}s2);${styles.map((one, n) => `.s${n},p{${one}}`).join("")}@font-face{font-family:f;src:url(${at}f)}p{font-family:f}</style>`;
    const inline = styles.map((one) => `<p style='${one}'>x</p>`).join("");
    const svg =
      `<svg width="50" height="50"><image href="${at}i1"/><image xlink:href="${at}i2"/><use href="${at}u#a"/>` +
      `<rect width="9" height="9" fill="url(${at}p#a)" filter="url('${at}fl#a')" style="filter:url(${at}st#a)"/>` +
      `<image><animate attributeName="href" to="${at}an"/><set attributeName="href" to="${at}se"/></image>` +
      `<filter id="q"><feImage href="${at}fe"/></filter><rect filter="url(#q)" width="9" height="9"/><style>@import "${at}svs";rect{fill:url(${at}svf)}</style></svg>`;
    const others = `<img src="${at}img" srcset="${at}srcset 2x"><picture><source srcset="${at}so"><img src="${at}pi"></picture><video poster="${at}po"><track src="${at}tr"></video><table background="${at}tb"><tr><td>x</td></tr></table><link rel=stylesheet href="${at}css"><input type=image src="${at}in"><object data="${at}ob"></object><body background="${at}bo">`;
    const figure = {
      data: [{ type: "bar", y: [1, 2], name: `<span style="filter:url(${at}n#a)">n</span>` }],
      layout: {
        title: { text: `<span style="cursor:url(${at}t)">t</span>` },
        images: [{ source: `${at}li`, x: 0, y: 1, sizex: 1, sizey: 1 }],
        template: { layout: { images: [{ source: "//example.org/ti", sizex: 1, sizey: 1 }] } },
        annotations: [{ x: 0, y: 1, text: `<span style='fill:u\\72l(${at}an2#a)'>a</span>` }],
      },
    };
    const whole = sheet + inline + svg + others;
    const { page, requests } = await open(
      [
        markdown(whole),
        html(whole),
        code("f", [figureOutput(figure)]),
        code("md", [display({ "text/markdown": `${inline}\n\n![x](${at}md)` })]),
        { cell_type: "raw", metadata: { format: "text/html" }, source: whole },
      ],
      { change: (one) => one.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") },
    );
    await drawnFigure(page);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    expect(requests).toEqual([]);
    await page.context().close();
  }, 60_000);
});
