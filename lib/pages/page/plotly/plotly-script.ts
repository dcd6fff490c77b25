import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { transform } from "esbuild";
import type { FigurePart } from "./parts.ts";
import { rewriteBundle } from "./rewrite-bundle.ts";
import { namesIn, usedStatements } from "./used-statements.ts";

const require = createRequire(import.meta.url);

const D3 = "node_modules/@plotly/d3/d3.js";
const COLORS = "node_modules/culori/bundled/culori.cjs";

/** What no figure of a page asks for. */
const UNUSED = [
  // Pictures to save, and checks for authors.
  "src/snapshot/index.js",
  "src/plot_api/to_image.js",
  "src/plot_api/template_api.js",
  "src/plot_api/validate.js",
  // Of kinds of figures that this plotly.js does not draw.
  "src/components/annotations3d/index.js",
  "node_modules/maplibre-gl/dist/maplibre-gl.css",
];

/** What becomes of the tools above a figure, which are off. */
const TOOLS = {
  "src/components/modebar/manage.js": "module.exports = () => {};",
  "src/components/modebar/buttons.js": "",
  "src/fonts/ploticon.js": "",
};

/** Where a part is that a figure may not ask for. */
const MODULES: Partial<Record<FigurePart, string>> = {
  updatemenus: "src/components/updatemenus/index.js",
  sliders: "src/components/sliders/index.js",
  rangeselector: "src/components/rangeselector/index.js",
  rangeslider: "src/components/rangeslider/index.js",
  colorbar: "src/components/colorbar/index.js",
  selections: "src/components/selections/index.js",
  calendars: "src/components/calendars/index.js",
};

const LICENCE = /^\/\*\*[\s\S]*?\*\//;

/** A component that does nothing; of the selections zooming asks that there are none. */
const EMPTY =
  'exports.moduleType = "component"; exports.name = ""; exports.clearOutline = () => {};';

/** What plotly.js takes of culori, and the colour spaces of `#rgb`, names, `rgb()` and `hsl()`. */
const USED_COLORS = [
  ...["converter", "formatHex", "formatRgb", "wcagContrast", "wcagLuminance"],
  ...["rgb", "hsl"],
];

/**
 * plotly.js-basic without what no figure of a page asks for, as a script that declares `Plotly`. It
 * draws the same with four fifths of the bytes, and with two thirds where figures name no parts.
 * @param parts what the page's figures ask for
 */
export async function plotlyScript(parts: readonly FigurePart[]): Promise<string> {
  const bundle = readFileSync(require.resolve("plotly.js-basic-dist"), "utf8");
  const rewrites = new Map<string, (body: string) => string>();
  const unasked = Object.entries(MODULES).filter(([part]) => !parts.includes(part as FigurePart));
  for (const path of [...UNUSED, ...unasked.map(([, path]) => path)]) {
    rewrites.set(path, () => EMPTY);
  }
  for (const [path, body] of Object.entries(TOOLS)) rewrites.set(path, () => body);
  rewrites.set(D3, (body) => {
    const names = [...namesIn(bundle.replace(body, ""))];
    return usedStatements(
      body,
      names.filter((name) => name.startsWith("d3")),
    );
  });
  if (!parts.includes("colorSpaces")) rewrites.set(COLORS, usedColors);
  const rewritten = rewriteBundle(bundle, rewrites);
  const options = {
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
  } as const;
  const { code } = await transform(rewritten, options);
  return `${LICENCE.exec(bundle)?.[0]}\n${code}`;
}

function usedColors(body: string): string {
  const few = body.replace(/^ {8}(\w+): \(\) => [\w$]+,?\n/gm, (line, name) =>
    USED_COLORS.includes(name) ? line : "",
  );
  return usedStatements(few, ["module"]);
}
