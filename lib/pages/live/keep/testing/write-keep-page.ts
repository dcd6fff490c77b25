import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contentPolicy } from "dropout-lab-kernel/page-host/node";
import { build } from "esbuild";
import { policyHash } from "../../../page/browser-assets.ts";

/** Writes a page, under a running page's policy, that keeps what a test writes; gives its path. */
export async function writeKeepPage(directory: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./keep-page.ts", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
  });
  const script = (outputFiles[0]?.text ?? "").trim();
  const file = join(directory, "page.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy([policyHash(script)], { runsCells: true })}"><script>${script}</script>`,
  );
  return file;
}
