import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { loweringScript, workerScript } from "dropout-lab-kernel/page-host/node";
import { build, transform } from "esbuild";
import { pack } from "./pack.ts";
import { figureParts, plotlyScript } from "./plotly/index.ts";

const require = createRequire(import.meta.url);

/** What every page carries beside its content. */
export interface BrowserAssets {
  /** For a page that carries something packed: figures, or cells that run. */
  readonly script: string;
  /** For a page of text. */
  readonly textScript: string;
  readonly styles: string;
  readonly mathStyles: string;
}

/** A script that a page carries packed, with the hash of its text for the content policy. */
export interface PackedScript {
  readonly packed: string;
  readonly hash: string;
}

/** What pages carry whose cells run. */
export interface LiveAssets {
  /** Makes the cells live: editor, outputs and all else that the reader sees of it. */
  readonly ui: PackedScript;
  /** The script of the worker, packed. */
  readonly worker: string;
  readonly styles: string;
}

/** What the playground carries. */
export interface PlaygroundAssets {
  readonly script: string;
  readonly worker: string;
  readonly styles: string;
}

const STYLES = new URL("./styles/", import.meta.url);
const STYLE_SHEETS = ["theme", "page", "prose", "cells", "contents", "print"];

/** The page's script and styles, bundled and made small. */
export const browserAssets: () => Promise<BrowserAssets> = onceAProcess(async () => {
  const sheets = STYLE_SHEETS.map((name) => `${name}.css`);
  const [script, textScript, styles, mathStyles] = await Promise.all([
    bundleScript("./browser/main"),
    bundleScript("./browser/text-main"),
    smallStyles(sheets.map(readSheet)),
    smallStyles([temmlStyles()]),
  ]);
  return { script, textScript, styles, mathStyles };
});

/** The live parts that are the same for all notebooks. */
export const liveAssets: () => Promise<LiveAssets> = onceAProcess(() => assetsOf("../live/start"));

/** The same for pages that report to a learning management system. */
export const lmsAssets: () => Promise<LiveAssets> = onceAProcess(() =>
  assetsOf("../live/start-in-lms"),
);

async function assetsOf(start: string): Promise<LiveAssets> {
  const sheets = readdirSync(STYLES).filter((name) => name.startsWith("live-"));
  const [ui, worker, styles] = await Promise.all([
    bundleScript(start),
    workerScript(),
    smallStyles(sheets.sort().map(readSheet)),
  ]);
  return { ui: packScript(ui), worker: pack(worker), styles };
}

/** The playground's script, and that of its worker, packed. */
export const playgroundAssets: () => Promise<PlaygroundAssets> = onceAProcess(async () => {
  const [script, worker, styles] = await Promise.all([
    bundleScript("../playground/browser/main"),
    bundleScript("../playground/worker"),
    smallStyles(["playground.css", "playground-charts.css"].map(readSheet)),
  ]);
  return { script, worker: pack(worker), styles };
});

const plotlyByParts = new Map<string, () => Promise<PackedScript>>();

/** plotly.js, as far as the figures in some texts ask for it. */
export function packedPlotly(texts: readonly string[]): Promise<PackedScript> {
  const parts = figureParts(texts);
  const key = parts.join(" ");
  const packed =
    plotlyByParts.get(key) ?? onceAProcess(async () => packScript(await plotlyScript(parts)));
  plotlyByParts.set(key, packed);
  return packed();
}

/** What lowers syntax in a page's worker. */
export const packedLowering: () => Promise<string> = onceAProcess(async () => {
  return pack(await loweringScript());
});

/** What sets the mathematics of outputs in a page. */
export const packedMathematics: () => Promise<PackedScript> = onceAProcess(async () => {
  return packScript(await bundleScript("../live/mathematics"));
});

function onceAProcess<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

// The sources in the tests, what tsc made of them in the build.
const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";

function besideThis(path: string): string {
  return fileURLToPath(new URL(`${path}.${ending}`, import.meta.url));
}

/** A script for browsers of a module and all that it imports, without what browsers have themselves. */
export async function bundleScript(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [besideThis(path)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    alias: {
      entities: besideThis("../live/stand-ins/entities"),
      "source-map-js/lib/source-map-generator.js": besideThis(
        "../live/stand-ins/source-map-generator",
      ),
    },
    // The library's threads, which a page does not start, are found by it.
    logOverride: { "empty-import-meta": "silent" },
    // A build takes the builds of the other packages, not their sources.
    ...(ending === "js" ? { tsconfigRaw: {} } : {}),
  });
  return outputFiles[0]?.text.trim() ?? "";
}

function readSheet(name: string): string {
  return readFileSync(new URL(name, STYLES), "utf8");
}

async function smallStyles(sheets: readonly string[]): Promise<string> {
  const options = { loader: "css", minify: true, logLevel: "silent" } as const;
  const { code } = await transform(sheets.join("\n"), options);
  return code.trim();
}

/** Temml's styles for STIX Two Math, without the whole font that they load. */
function temmlStyles(): string {
  const css = readFileSync(require.resolve("temml/dist/Temml-STIX2.css"), "utf8");
  // The page numbers equations itself: a counter in CSS cannot be referred to.
  return css.replace(/@font-face\s*\{[^}]*\}/g, "").replace(/\.tml-eqn::before\s*\{[^}]*\}/, "");
}

function packScript(script: string): PackedScript {
  return { packed: pack(script), hash: policyHash(script) };
}

/** The hash by which a content policy lets one inline script run. */
export function policyHash(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
