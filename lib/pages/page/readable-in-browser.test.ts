import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../../testing/browser.js";
import type { Cell } from "../notebook/index.ts";
import { exportNotebook } from "./export-notebook.ts";
import { code, display, markdown, notebookOf, stream } from "./testing/sample-notebooks.ts";
import { DESK } from "./testing/sample-site.ts";
import { textContrasts } from "./testing/text-contrast.ts";

const ESC = "\u001b";
const GROUNDS = [
  "",
  ";40",
  ";41",
  ";42",
  ";43",
  ";44",
  ";45",
  ";46",
  ";47",
  ";100",
  ";103",
  ";107",
];
const html = (source: string) => code("html", [display({ "text/html": source })]);

const CELLS: Record<string, Cell[]> = {
  "terminal colours of every kind": [
    "38;5;241",
    "38;5;226",
    "38;2;120;120;120",
    "30",
    "31",
    "37",
    "90",
    "97",
    "2",
    "2;33",
    "7",
    "1;7;31",
    "48;5;250",
    "38;5;15;48;5;250",
    "34;48;2;0;0;90",
  ].flatMap((text) => {
    const line = GROUNDS.map((ground) => `${ESC}[${text}${ground}mtext${ground}${ESC}[0m`).join(
      " ",
    );
    const error = { ename: "E", evalue: "", traceback: [line] };
    return [
      code("x", [stream(line), stream(line, "stderr"), { output_type: "error", ...error }]),
    ] as Cell[];
  }),
  "colours in Markdown": [
    markdown(
      '<div style="background-color:#fffbe6;padding:10px">box <a href="#a">link</a> <code>code</code> <b>bold</b></div>\n\n' +
        '<div style="background:#222">dark <a href="#a">link</a></div>\n\n' +
        '<div style="background:gray">grey <a href="#a">link</a> <em style="color:yellow">yellow</em></div>\n\n' +
        '<div style="background:rgba(255,255,0,.3)">see-through <a href="#a">link</a></div>\n\n' +
        '<div style="background:linear-gradient(90deg,#d65f5f 50%,transparent 50%)">bar</div>\n\n' +
        '<div style="background:steelblue;color:white">white <span style="color:black">black</span></div>\n\n' +
        '<span style="color:darkblue">a</span> <font color="black">b</font> <font color="yellow">c</font> <font color=white>d</font>\n\n' +
        '<span style="color:hsl(60 100% 90%)">e</span> <span style="color:rgba(0,0,0,.4)">f</span> <span style="color:transparent">g</span>\n\n' +
        '<table bgcolor="lightyellow"><tr><td bgcolor="#eee">h</td><td style="color:navy">i</td></tr></table>\n\n' +
        '<div class="my-bg">j</div>\n\n<div class="alert alert-success">k <b style="color:green">l</b></div>\n\n' +
        '<p data-theme="dark">m</p>\n\n$\\colorbox{yellow}{n}\\; \\color{yellow}{o}$',
    ),
    markdown(
      "<style>p.warn { background: #ffd; } .ink { color: #000080 }</style>\n\n<p class=warn>text <a href='#a'>link</a></p><p class=ink>ink</p>",
    ),
  ],
  "colours of variables in an element's own style": [
    markdown(
      '<div style="background:var(--box, #fff)">a <a href="#a">link</a></div>\n\n<p style="color:var(--ink, #000)">b</p>\n\n' +
        '<div style="--g:#ffe;background-color:var(--g)">c <b>d</b></div>',
    ),
    html('<p style="background:var(--jp-layout-color1, white)">e</p><p>f</p>'),
    html('<p style="color:var(--jp-content-font-color1, rgba(0,0,0,.8))">g</p>'),
    html('<p style="background:color-mix(in srgb, var(--x, white), white)">h</p>'),
    ...[
      '<div style="background:var(--x,#222);color:#fff">light on dark</div>',
      '<div style="background:var(--a,var(--b,#102030))">dark in the end <a href="#a">link</a></div>',
      '<div style="--g:#1e1e1e"><p style="background-color:var(--g);color:white">defined around</p></div>',
      '<div style="background:var(--text);color:var(--ground)">the page\'s own names</div>',
      '<p style="color:var(--ink,#eee)">light ink</p>',
      '<div style="background:#222"><span style="color:var(--z,#777)">grey on dark</span></div>',
      '<div style="background:linear-gradient(var(--a,#111),#333);color:#eee">gradient</div>',
      '<p style="--w:#fff;color:var(--w)">white</p>',
    ].flatMap((source) => [markdown(source), html(source)]),
    ...[
      '<div style="background:color-mix(in srgb,#000 80%,white);color:#fff">mixed</div>',
      '<div style="background:light-dark(#fff,#000);color:light-dark(#000,#fff)">by the theme</div>',
    ].flatMap((source) => [markdown(source), html(source)]),
    ...[
      ".x{background:var(--bg);color:#ddd}:root{--bg:#1e1e1e}",
      ":root{--a:20,20,20}.x{background:rgb(var(--a));color:#eee}",
      ":root{--a:#fff}[data-theme=dark]{--a:#111}.x{background:var(--a);color:#222}",
      ".x{background:var(--jp-layout-color0,#111);color:var(--jp-ui-font-color0,#eee)}",
      ".x{--a:#fff}.y{--a:#000}.x{background:var(--a);color:#111}",
      ".x{background:hsl(var(--h,0) 0% 10%);color:white}",
    ].map((css) => html(`<style>${css}</style><p class=x>ink</p><p>other</p>`)),
  ],
  "what is faint, under conditions, or drawn": [
    ...[
      '<p style="opacity:.3">faint</p>',
      '<div style="opacity:.5;background:#ffd"><p style="opacity:.5">twice</p></div>',
      '<p style="filter:opacity(.3)">filtered</p>',
      '<div style="background:#222;color:#eee"><svg width="160" height="30"><text x="5" y="20" fill="#eee">on dark</text></svg></div>',
      '<svg width="160" height="30"><text x="5" y="20" fill="currentColor">in ink</text></svg>',
    ].flatMap((source) => [markdown(source), html(source)]),
    ...[
      ".x{opacity:.2}",
      ".x{@media (min-width:1px){color:#f4f4f4}}",
      "@supports (color:red){.x{color:#eee;opacity:.4}}",
      "@media not all and (prefers-color-scheme:light){.x{background:#000}}",
      ".x{color:#fff;background:#111 !important}",
    ].map((css) => html(`<style>${css}</style><p class=x style="background:#fff">ink</p>`)),
    html(
      '<style>.d{background:#111;color:#ddd}</style><div class=d><svg width="160" height="30"><text x="5" y="20" fill="#ddd">on dark</text></svg></div>',
    ),
    html(
      '<style media="(prefers-color-scheme: dark)">p{background:#000;color:#fff}</style><p>dark by the system</p>',
    ),
    html('<style media="print">p{display:none}</style><p>gone on paper</p>'),
  ],
  "colours in outputs": [
    html(
      '<style>#T_r0c0{background-color:yellow}#T_r0c1{color:red}#T_r0c2{background-color:#440154;color:#f1f1f1}</style><table><tr><td id="T_r0c0">1</td><td id="T_r0c1">2</td><td id="T_r0c2">3</td><td>4</td></tr></table>',
    ),
    html(
      "<style>td.a{background:#fde725}td{color:#333}</style><table><tr><td class=a>1</td><td>2</td></tr></table>",
    ),
    html(
      "<style>:root{--ink:#000;--ground:#fff}.x{color:var(--ink)}.y{background:var(--ground)}</style><p class=x>ink</p><p class=y>ground</p>",
    ),
    html(
      "<style>@media (prefers-color-scheme:dark){.x{color:#eee}} .x{background:white;color:#111}</style><p class=x>dark by the system</p>",
    ),
    html(
      '<table style="background:white"><tr><td>1</td><td style="color:silver">2</td></tr></table>',
    ),
    html('<svg width="100" height="30"><text x="5" y="20">in a picture</text></svg>'),
  ],
};

describe.skipIf(skipWithoutBrowser())("an author's colours in a browser", () => {
  const dir = mkdtempSync(join(tmpdir(), "readable-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  for (const [name, cells] of Object.entries(CELLS)) {
    test(`${name} can be read in both themes, whatever the system's is`, async () => {
      const file = join(dir, "page.html");
      writeFileSync(file, await exportNotebook(notebookOf(cells)));
      for (const colorScheme of ["light", "dark"] as const) {
        const { page } = await openOffline(browser, file, { viewport: DESK, colorScheme });
        for (const theme of [colorScheme, "other"]) {
          if (theme === "other") await page.locator("button.theme").click();
          const texts = await textContrasts(page);
          expect(texts.length).toBeGreaterThan(6);
          const unread = texts.filter(({ contrast }) => contrast < 4.5);
          expect({ colorScheme, theme, unread }).toEqual({ colorScheme, theme, unread: [] });
        }
        await page.context().close();
      }
    }, 60_000);
  }
});
