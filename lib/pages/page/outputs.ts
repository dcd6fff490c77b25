import type { Json, Output } from "../notebook/index.ts";
import { highlight } from "./code.ts";
import { drawableFigure, figureHtml, figureTitle } from "./figure.ts";
import { attributes, escapeHtml } from "./html.ts";
import { dataAddress, pngSize } from "./images.ts";
import { indexedPng } from "./indexed-png.ts";
import type { Mathematics } from "./mathematics.ts";
import { codeBlock, type Prose } from "./prose.ts";
import { terminalHtml } from "./terminal.ts";

/** Beyond this, in characters, HTML is not taken apart and the next best type is shown. */
const MAX_HTML = 4_000_000;

export interface OutputContext {
  readonly prose: Prose;
  readonly mathematics: Mathematics;
  /** What the reader calls the cell, for pictures that have no description. */
  readonly cell: string;
}

type Show = (
  bundle: Bundle,
  context: OutputContext,
) => string | undefined | Promise<string | undefined>;

interface Bundle {
  readonly data: Json;
  readonly metadata: Json;
}

/** From the richest type to the plainest; the first that has something to show is shown. */
const RENDERERS: readonly (readonly [type: string, show: Show])[] = [
  ["application/vnd.plotly.v1+json", showFigure],
  ["text/html", showHtml],
  ["text/markdown", ({ data }, { prose }) => prose.render(prose.parse(`${data["text/markdown"]}`))],
  ["image/svg+xml", (bundle, context) => pictureHtml("image/svg+xml", bundle, context)],
  ["text/latex", showLatex],
  ["image/png", (bundle, context) => pictureHtml("image/png", bundle, context)],
  ["image/jpeg", (bundle, context) => pictureHtml("image/jpeg", bundle, context)],
  ["image/gif", (bundle, context) => pictureHtml("image/gif", bundle, context)],
  ["image/webp", (bundle, context) => pictureHtml("image/webp", bundle, context)],
  ["video/mp4", ({ data }) => mediaHtml("video", "video/mp4", data)],
  ["video/webm", ({ data }) => mediaHtml("video", "video/webm", data)],
  ["audio/mpeg", ({ data }) => mediaHtml("audio", "audio/mpeg", data)],
  ["audio/wav", ({ data }) => mediaHtml("audio", "audio/wav", data)],
  ["application/json", ({ data }) => showJson(data["application/json"])],
  ["text/plain", ({ data }) => terminalBlock(`${data["text/plain"]}`)],
];

/** The outputs of one cell as HTML; empty if there are none. */
export async function outputsHtml(
  outputs: readonly Output[],
  context: OutputContext,
): Promise<string> {
  const blocks: string[] = [];
  for (const output of joinStreams(outputs)) {
    const [kind, html] = await outputHtml(output, context);
    if (html !== "") blocks.push(`<div class="output ${kind}">${html}</div>`);
  }
  return blocks.join("\n");
}

async function outputHtml(output: Output, context: OutputContext): Promise<[string, string]> {
  switch (output.output_type) {
    case "stream":
      return [output.name, output.text === "" ? "" : terminalBlock(output.text)];
    case "error": {
      const text = output.traceback.join("\n") || `${output.ename}: ${output.evalue}`;
      return ["error", terminalBlock(text)];
    }
    case "execute_result":
    case "display_data":
      return ["value", await bundleHtml(output, context)];
    default:
      return ["value", ""];
  }
}

async function bundleHtml(bundle: Bundle, context: OutputContext): Promise<string> {
  for (const [type, show] of RENDERERS) {
    const html = Object.hasOwn(bundle.data, type) ? await show(bundle, context) : undefined;
    if (html !== undefined) return html;
  }
  const types = Object.keys(bundle.data);
  if (types.length === 0) return "";
  return `<p class="stored">This output ${escapeHtml(whyNot(types))}.</p>`;
}

function whyNot(types: readonly string[]): string {
  if (types.includes("application/vnd.plotly.v1+json")) {
    return "is a figure of a kind that this page cannot draw, and no picture of it is stored";
  }
  if (types.includes("text/html") || types.includes("application/javascript")) {
    return "is drawn by a script of its own, which this page does not run";
  }
  return `is of a type that this page cannot show (${types.join(", ")})`;
}

function showFigure(bundle: Bundle, context: OutputContext): string | undefined {
  const figure = drawableFigure(bundle.data["application/vnd.plotly.v1+json"]);
  if (figure === undefined) {
    // Its HTML would only be a script: the stored picture is the best there is.
    const picture = ["image/svg+xml", "image/png", "image/jpeg"].find(
      (type) => type in bundle.data,
    );
    return picture ? pictureHtml(picture, bundle, context) : undefined;
  }
  const stored = ["image/png", "image/svg+xml", "image/jpeg"].find((type) => type in bundle.data);
  const alt = describe(bundle, stored ?? "", figureTitle(figure) || `Figure of ${context.cell}`);
  if (stored !== "image/png") {
    return figureHtml(figure, stored && pictureElement(stored, bundle, alt), alt);
  }
  // Every page has some of these, and most readers only ever see the live figure.
  const data = { ...bundle.data, [stored]: indexedPng(`${bundle.data[stored]}`) };
  return figureHtml(figure, pictureElement(stored, { ...bundle, data }, alt), alt);
}

async function showHtml(bundle: Bundle, { prose }: OutputContext): Promise<string | undefined> {
  const source = `${bundle.data["text/html"]}`;
  if (source.length > MAX_HTML) return undefined;
  const { cleanHtml } = await import("./sanitizer.ts");
  const { html, hadScripts, hasStyles } = cleanHtml(source, prose.cleanOptions());
  const empty =
    !/<(?:img|svg|video|audio|hr|table)\b/i.test(html) && /^(?:<[^>]*>|\s)*$/.test(html);
  if (empty) return hadScripts ? undefined : "";
  const hasPicture = Object.keys(bundle.data).some((type) => type.startsWith("image/"));
  if (hadScripts && hasPicture) return undefined;
  const inside = hasStyles
    ? `<div class="own-styles"><template shadowrootmode="open"><style>${TABLE_STYLES}</style>${html}</template></div>`
    : html;
  return `<div class="html" role="group" aria-label="Output" tabindex="0">${inside}</div>`;
}

/** What a table needs where the page's own styles do not reach. */
const TABLE_STYLES =
  "table{border-collapse:collapse;font:inherit}th,td{padding:.3em .7em;text-align:end}" +
  "tbody tr{border-top:1px solid var(--line)}caption{text-align:start}";

async function showLatex({ data }: Bundle, context: OutputContext): Promise<string | undefined> {
  const source = `${data["text/latex"]}`.trim();
  if (/\\begin\{(?:tabular|table|itemize|enumerate|document)/.test(source)) return undefined;
  const inside =
    /^\$\$?([^$]+)\$\$?$/.exec(source)?.[1] ?? (source.includes("$") ? undefined : source);
  if (inside === undefined) return await context.prose.render(context.prose.parse(source));
  return `<div class="equation">${context.mathematics.render(inside, true)}</div>`;
}

function showJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? "null";
  return text.length > 100_000 ? terminalBlock(text) : codeBlock(highlight(text, "json"));
}

function pictureHtml(type: string, bundle: Bundle, { cell }: OutputContext): string {
  const alt = describe(bundle, type, `Picture that ${cell} shows`);
  return `<figure class="picture">${pictureElement(type, bundle, alt)}</figure>`;
}

function pictureElement(type: string, { data, metadata }: Bundle, alt: string): string {
  const stored = `${data[type]}`;
  const natural = type === "image/png" ? pngSize(stored) : undefined;
  const size = { ...natural, ...sizeIn(metadata[type], natural) };
  const source = dataAddress(type, stored);
  return `<img${attributes({ src: source, alt, ...size })}>`;
}

function mediaHtml(tag: "video" | "audio", type: string, data: Json): string {
  const source = dataAddress(type, `${data[type]}`);
  return `<${tag} controls${attributes({ src: source })}></${tag}>`;
}

/** The picture's own description, else the sentence that is stored beside it. */
function describe({ data, metadata }: Bundle, type: string, otherwise: string): string {
  const own = metadata[type];
  const alt = typeof own === "object" && own !== null && "alt" in own ? own.alt : undefined;
  if (typeof alt === "string" && alt.trim() !== "") return alt;
  const plain = data["text/plain"];
  const sentence = typeof plain === "string" && !plain.startsWith("<") && plain.length < 1000;
  return sentence && plain.trim() !== "" ? plain.trim() : otherwise;
}

/** The size that is stored for a picture; one length alone keeps the picture's proportions. */
function sizeIn(metadata: unknown, natural: Size | undefined): Partial<Size> {
  if (typeof metadata !== "object" || metadata === null) return {};
  const { width, height } = metadata as { width?: unknown; height?: unknown };
  if (isSize(width) && isSize(height)) return { width, height };
  // Beside the picture's own other length it would squeeze the picture.
  const ratio = natural === undefined ? undefined : natural.width / natural.height;
  if (isSize(width)) return ratio ? { width, height: Math.round(width / ratio) } : { width };
  if (isSize(height)) return ratio ? { width: Math.round(height * ratio), height } : { height };
  return {};
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value < 10_000;
}

function terminalBlock(text: string): string {
  return `<pre tabindex="0">${terminalHtml(text)}</pre>`;
}

function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (
      output.output_type === "stream" &&
      last?.output_type === "stream" &&
      last.name === output.name
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    } else joined.push(output);
  }
  return joined;
}
