import type { Json } from "../notebook/index.ts";
import { shareFootnotes } from "./footnotes.ts";
import { escapeHtml } from "./html.ts";
import { jsonTree } from "./json-tree.ts";
import { FIGURE, showFigure } from "./output-figure.ts";
import { isBlank, showHtml } from "./output-html.ts";
import { showPicture } from "./output-pictures.ts";
import type { Platform } from "./platform.ts";
import { codeBlock, type Prose } from "./prose.ts";
import { terminalBlock } from "./terminal-block.ts";

export interface OutputContext {
  readonly platform: Platform;
  readonly prose: Prose;
  /** What the reader calls the cell, for pictures that have no description. */
  readonly cell: string;
  /** Told one sentence for everything that is left out. */
  readonly warn: (sentence: string) => void;
}

/** The forms in which one output is stored, by MIME type. */
export interface Bundle {
  readonly data: Json;
  readonly metadata: Json;
}

/** What one form shows, or why it shows nothing, as a sentence that lacks its subject. */
export type Shown = { readonly html: string } | { readonly fault: string };

type Show = (bundle: Bundle, context: OutputContext) => Shown | Promise<Shown>;

const EMPTY = "is empty";

/** A diagram of the library as SVG, beside its PNG. */
const DIAGRAM = "application/vnd.dropout-lab.diagram+xml";

/** From the richest type to the plainest; the first that has something to show is shown. */
const RENDERERS: readonly (readonly [type: string, show: Show])[] = [
  [FIGURE, showFigure],
  ["text/html", showHtml],
  ["text/markdown", showMarkdown],
  [DIAGRAM, showDiagram],
  ["image/svg+xml", (bundle, context) => showPicture("image/svg+xml", bundle, context)],
  ["text/latex", showLatex],
  ["image/png", (bundle, context) => showPicture("image/png", bundle, context)],
  ["image/jpeg", (bundle, context) => showPicture("image/jpeg", bundle, context)],
  ["image/gif", (bundle, context) => showPicture("image/gif", bundle, context)],
  ["image/webp", (bundle, context) => showPicture("image/webp", bundle, context)],
  ["video/mp4", ({ data }) => showMedia("video", "video/mp4", data)],
  ["video/webm", ({ data }) => showMedia("video", "video/webm", data)],
  ["audio/mpeg", ({ data }) => showMedia("audio", "audio/mpeg", data)],
  ["audio/wav", ({ data }) => showMedia("audio", "audio/wav", data)],
  ["application/json", ({ data }, context) => showJson(data["application/json"], context)],
  ["text/plain", ({ data }, context) => showText(`${data["text/plain"]}`, context)],
];

const KNOWN = new Set(RENDERERS.map(([type]) => type));

/** What goes with other types: notes of a program to itself, and controls for what stands there. */
const NOTES = /^application\/vnd\.(?:google\.colaboratory|dropout-lab\.interact)/;

/** The richest form of an output that shows something; a sentence if none does. */
export async function bundleHtml(bundle: Bundle, context: OutputContext): Promise<string> {
  const types = Object.keys(bundle.data);
  const unknown = types.filter((type) => !KNOWN.has(type) && !NOTES.test(type));
  const faults: (readonly [type: string, fault: string])[] = [];
  for (const [type, show] of RENDERERS) {
    if (!Object.hasOwn(bundle.data, type)) continue;
    const shown = await showOrFall(show, bundle, context);
    if ("html" in shown) {
      for (const [one, fault] of faults) {
        context.warn(`an output (${one}) ${fault}: ${shownInstead(type)} is shown`);
      }
      // What is richer than all that can be shown was meant to be seen.
      if (type === "text/plain" && unknown.length > 0) {
        const why = whyUnknown(unknown);
        context.warn(`an output (${unknown.join(", ")}) ${why}: ${shownInstead(type)} is shown`);
      }
      return shown.html;
    }
    faults.push([type, shown.fault]);
  }
  const lost = faults.filter(([, fault]) => fault !== EMPTY);
  if (lost.length === 0 && unknown.length === 0) return "";
  const reason = unknown.length > 0 && lost.length === 0 ? whyUnknown(unknown) : lost[0]?.[1];
  const latex = bundle.data["text/latex"];
  if (typeof latex === "string" && latex.trim() !== "") {
    context.warn(`an output (text/latex) ${reason}: its source is shown`);
    return codeBlock(context.platform.highlight(latex.trim(), "latex"));
  }
  context.warn(`an output (${types.join(", ")}) is left out: it ${reason}`);
  return `<p class="stored">This output ${escapeHtml(`${reason}`)}.</p>`;
}

/** What one type shows; one that cannot be shown leaves the place to the next. */
async function showOrFall(show: Show, bundle: Bundle, context: OutputContext): Promise<Shown> {
  try {
    return await show(bundle, context);
  } catch (error) {
    // Deep nesting runs out of stack in every program that reads it.
    if (error instanceof RangeError) return { fault: "is nested too deeply to be shown" };
    return { fault: `cannot be read (${`${error}`.split("\n")[0]})` };
  }
}

function shownInstead(type: string): string {
  if (type.startsWith("image/")) return "its stored picture";
  return type === "text/plain" ? "its text" : `its ${type}`;
}

function whyUnknown(types: readonly string[]): string {
  if (types.some((type) => type.startsWith("application/vnd.jupyter.widget"))) {
    return "is a widget, which needs a running kernel";
  }
  if (types.includes("application/javascript")) {
    return "is drawn by a script of its own, which this page does not run";
  }
  return `is of a type that this page cannot show (${types.join(", ")})`;
}

async function showMarkdown({ data }: Bundle, { prose, warn }: OutputContext): Promise<Shown> {
  const [source = ""] = shareFootnotes([`${data["text/markdown"]}`]);
  if (source.trim() === "") return { fault: EMPTY };
  const html = await prose.render(prose.parse(source, { warn }));
  return isBlank(html) ? { fault: "shows nothing" } : { html };
}

function showDiagram({ data, metadata }: Bundle, context: OutputContext): Promise<Shown> {
  const type = "image/svg+xml";
  const svg = { [type]: data[DIAGRAM], "text/plain": data["text/plain"] };
  return showPicture(type, { data: svg, metadata: { [type]: metadata[DIAGRAM] } }, context);
}

async function showLatex({ data }: Bundle, { prose, warn }: OutputContext): Promise<Shown> {
  const source = `${data["text/latex"]}`.trim();
  if (source === "") return { fault: EMPTY };
  const environment = /\\begin\{(tabular|table|itemize|enumerate|document|figure|verbatim)/.exec(
    source,
  )?.[1];
  if (environment !== undefined) {
    return { fault: `is LaTeX that is no mathematics (${environment})` };
  }
  return { html: await prose.latexHtml(source, { warn }) };
}

function showJson(value: unknown, context: OutputContext): Shown {
  const text = JSON.stringify(value, null, 2) ?? "null";
  if (text.length > 100_000) return { html: terminalBlock(text, context.warn) };
  const tree = jsonTree(value);
  if (tree !== undefined) return { html: tree };
  return { html: codeBlock(context.platform.highlight(text, "json")) };
}

function showText(text: string, { warn }: OutputContext): Shown {
  return text === "" ? { fault: EMPTY } : { html: terminalBlock(text, warn) };
}

function showMedia(tag: "video" | "audio", type: string, data: Json): Shown {
  const stored = `${data[type]}`.replace(/\s+/g, "");
  if (stored === "") return { fault: EMPTY };
  if (!/^[\w+/=-]+$/.test(stored)) return { fault: "is no base64" };
  const source = escapeHtml(`data:${type};base64,${stored}`);
  return { html: `<${tag} controls src="${source}"></${tag}>` };
}
