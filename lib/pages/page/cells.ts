import {
  type Cell,
  type CodeCell,
  cellName,
  type Notebook,
  type RawCell,
} from "../notebook/index.ts";
import type { ParsedProse, Platform, Prose } from "../rendering/index.ts";
import { attributes, escapeHtml, outputsHtml, shareFootnotes } from "../rendering/index.ts";
import { highlight, languageOfCell, loadLanguage } from "./code.ts";

export interface CellContext {
  readonly platform: Platform;
  readonly prose: Prose;
  readonly language: string | undefined;
  /** Told one sentence, which names the cell, for everything that is left out. */
  readonly warn: (sentence: string) => void;
  /** By which names the live parts of the page know the cells, if they run there. */
  readonly ids?: ReadonlyMap<Cell, string> | undefined;
}

type Part = "cell" | "input" | "output";

/** The cells as HTML, each in a box of its own, in the order of the notebook. */
export async function cellsHtml(cells: Notebook["cells"], context: CellContext): Promise<string> {
  const shown = cells
    .map((cell, index) => ({ cell, index, context: inCell(context, cell, index) }))
    .filter(({ cell, index }) => !isRemoved(cell, "cell") && !isFrontMatter(cell, index));
  const written = shown.filter(({ cell }) => markdownOf(cell) !== undefined);
  const sources = shareFootnotes(written.map(({ cell }) => markdownOf(cell) ?? ""));
  const parsed = new Map<Cell, ParsedProse>();
  for (const [at, { cell, context }] of written.entries()) {
    const prose = { attachments: attachmentsOf(cell), warn: context.warn };
    parsed.set(cell, context.prose.parse(sources[at] ?? "", prose));
  }
  const sections: string[] = [];
  let number = 0;
  for (const { cell, context } of shown) {
    const prose = parsed.get(cell);
    if (cell.cell_type === "code") sections.push(await codeCell(cell, ++number, context));
    else if (prose) sections.push(proseSection(cell, await context.prose.render(prose), context));
    else if (cell.cell_type === "raw") sections.push(await rawCell(cell, context));
  }
  return sections.filter((section) => section !== "").join("\n");
}

/** The same context with warnings that name the cell. */
function inCell(context: CellContext, cell: Cell, index: number): CellContext {
  const name = cellName(index, cell.cell_type === "code" ? cell.execution_count : undefined);
  return { ...context, warn: (sentence) => context.warn(`${name}: ${sentence}`) };
}

async function codeCell(cell: CodeCell, number: number, context: CellContext): Promise<string> {
  const count = cell.execution_count;
  const name = `cell ${count ?? number}`;
  const language = languageOfCell(cell.source, context.language);
  await loadLanguage(language);
  const id = context.ids?.get(cell);
  let html = "";
  if (!isRemoved(cell, "input") && (cell.source.trim() !== "" || id !== undefined)) {
    const label = `Code of ${name}`;
    const code = highlight(cell.source.replace(/\n+$/, ""), language);
    const box = `<div class="code"${attributes({ "data-count": count })}><pre${attributes({
      tabindex: 0,
      role: "group",
      "aria-label": label,
    })}><code>${code}</code></pre></div>`;
    html += isHidden(cell, "input") ? folded("Show the code", box) : box;
  }
  if (!isRemoved(cell, "output")) {
    const blocks = await outputsHtml(cell.outputs, { ...context, cell: name });
    const outputs = id === undefined ? blocks : `<div class="outputs">${blocks}</div>`;
    html += outputs && isHidden(cell, "output") ? folded("Show the output", outputs) : outputs;
  }
  if (html === "") return "";
  const label = `C${name.slice(1)}`;
  const section = `<div${attributes({ class: "cell", "data-cell": id, role: "group", "aria-label": label })}>${html}</div>`;
  return isHidden(cell, "cell") ? folded(`Show ${name}`, section) : section;
}

function proseSection(cell: Cell, html: string, { ids }: CellContext): string {
  const section = `<div${attributes({ class: "prose", "data-cell": ids?.get(cell) })}>${html}</div>`;
  return isHidden(cell, "cell") || isHidden(cell, "input")
    ? folded("Show the text", section)
    : section;
}

/** What a raw cell says it is; without that its text is shown as it stands. */
async function rawCell(cell: RawCell, { prose, warn }: CellContext): Promise<string> {
  const format = `${cell.metadata.format ?? cell.metadata.raw_mimetype ?? ""}`.toLowerCase();
  if (cell.source.trim() === "") return "";
  switch (format) {
    case "":
    case "text/plain":
      return `<div class="prose"><pre tabindex="0">${escapeHtml(cell.source)}</pre></div>`;
    case "text/html":
    case "html":
      return `<div class="prose">${await prose.boxedHtml(cell.source, { attachments: attachmentsOf(cell), warn })}</div>`;
    case "text/latex":
    case "latex":
      return `<div class="prose">${await prose.latexHtml(cell.source, { warn })}</div>`;
    default:
      // Meant for another format only, such as a slide's or a printer's.
      warn(`a raw cell of ${format} is left out: it is meant for another format than a page`);
      return "";
  }
}

/** The Markdown of a cell that is written in it. */
function markdownOf(cell: Cell): string | undefined {
  if (cell.cell_type === "markdown") return cell.source;
  const format = `${cell.metadata.format ?? cell.metadata.raw_mimetype ?? ""}`;
  return cell.cell_type === "raw" && format === "text/markdown" ? cell.source : undefined;
}

function attachmentsOf(cell: Cell): Record<string, Record<string, unknown>> {
  return (cell.cell_type === "code" ? undefined : cell.attachments) ?? {};
}

function folded(summary: string, html: string): string {
  return `<details class="folded"><summary>${escapeHtml(summary)}</summary>${html}</details>`;
}

function hasTag(cell: Cell, tag: string): boolean {
  const tags = Array.isArray(cell.metadata.tags) ? cell.metadata.tags : [];
  return tags.some((one) => `${one}`.replaceAll("_", "-") === tag);
}

function isRemoved(cell: Cell, part: Part): boolean {
  return hasTag(cell, `remove-${part}`);
}

function isHidden(cell: Cell, part: Part): boolean {
  const { jupyter, hide_input } = cell.metadata;
  const flags = typeof jupyter === "object" && jupyter !== null ? jupyter : {};
  const has = (flag: string) => (flags as Record<string, unknown>)[flag] === true;
  const flagged =
    (part === "input" && (hide_input === true || has("source_hidden"))) ||
    (part === "output" && has("outputs_hidden"));
  return flagged || hasTag(cell, `hide-${part}`);
}

/** The YAML that some tools keep in a first raw cell. */
function isFrontMatter(cell: Cell, index: number): boolean {
  return index === 0 && cell.cell_type === "raw" && /^---\n[\s\S]*\n---\s*$/.test(cell.source);
}
