import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contentPolicy } from "dropout-lab-kernel/page-host/node";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { type OfflinePage, openOffline } from "../../../../testing/browser.js";
import { browserAssets, policyHash } from "../../../page/browser-assets.ts";
import { highlight } from "../../../page/code.ts";

let script: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./editor-page.ts", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
  });
  return outputFiles[0]?.text ?? "";
}

/** A page from disk under a running page's policy, with each source as an exported page shows it. */
export async function openEditors(
  browser: Browser,
  sources: readonly string[],
  { direction = "ltr", ...options }: BrowserContextOptions & { direction?: "ltr" | "rtl" } = {},
): Promise<OfflinePage> {
  script ??= bundle();
  const { styles } = await browserAssets();
  const sheets = new URL("../../../page/styles/", import.meta.url);
  const live = readdirSync(sheets)
    .filter((name) => name.startsWith("live-"))
    .map((name) => readFileSync(new URL(name, sheets), "utf8"))
    .join("\n");
  const cells = sources.map(
    (source) =>
      `<div class="cell"><div class="code"><pre><code>${highlight(source, "typescript")}</code></pre></div></div>`,
  );
  const policy = contentPolicy([policyHash(await script)], { runsCells: true });
  const file = join(mkdtempSync(join(tmpdir(), "editors-")), "page.html");
  writeFileSync(
    file,
    `<!doctype html><html lang="en" class="is-live" dir="${direction}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Editors</title><style>${styles}${live}</style>
<div class="layout"><main><h1>Editors</h1>${cells.join("")}<button>After</button></main></div><script>${await script}</script></html>`,
  );
  return openOffline(browser, file, options);
}
