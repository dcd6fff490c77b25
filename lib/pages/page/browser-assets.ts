import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const require = createRequire(import.meta.url);

/** What a page carries beside its content. Made once a process, since it is the same for all. */
export interface BrowserAssets {
  readonly script: string;
  readonly styles: string;
  readonly mathStyles: string;
}

const STYLE_SHEETS = ["theme", "page", "prose", "cells", "contents", "print"];
let assets: Promise<BrowserAssets> | undefined;
let plotly: { packed: string; hash: string } | undefined;

/** The page's script and styles, bundled and made small. */
export function browserAssets(): Promise<BrowserAssets> {
  assets ??= makeAssets();
  return assets;
}

async function makeAssets(): Promise<BrowserAssets> {
  // The sources in the tests, what tsc made of them in the build.
  const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const entry = fileURLToPath(new URL(`./browser/main.${ending}`, import.meta.url));
  const sheets = STYLE_SHEETS.map((name) => {
    return readFileSync(new URL(`./styles/${name}.css`, import.meta.url), "utf8");
  });
  const [bundle, styles, mathStyles] = await Promise.all([
    build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      target: "es2022",
      charset: "utf8",
      legalComments: "none",
    }),
    transform(sheets.join("\n"), { loader: "css", minify: true }),
    transform(temmlStyles(), { loader: "css", minify: true, logLevel: "silent" }),
  ]);
  const script = bundle.outputFiles[0]?.text.trim() ?? "";
  return { script, styles: styles.code.trim(), mathStyles: mathStyles.code.trim() };
}

/** Temml's styles for STIX Two Math, without the whole font that they load. */
function temmlStyles(): string {
  const css = readFileSync(require.resolve("temml/dist/Temml-STIX2.css"), "utf8");
  // The page numbers equations itself: a counter in CSS cannot be referred to.
  return css.replace(/@font-face\s*\{[^}]*\}/g, "").replace(/\.tml-eqn::before\s*\{[^}]*\}/, "");
}

/** plotly.js-basic, compressed for DecompressionStream, with its hash for the content policy. */
export function packedPlotly(): { readonly packed: string; readonly hash: string } {
  if (plotly === undefined) {
    const source = readFileSync(require.resolve("plotly.js-basic-dist-min"));
    plotly = {
      packed: gzipSync(source, { level: 9 }).toString("base64"),
      hash: policyHash(source.toString("utf8")),
    };
  }
  return plotly;
}

/** The hash by which a content policy lets one inline script run. */
export function policyHash(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
