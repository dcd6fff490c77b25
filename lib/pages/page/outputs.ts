import type { Json, Output } from "../notebook/index.ts";
import { highlight } from "./code.ts";
import { drawableFigure, figureHtml, figureTitle, withoutRemoteParts } from "./figure.ts";
import { shareFootnotes } from "./footnotes.ts";
import { attributes, escapeHtml, textContent } from "./html.ts";
import { dataAddress, pngSize } from "./images.ts";
import { indexedPng } from "./indexed-png.ts";
import { codeBlock, type Prose } from "./prose.ts";
import { shorten, terminalHtml } from "./terminal.ts";
import { settleScreen } from "./terminal-screen.ts";

const FIGURE = "application/vnd.plotly.v1+json";

/** Beyond this, in characters, HTML is not taken apart and the next best type is shown. */
const MAX_HTML = 4_000_000;

export interface OutputContext {
  readonly prose: Prose;
  /** What the reader calls the cell, for pictures that have no description. */
  readonly cell: string;
  /** Told one sentence for everything that is left out. */
  readonly warn: (sentence: string) => void;
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
  [FIGURE, showFigure],
  ["text/html", showHtml],
  ["text/markdown", showMarkdown],
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
  ["application/json", ({ data }, context) => showJson(data["application/json"], context)],
  ["text/plain", ({ data }, context) => terminalBlock(`${data["text/plain"]}`, context)],
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
      return [output.name, output.text === "" ? "" : terminalBlock(output.text, context)];
    case "error": {
      const text = output.traceback.join("\n") || `${output.ename}: ${output.evalue}`;
      return ["error", terminalBlock(text, context)];
    }
    case "execute_result":
    case "display_data":
      return ["value", await bundleHtml(output, context)];
    default:
      return ["value", ""];
  }
}

async function bundleHtml(bundle: Bundle, context: OutputContext): Promise<string> {
  const types = Object.keys(bundle.data);
  const reason = whyNot(bundle.data);
  for (const [type, show] of RENDERERS) {
    if (!Object.hasOwn(bundle.data, type)) continue;
    const html = await showOrFall(type, show, bundle, context);
    if (html === undefined) continue;
    // What is richer than all that can be shown was meant to be seen.
    const lost = types.find((one) => RICHER.test(one));
    if (lost !== undefined && type === "text/plain") {
      context.warn(`an output (${lost}) ${reason}: its text is shown`);
    } else if (types.includes(FIGURE) && !html.startsWith('<figure class="plot"')) {
      context.warn(
        `an output (${FIGURE}) is ${figureKind(bundle.data[FIGURE])}: its ${type === FIGURE ? "stored picture" : type} is shown`,
      );
    }
    return html;
  }
  if (types.length === 0) return "";
  context.warn(`an output (${types.join(", ")}) is left out: it ${reason}`);
  return `<p class="stored">This output ${escapeHtml(reason)}.</p>`;
}

/** What one type shows; one that cannot be shown leaves the place to the next. */
async function showOrFall(
  type: string,
  show: Show,
  bundle: Bundle,
  context: OutputContext,
): Promise<string | undefined> {
  try {
    return await show(bundle, context);
  } catch (error) {
    // Deep nesting runs out of stack in every program that reads it.
    const why = error instanceof RangeError ? "it is nested too deeply" : `${error}`.split("\n")[0];
    context.warn(`an output's ${type} cannot be shown: ${why}`);
    return undefined;
  }
}

/** Types beside which `text/plain` is only a name. */
const RICHER = /^(?:text\/html|application\/(?!json$|pdf$)|image\/|video\/|audio\/)/;

function whyNot(data: Json): string {
  const types = Object.keys(data);
  if (types.includes(FIGURE))
    return `is ${figureKind(data[FIGURE])}, and no picture of it is stored`;
  if (types.some((type) => type.startsWith("application/vnd.jupyter.widget"))) {
    return "is a widget, which needs a running kernel";
  }
  if (types.includes("text/html") && /<(?:i?frame|object|embed)\b/i.test(`${data["text/html"]}`)) {
    return "is a page of its own in a frame, which this page does not take in";
  }
  if (types.includes("text/html") || types.includes("application/javascript")) {
    return "is drawn by a script of its own, which this page does not run";
  }
  if (types.includes("application/json")) return "is JSON that is nested too deeply to be shown";
  return `is of a type that this page cannot show (${types.join(", ")})`;
}

/** A figure that is not drawn, by the kinds of its traces. */
function figureKind(value: unknown): string {
  const traces = (value as { data?: unknown } | null)?.data;
  const kinds = Array.isArray(traces) ? traces.map((one) => `${one?.type ?? "scatter"}`) : [];
  const named = [...new Set(kinds)].slice(0, 4).join(", ");
  return `a figure of a kind that this page cannot draw${named === "" ? "" : ` (${named})`}`;
}

function showFigure(bundle: Bundle, context: OutputContext): string | undefined {
  const drawable = drawableFigure(bundle.data[FIGURE]);
  const figure = drawable && withoutRemoteParts(drawable, context.warn);
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

async function showHtml(
  bundle: Bundle,
  { prose, warn }: OutputContext,
): Promise<string | undefined> {
  const source = `${bundle.data["text/html"]}`;
  if (source.length > MAX_HTML) {
    warn("an output's text/html is too long to be shown");
    return undefined;
  }
  const said: string[] = [];
  const cell = { warn: (sentence: string) => void said.push(sentence) };
  const isShadowed = /<style\b/i.test(source);
  const cleaned = await prose.clean(source, cell, isShadowed);
  const { html, css, hadScripts, hadFrames } = cleaned;
  const others = Object.keys(bundle.data).filter((type) => type !== "text/html");
  const hasPicture = others.some((type) => type.startsWith("image/"));
  const isEmpty = !/<(?:img|svg|video|audio|hr|table|math)\b/i.test(html) && textLeft(html) === "";
  // A script or a frame was all there was; or a picture shows more than what is left.
  if (isEmpty && (hadScripts || hadFrames)) return undefined;
  if (hadScripts && hasPicture) return undefined;
  for (const sentence of said) warn(`in an output (text/html): ${sentence}`);
  if (isEmpty) return "";
  const inside = css === "" ? html : inShadow(html, cleaned);
  return `<div class="html" role="group" aria-label="Output" tabindex="0">${inside}</div>`;
}

/** HTML with style sheets that reach nothing else; they may say what they want about their host. */
function inShadow(html: string, { css, needsLight }: { css: string; needsLight: boolean }): string {
  const sheets = `<style>${SHADOW_STYLES}</style><style>${css}</style>`;
  return `<div class="own-styles${needsLight ? " light" : ""}"><div><template shadowrootmode="open">${sheets}${html}</template></div></div>`;
}

/** The text that is left of some HTML, but for sentences that only ask for trust. */
function textLeft(html: string): string {
  return textContent(html).replace(
    /^Make this Notebook Trusted to load map: File -> Trust Notebook$/i,
    "",
  );
}

/** What is needed where the page's own styles do not reach. */
const SHADOW_STYLES =
  "table{border-collapse:collapse;font:inherit}th,td{padding:.3em .7em;text-align:end}" +
  "tbody tr{border-top:1px solid var(--line)}caption{text-align:start}a{color:var(--link)}" +
  "img,svg,video{max-width:100%}svg:has(text){background:#fff;color:#20242a;color-scheme:light}" +
  "pre,code,kbd,samp{direction:ltr;unicode-bidi:isolate}pre{text-align:left;overflow-x:auto}" +
  "@media print{th,td{padding:.1em .2em;overflow-wrap:anywhere}}";

async function showMarkdown({ data }: Bundle, { prose, warn }: OutputContext): Promise<string> {
  const [source = ""] = shareFootnotes([`${data["text/markdown"]}`]);
  return await prose.render(prose.parse(source, { warn }));
}

async function showLatex(
  { data }: Bundle,
  { prose, warn }: OutputContext,
): Promise<string | undefined> {
  const source = `${data["text/latex"]}`.trim();
  if (/\\begin\{(?:tabular|table|itemize|enumerate|document)/.test(source)) return undefined;
  return await prose.latexHtml(source, { warn });
}

function showJson(value: unknown, context: OutputContext): string {
  const text = JSON.stringify(value, null, 2) ?? "null";
  return text.length > 100_000 ? terminalBlock(text, context) : codeBlock(highlight(text, "json"));
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

function terminalBlock(text: string, { warn }: OutputContext): string {
  const settled = settleScreen(text);
  const short = shorten(settled);
  if (short !== settled)
    warn(`a text of ${settled.length.toLocaleString("en")} characters is cut in the middle`);
  return `<pre tabindex="0">${terminalHtml(short)}</pre>`;
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
