import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentPolicy } from "dropout-lab-kernel/page-host/node";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { type OfflinePage, openOffline } from "../../../../testing/browser.js";
import type { Output } from "../../../notebook/index.ts";
import {
  browserAssets,
  bundleScript,
  packedMathematics,
  packedPlotly,
  policyHash,
} from "../../../page/browser-assets.ts";
import { packedElement } from "../../../page/live-page.ts";
import { nodePlatform } from "../../../page/node-platform.ts";
import { Headings, Mathematics, outputsHtml, Prose } from "../../../rendering/index.ts";

let script: Promise<string> | undefined;

/**
 * A page from disk under a running page's policy, with an area for each list of stored outputs, which
 * are there as an exported page has them.
 */
export async function openOutputs(
  browser: Browser,
  cells: readonly (readonly Output[])[],
  options: BrowserContextOptions = {},
): Promise<OfflinePage> {
  script ??= bundleScript("../live/outputs/testing/outputs-page");
  const [{ styles, mathStyles }, plotly, mathematics] = await Promise.all([
    browserAssets(),
    packedPlotly([]),
    packedMathematics(),
  ]);
  const own = readFileSync(
    new URL("../../../page/styles/live-outputs.css", import.meta.url),
    "utf8",
  );
  const platform = nodePlatform();
  const prose = new Prose({
    platform,
    headings: new Headings(),
    mathematics: new Mathematics(),
    link: () => undefined,
  });
  const boxes = await Promise.all(
    cells.map(async (outputs, at) => {
      const cell = `cell ${at + 1}`;
      const stored = await outputsHtml(outputs, { platform, prose, cell, warn: () => {} });
      return `<div class="cell" role="group" aria-label="C${cell.slice(1)}"><div class="outputs">${stored}</div></div>`;
    }),
  );
  const policy = contentPolicy([policyHash(await script), plotly.hash, mathematics.hash], {
    runsCells: true,
  });
  const file = join(mkdtempSync(join(tmpdir(), "outputs-")), "page.html");
  writeFileSync(
    file,
    `<!doctype html><html lang="en" class="js"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Outputs</title><style>${mathStyles}${styles}${own}</style>
<header class="top"><span></span><button type="button" class="theme" hidden></button></header>
<div class="layout"><main><h1>Outputs</h1>${boxes.join("\n")}<p id="after">After</p></main></div>
${packedElement({ id: "plotly" }, plotly.packed)}${packedElement({ id: "live-mathematics" }, mathematics.packed)}<script>${await script}</script></html>`,
  );
  return await openOffline(browser, file, options);
}
