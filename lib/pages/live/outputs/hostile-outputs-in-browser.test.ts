/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, type OfflinePage, skipWithoutBrowser } from "../../../testing/browser.js";
import { cleanHtml } from "../../page/clean-html.ts";
import { nodePlatform } from "../../page/node-platform.ts";
import { PANDAS_TABLE } from "../../page/testing/hostile-notebook.ts";
import { bundleHtml, Headings, Prose } from "../../rendering/index.ts";
import { openOutputs } from "./testing/open-outputs.ts";
import type { OutputsPage } from "./testing/outputs-page.ts";

declare const page: OutputsPage;

/** Marks that a script has run if one ever does. */
const ACT = "document.documentElement.dataset.acted='yes'";

const ACTING = [
  `<script>${ACT}</script>`,
  `<img src=x onerror="${ACT}">`,
  `<svg onload="${ACT}"><script>${ACT}</script><rect width=9 height=9 /></svg>`,
  `<a href="javascript:${ACT}">x</a>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${ACT}">`,
  `<noscript><p title='</noscript><img src=x onerror="${ACT}">'>`,
  `<form action="javascript:${ACT}"><button formaction="javascript:${ACT}">x</button></form>`,
  `<iframe srcdoc="<script>${ACT}</script>"></iframe>`,
  `<template shadowrootmode="open"><img src=x onerror="${ACT}"></template>`,
  `<div><template><script>${ACT}</script></template></div>`,
  `<object data="javascript:${ACT}"></object><embed src="javascript:${ACT}">`,
  `<base href="javascript:${ACT}//">`,
  `<style>@import "https://example.org/a.css"; p{background:url(https://example.org/a)}</style><p>x</p><img src=x onerror="${ACT}">`,
  `<details open ontoggle="${ACT}">x</details><input autofocus onfocus="${ACT}">`,
];

const LOADING = [
  '<img src="https://example.org/a.png">',
  '<div style="background:url(https://example.org/a)">x</div>',
  '<div style="background:u\\72l(https://example.org/a)">x</div>',
  "<style>@font-face{font-family:x;src:url(https://example.org/a)}p{font-family:x}</style><p>x",
  '<link rel="stylesheet" href="https://example.org/a.css">',
  '<video poster="https://example.org/a.png" src="https://example.org/a.mp4"></video>',
  '<svg><image href="https://example.org/a.png"/><use href="https://example.org/a#b"/></svg>',
];

/** What a page that is written makes of the same. */
async function written(html: string): Promise<string> {
  const platform = nodePlatform();
  const prose = new Prose({
    platform,
    headings: new Headings(),
    mathematics: { render: (source) => source },
    link: () => undefined,
  });
  const context = { platform, prose, cell: "cell 1", warn: () => {} };
  return await bundleHtml({ data: { "text/html": html }, metadata: {} }, context);
}

describe.skipIf(skipWithoutBrowser())("what a cell shows cannot act", () => {
  let browser: Browser;
  let opened: OfflinePage;
  let tab: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    opened = await openOutputs(browser, [[]]);
    tab = opened.page;
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function show(data: Record<string, unknown>): Promise<string> {
    return await tab.evaluate(async (data) => {
      const [area] = page.areas;
      area?.begin();
      area?.display({ data, metadata: {} });
      area?.end();
      await area?.rendered;
      // Time in which a handler would run.
      await new Promise((resolve) => setTimeout(resolve, 30));
      return document.querySelector(".output")?.getHTML({ serializableShadowRoots: true }) ?? "";
    }, data);
  }

  async function nothingHappened(): Promise<void> {
    expect(await tab.evaluate(() => document.documentElement.dataset.acted)).toBeUndefined();
    expect(opened.requests).toEqual([]);
    // The browser says so already where the sanitizer's parser reads what it takes out.
    const read = /^(?:Executing inline event handler|Setting the document's base URI) /;
    expect(opened.errors.filter((error) => !read.test(error))).toEqual([]);
  }

  test.each(ACTING)("by HTML, and is what a written page shows: %s", async (html) => {
    const shown = await show({ "text/html": html });
    await nothingHappened();
    // Of a shadow the HTML says nothing; <noscript> is another thing where scripts run.
    if (!/<style|<noscript/i.test(html))
      expect(await normal(tab, shown)).toBe(await normal(tab, await written(html)));
  });

  test.each(LOADING)("or load by HTML: %s", async (html) => {
    await show({ "text/html": html });
    await nothingHappened();
    const named = ':not(a)[href*="example.org"], [src*="example.org"], [style*="example.org"]';
    expect(await tab.locator(`.output :is(${named})`).count()).toBe(0);
  });

  test.each(ACTING)("by Markdown: %s", async (html) => {
    await show({ "text/markdown": `**bold** &eacute; ${html}\n\n[x](javascript:${ACT})\n` });
    await nothingHappened();
    expect(await tab.locator(".output").textContent()).toContain("bold é");
    expect(await tab.locator('.output a[href^="javascript"]').count()).toBe(0);
  });

  test("by a picture, a text, or a name of a type", async () => {
    await show({
      "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${ACT}"><script>${ACT}</script><rect width="9" height="9"/></svg>`,
    });
    expect(await tab.locator(".output img").count()).toBe(1);
    await show({ "image/png": `x" onerror="${ACT}`, "text/plain": `<img src=x onerror="${ACT}">` });
    await show({ [`<img src=x onerror="${ACT}">`]: 1 });
    await show({ "application/javascript": ACT });
    await show({
      "application/json": { [`<img src=x onerror="${ACT}">`]: `<script>${ACT}</script>` },
    });
    await nothingHappened();
  });

  test("an author's sheet reaches nothing but its own output", async () => {
    await show({ "text/html": `${PANDAS_TABLE}<style>main { display: none }</style>` });
    expect(await tab.locator("#after").isVisible()).toBe(true);
    expect(await tab.locator(".own-styles td").first().isVisible()).toBe(true);
    await nothingHappened();
  });

  test("the sanitizer of the page leaves what that of Node leaves", async () => {
    const html = `<p style="color:#777;position:fixed;top:0">grey</p><table bgcolor="navy"><tr><td>x</table>`;
    const shown = await show({ "text/html": html });
    expect(shown).toContain(await normal(tab, cleanHtml(html, { isBoxed: true }).html));
  });
});

/** HTML as the browser writes it. */
async function normal(tab: Page, html: string): Promise<string> {
  return await tab.evaluate((html) => page.normal(html), html);
}
