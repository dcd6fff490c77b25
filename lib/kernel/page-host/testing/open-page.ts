import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { type OfflinePage, openOffline } from "../../../testing/browser.js";
import { contentPolicy } from "../content-policy.ts";

/** Opens a page from disk, its network blocked, that runs one script under a page's policy. */
export async function openScriptPage(browser: Browser, entry: URL): Promise<OfflinePage> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
  });
  const script = outputFiles[0]?.text ?? "";
  const hash = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  const file = join(mkdtempSync(join(tmpdir(), "dropout-lab-page-")), "page.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Page</title><meta http-equiv="Content-Security-Policy" content="${contentPolicy([hash], { runsCells: true })}"><body><script>${script}</script>`,
  );
  return openOffline(browser, file);
}
