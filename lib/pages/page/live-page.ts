import { createHash } from "node:crypto";
import {
  type BundledModules,
  bundledData,
  bundleModules,
  cellNeeds,
} from "dropout-lab-kernel/page-host/node";
import type { Completions, LiveNotebookData, LiveNotebookScript } from "../live/payload.ts";
import { type Cell, cellName, type Notebook } from "../notebook/index.ts";
import { attributes, FIGURE } from "../rendering/index.ts";
import { liveAssets, lmsAssets, packedLowering, packedMathematics } from "./browser-assets.ts";
import { documentedExports } from "./documented-exports.ts";
import { pack } from "./pack.ts";
import { pageKey } from "./page-key.ts";

/** What the page of a notebook carries so that its cells run. */
export interface LivePage {
  /** Under which name each cell is known in the page. */
  readonly ids: ReadonlyMap<Cell, string>;
  /** The script elements, for the end of the page. */
  readonly scripts: string;
  /** Of the scripts that run, for the content policy. */
  readonly hashes: readonly string[];
  readonly styles: string;
  /** The code that may make figures for the page to draw; empty if none does. */
  readonly figureCode: readonly string[];
  /** Whether cells may show mathematics that the page sets. */
  readonly setsMathematics: boolean;
}

export interface LivePageOptions {
  /** The notebook's name, such as its file's. */
  readonly name: string;
  readonly title: string;
  /** Whether the page reports to a learning management system that shows it. */
  readonly scorm?: boolean;
  /** Where the notebook is: what it imports is found from there. */
  readonly directory: string;
  /** Told one sentence, which names the cell, for every import that the page does without. */
  readonly warn: (sentence: string) => void;
}

/** Makes what a page carries so that the cells of its notebook run. */
export async function livePage(notebook: Notebook, options: LivePageOptions): Promise<LivePage> {
  const ids = cellIds(notebook.cells);
  const { importers, lowering } = await needsOf(notebook.cells);
  const modules = await modulesOf(notebook.cells, importers, options);
  const completions = [...importers.keys()].map((specifier): [string, Completions[string]] => [
    specifier,
    documentedExports(specifier, options.directory),
  ]);
  const { ui, worker, styles } = await (options.scorm ? lmsAssets() : liveAssets());
  const data = {
    ...liveData(notebook, ids, options),
    completions: Object.fromEntries(completions),
  };
  const script: LiveNotebookScript = { data, missing: modules.missing };
  const code = [modules.code, ...notebook.cells.map(({ source }) => source)];
  const mathematics = showsMathematics(notebook.cells) ? await packedMathematics() : undefined;
  return {
    ids,
    hashes: [ui.hash, ...(mathematics === undefined ? [] : [mathematics.hash])],
    setsMathematics: mathematics !== undefined,
    styles,
    figureCode: code.some((text) => text.includes(FIGURE)) ? code : [],
    scripts: [
      packedElement({ id: "live-notebook" }, pack(JSON.stringify(script))),
      packedElement({ id: "live-ui" }, ui.packed),
      ...(mathematics === undefined
        ? []
        : [packedElement({ id: "live-mathematics" }, mathematics.packed)]),
      packedElement({ id: "live-worker" }, worker),
      packedElement({ id: "live-modules" }, pack(modules.code)),
      ...(lowering ? [packedElement({ id: "live-lowering" }, await packedLowering())] : []),
      ...Object.entries(modules.data).map(([name, bytes]) =>
        packedElement({ class: "live-data", "data-name": name }, pack(bytes)),
      ),
    ].join("\n"),
  };
}

/** Whether a cell shows TeX now, or names it. */
function showsMathematics(cells: readonly Cell[]): boolean {
  return cells.some((cell) => {
    if (cell.cell_type !== "code") return false;
    const shown = cell.outputs.map((output) => ("data" in output ? output.data : {}));
    return (
      /text\/latex|\$\$/.test(cell.source) ||
      shown.some(
        (data) => "text/latex" in data || /\$[^$]+\$/.test(`${data["text/markdown"] ?? ""}`),
      )
    );
  });
}

/** A script element that holds what `pack` wrote. */
export function packedElement(given: Record<string, string>, packed: string): string {
  return `<script type="text/plain"${attributes(given)}>${packed}</script>`;
}

/**
 * The cells' own ids; where a cell has none of its own, a hash of its source, which stays when a new
 * version of the notebook has other cells above.
 */
function cellIds(cells: readonly Cell[]): Map<Cell, string> {
  const taken = new Set<string>();
  const ids = new Map<Cell, string>();
  for (const cell of cells) {
    const hash = createHash("sha256").update(cell.source).digest("hex").slice(0, 12);
    let id = cell.id ?? hash;
    for (let number = 2; taken.has(id); number++) id = `${hash}-${number}`;
    taken.add(id);
    ids.set(cell, id);
  }
  return ids;
}

/**
 * What the cells import, each with the name of the cell that does so first, and whether one of them
 * must be lowered.
 */
async function needsOf(
  cells: readonly Cell[],
): Promise<{ importers: Map<string, string>; lowering: boolean }> {
  const importers = new Map<string, string>();
  let lowering = false;
  for (const [index, cell] of cells.entries()) {
    if (cell.cell_type !== "code") continue;
    const needs = await cellNeeds(cell.source);
    lowering ||= needs.lowering;
    const name = cellName(index, cell.execution_count);
    for (const specifier of needs.imports) {
      if (!importers.has(specifier)) importers.set(specifier, name);
    }
  }
  return { importers, lowering };
}

async function modulesOf(
  cells: readonly Cell[],
  importers: ReadonlyMap<string, string>,
  { directory, warn }: LivePageOptions,
): Promise<BundledModules> {
  const specifiers = [...importers.keys()];
  // Prose that speaks of digits asks for no file of digits.
  const code = cells.filter((cell) => cell.cell_type === "code");
  const sources = code.map(({ source }) => source);
  const data = await bundledData(sources, specifiers, { directory });
  const modules = await bundleModules(specifiers, { directory, data });
  for (const [specifier, reason] of Object.entries(modules.missing)) {
    warn(`${importers.get(specifier)}: ${reason}`);
  }
  return modules;
}

function liveData(
  notebook: Notebook,
  ids: ReadonlyMap<Cell, string>,
  { name, title }: LivePageOptions,
): Omit<LiveNotebookData, "completions"> {
  const { cells, metadata } = notebook;
  return {
    page: pageKey(name, notebook),
    title,
    metadata,
    cells: cells.map((cell) => ({
      id: ids.get(cell) ?? "",
      type: cell.cell_type,
      source: cell.source,
      metadata: cell.metadata,
      ...("attachments" in cell ? { attachments: cell.attachments } : {}),
      executionCount: cell.cell_type === "code" ? cell.execution_count : null,
    })),
  };
}
