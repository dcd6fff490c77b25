import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentPolicy } from "dropout-lab-kernel/page-host/node";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { type OfflinePage, openOffline } from "../../../../testing/browser.js";
import {
  browserAssets,
  bundleScript,
  packedPlotly,
  policyHash,
} from "../../../page/browser-assets.ts";
import { packedElement } from "../../../page/live-page.ts";
import { attributes } from "../../../rendering/index.ts";

let script: Promise<string> | undefined;

/**
 * A page from disk under a running page's policy, with one cell; `interact` are the stored controls
 * of its output, which has some text, and what its run shows.
 */
export async function openControls(
  browser: Browser,
  interact: object,
  options: BrowserContextOptions = {},
): Promise<OfflinePage> {
  script ??= bundleScript("../live/controls/testing/controls-page");
  const [{ styles }, plotly] = await Promise.all([browserAssets(), packedPlotly([])]);
  const own = ["live-outputs", "live-controls"]
    .map((name) => new URL(`../../../page/styles/${name}.css`, import.meta.url))
    .map((file) => readFileSync(file, "utf8"))
    .join("");
  const stored = attributes({ "data-interact": JSON.stringify(interact) });
  const again = attributes({ "data-again": JSON.stringify(interact) });
  const cell = `<div class="cell" data-cell="a" role="group" aria-label="Cell 1"><div class="outputs"${again}><div class="output value"${stored}><pre tabindex="0">stored</pre></div></div></div>`;
  const policy = contentPolicy([policyHash(await script), plotly.hash], { runsCells: true });
  const file = join(mkdtempSync(join(tmpdir(), "controls-")), "page.html");
  writeFileSync(
    file,
    `<!doctype html><html lang="en" class="js"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Controls</title><style>${styles}${own}</style>
<header class="top"><span></span><button type="button" class="theme" hidden></button></header>
<div class="layout"><main><h1>Controls</h1>${cell}</main></div>
${packedElement({ id: "plotly" }, plotly.packed)}<script>${await script}</script></html>`,
  );
  return await openOffline(browser, file, options);
}
