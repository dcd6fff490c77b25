import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Notebook } from "../notebook/index.ts";
import { documentHtml } from "./document.ts";
import { exportNotebook, type PageLink } from "./export-notebook.ts";
import { Headings } from "./headings.ts";
import { attributes, escapeHtml } from "./html.ts";
import { makeFolder } from "./make-folder.ts";
import { Mathematics } from "./mathematics.ts";
import { describeNotebook } from "./notebook-summary.ts";
import { Prose } from "./prose.ts";
import { removeUnfinished, replaceFile } from "./replace-file.ts";

export interface SiteLesson {
  /** The page's name without its ending, such as `01-naive-dropout`. */
  readonly name: string;
  readonly notebook: Notebook;
  /** The folder that the notebook's relative image paths are read from. */
  readonly directory?: string;
  /** The lesson failed: the page that is there stays as it is, and the contents say so. */
  readonly keepPage?: boolean;
}

export interface SiteOptions {
  /** The course's title and its one paragraph (Markdown), as on the contents page. */
  readonly title?: string;
  readonly summary?: string;
  /** Told one sentence for everything that a page has to do without, such as a missing picture. */
  readonly warn?: (sentence: string) => void;
  /** Told of a lesson whose page cannot be made; without it, that is thrown. */
  readonly failed?: (name: string, error: Error) => void;
}

const defaultTitle = "Dropout Lab";
const defaultSummary =
  "Dropout zeroes activations at random while a network learns. These lessons are about the half " +
  "that most tutorials leave out: why what is kept is scaled by $1/(1-p)$, what that does to the " +
  "next neuron, and that PyTorch does exactly this. The pages show the lessons as they ran; to " +
  "change and run them, open the notebooks in JupyterLab: `npm run lab`.";

const failedNote = "It did not run to its end this time: its page shows an earlier run.";

/**
 * Writes `index.html` and one `NAME.html` a lesson, in the order given, into a directory that is
 * made if need be; each file is replaced at once or not at all, and pages written earlier for
 * lessons that are no longer given are removed. Answers with the paths written.
 */
export async function writeSite(
  lessons: readonly SiteLesson[],
  directory: string,
  options: SiteOptions = {},
): Promise<string[]> {
  const title = options.title ?? defaultTitle;
  const entries = lessons.map((lesson) => ({ lesson, link: linkOf(lesson) }));
  const links = new Map(entries.map(({ lesson, link }) => [`${lesson.name}.ipynb`, link.href]));
  const files: [name: string, html: string][] = [];
  const listed = new Set(entries);
  for (const [at, entry] of entries.entries()) {
    const { lesson } = entry;
    const file = `${lesson.name}.html`;
    const isThere = existsSync(join(directory, file));
    if (lesson.keepPage && isThere) continue;
    const previous = entries[at - 1]?.link;
    const next = entries[at + 1]?.link;
    try {
      const html = await exportNotebook(lesson.notebook, {
        contents: { href: "index.html", title },
        links,
        warn: (sentence) => options.warn?.(`${lesson.name}: ${sentence}`),
        ...(lesson.directory === undefined ? {} : { directory: lesson.directory }),
        ...(previous === undefined ? {} : { previous }),
        ...(next === undefined ? {} : { next }),
      });
      files.push([file, html]);
    } catch (error) {
      if (options.failed === undefined) throw error;
      options.failed(lesson.name, error as Error);
      if (!isThere) listed.delete(entry);
    }
  }
  const summary = options.summary ?? defaultSummary;
  files.push(["index.html", await contentsPage(title, summary, [...listed])]);
  // From here on nothing waits, so that nothing comes between the pages and their contents.
  makeFolder(directory);
  removeUnfinished(directory);
  for (const [name, html] of files) replaceFile(join(directory, name), html);
  removeOthers(directory, new Set(["index.html", ...lessons.map(({ name }) => `${name}.html`)]));
  return files.map(([name]) => join(directory, name));
}

interface Entry {
  readonly lesson: SiteLesson;
  readonly link: PageLink;
}

function linkOf({ name, notebook }: SiteLesson): PageLink {
  const title = describeNotebook(notebook).title ?? name;
  // The contents page numbers the lessons itself.
  const bare = title.replace(/^(?:lesson\s+)?\d+\s*[.:)·–—-]\s*/i, "");
  return { href: `${encodeURIComponent(name)}.html`, title: bare === "" ? title : bare };
}

async function contentsPage(
  title: string,
  summary: string,
  entries: readonly Entry[],
): Promise<string> {
  const mathematics = new Mathematics();
  const headings = new Headings();
  const prose = new Prose({ mathematics, headings, link: () => undefined, warn: () => {} });
  const paragraph = (markdown: string) => prose.render(prose.parse(markdown));
  const items: string[] = [];
  for (const { lesson, link } of entries) {
    const number = /^\d+/.exec(lesson.name)?.[0] ?? "";
    const heading = `<h2><a${attributes({ href: link.href })}>${escapeHtml(link.title)}</a></h2>`;
    const about = await paragraph(describeNotebook(lesson.notebook).markdown);
    const note = lesson.keepPage ? `<p><em>${escapeHtml(failedNote)}</em></p>` : "";
    items.push(
      `<li><span class="number">${number}</span><div>${heading}${about}${note}</div></li>`,
    );
  }
  return await documentHtml({
    title,
    description: describeNotebook({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [{ cell_type: "markdown", metadata: {}, source: summary }],
    }).summary,
    language: "en",
    top: "<span></span>",
    contents: "",
    content: `<h1>${escapeHtml(title)}</h1>\n${await paragraph(summary)}<ol class="lessons">${items.join("")}</ol>`,
    bottom: "<footer>Every page is complete: it needs no network.</footer>",
  });
}

/** Removes pages of ours that are in nobody's list any more, and nothing else. */
function removeOthers(directory: string, names: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) {
    if (!name.endsWith(".html") || names.has(name)) continue;
    const start = readFileSync(join(directory, name), "utf8").slice(0, 2000);
    if (start.includes('<meta name="generator" content="dropout-lab">')) {
      rmSync(join(directory, name));
    }
  }
}
