import { languageOf, type Notebook } from "../notebook/index.ts";
import {
  attributes,
  contentsHtml,
  escapeHtml,
  Headings,
  Mathematics,
  numberEquations,
  Prose,
} from "../rendering/index.ts";
import { cellsHtml } from "./cells.ts";
import { loadLanguage } from "./code.ts";
import { documentHtml } from "./document.ts";
import { livePage } from "./live-page.ts";
import { nodePlatform } from "./node-platform.ts";
import { describeNotebook } from "./notebook-summary.ts";

/** A page that this one links to: where it is, relative to this page, and what the link says. */
export interface PageLink {
  readonly href: string;
  readonly title: string;
}

export interface PageOptions {
  /**
   * The folder that relative image paths are read from, and what cells import; without it images
   * stay unread.
   */
  readonly directory?: string;
  /**
   * Has the cells of a TypeScript or JavaScript notebook run in the page, which brings along all that
   * they import. Under the name, such as the file's, together with the notebook's title and first
   * cell a reader's browser keeps what belongs to the page.
   */
  readonly live?: string | undefined;
  /**
   * Has a page whose cells run report to the learning management system that shows it, by SCORM 1.2:
   * completion, score and as much of the reader's work as the system keeps.
   */
  readonly scorm?: boolean;
  /** The page's title; by default the notebook's own (metadata, then first heading). */
  readonly title?: string;
  /** The title if the notebook says none, such as its file's name. */
  readonly fallbackTitle?: string;
  /** The description for search engines; by default the first paragraph of prose. */
  readonly description?: string;
  /** The language of the prose as a BCP 47 tag; by default `metadata.language`, then `en`. */
  readonly language?: string;
  /** The contents page, the lesson before and the lesson after. */
  readonly contents?: PageLink;
  readonly previous?: PageLink;
  readonly next?: PageLink;
  /** Where links to other files go, by the address in the notebook (`02-b.ipynb` → `02-b.html`). */
  readonly links?: ReadonlyMap<string, string>;
  /**
   * Told one sentence for everything that the page has to do without, such as a missing picture; it
   * names the cell by its place in the notebook, and the kind of what is left out.
   */
  readonly warn?: (sentence: string) => void;
}

/**
 * One self-contained HTML file from a notebook of any language, with no kernel and no network:
 * prose, mathematics and code are rendered now, figures are drawn live when the page is read.
 */
export async function exportNotebook(
  notebook: Notebook,
  options: PageOptions = {},
): Promise<string> {
  const platform = nodePlatform(options.directory);
  const mathematics = new Mathematics();
  const headings = new Headings();
  const prose = new Prose({
    platform,
    mathematics,
    headings,
    link: (address) => linkTo(address, options.links),
  });
  const language = languageOf(notebook);
  await loadLanguage(language ?? "");
  const own = describeNotebook(notebook);
  const title = options.title ?? own.title ?? options.fallbackTitle ?? "Notebook";
  const { live: name, scorm = false, warn = () => {}, directory = "." } = options;
  const live =
    name !== undefined && RUNS_IN_PAGES.has(language ?? "")
      ? await livePage(notebook, { name, title, scorm, directory, warn })
      : undefined;
  const cells = await cellsHtml(notebook.cells, {
    platform,
    prose,
    language,
    warn,
    ids: live?.ids,
  });
  const hasTitle = headings.list.some(({ level }) => level === 1);
  const content = hasTitle ? cells : `<h1 class="title">${escapeHtml(title)}</h1>\n${cells}`;
  return await documentHtml({
    title: options.contents ? `${title} · ${options.contents.title}` : title,
    description: options.description ?? own.summary,
    language: options.language ?? own.language,
    top: options.contents ? anchor(options.contents, "home") : "<span></span>",
    contents: contentsHtml(headings.list),
    content: numberEquations(content, (id) => headings.isTaken(id)),
    bottom: `${between(options)}${FOOTER}`,
    live,
  });
}

const RUNS_IN_PAGES = new Set(["typescript", "javascript"]);

const FOOTER =
  "<footer>Made with dropout-lab. This page is complete: it needs no network.</footer>";

function linkTo(address: string, links: PageOptions["links"]): string | undefined {
  const [path = "", fragment] = address.split("#");
  const page = links?.get(path.replace(/^\.\//, ""));
  return page === undefined || fragment === undefined ? page : `${page}#${fragment}`;
}

function anchor({ href, title }: PageLink, name: string, before = ""): string {
  const label = before === "" ? "" : `<small>${before}</small> `;
  return `<a${attributes({ class: name, href })}>${label}${escapeHtml(title)}</a>`;
}

function between({ previous, next }: PageOptions): string {
  if (previous === undefined && next === undefined) return "";
  const links = [
    previous ? anchor(previous, "previous", "Previous") : "",
    next ? anchor(next, "next", "Next") : "",
  ];
  return `<nav class="between" aria-label="Lessons">${links.join("")}</nav>`;
}
