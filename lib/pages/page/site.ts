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
  /** What is no lesson of the course: pages of their own, listed below the lessons. */
  readonly guides?: readonly SiteLesson[];
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

/** Where the API reference is, if somebody has written it there. */
const referencePage = "api/index.html";

const referenceItem =
  `<li><span class="number"></span><div><h3><a href="${referencePage}">API reference</a></h3>` +
  "<p>Every function and class of the packages, with examples.</p></div></li>";

const failedNote = "It did not run to its end this time: its page shows an earlier run.";

/**
 * Writes `index.html` and one `NAME.html` a lesson, in the order given, into a directory that is
 * made if need be; each file is replaced at once or not at all, and pages written earlier for
 * lessons that are no longer given are removed. An API reference that is in `api/` there is linked.
 * Answers with the paths written.
 */
export async function writeSite(
  lessons: readonly SiteLesson[],
  directory: string,
  options: SiteOptions = {},
): Promise<string[]> {
  const title = options.title ?? defaultTitle;
  const { guides = [] } = options;
  const pages = [...lessons, ...guides];
  const entries = pages.map((lesson) => ({ lesson, link: linkOf(lesson) }));
  const links = new Map(entries.map(({ lesson, link }) => [`${lesson.name}.ipynb`, link.href]));
  const files: [name: string, html: string][] = [];
  const listed = new Set(entries);
  for (const [at, entry] of entries.entries()) {
    const { lesson } = entry;
    const file = `${lesson.name}.html`;
    const isThere = existsSync(join(directory, file));
    if (lesson.keepPage && isThere) continue;
    // Guides stand each alone.
    const course = at < lessons.length ? entries.slice(0, lessons.length) : [];
    const previous = course[at - 1]?.link;
    const next = course[at + 1]?.link;
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
  const contents = await contentsPage(title, summary, {
    lessons: entries.filter((entry, at) => at < lessons.length && listed.has(entry)),
    guides: entries.filter((entry, at) => at >= lessons.length && listed.has(entry)),
    reference: existsSync(join(directory, referencePage)),
  });
  files.push(["index.html", contents]);
  // From here on nothing waits, so that nothing comes between the pages and their contents.
  makeFolder(directory);
  removeUnfinished(directory);
  for (const [name, html] of files) replaceFile(join(directory, name), html);
  removeOthers(directory, new Set(["index.html", ...pages.map(({ name }) => `${name}.html`)]));
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

interface Contents {
  readonly lessons: readonly Entry[];
  readonly guides: readonly Entry[];
  /** Whether there is an API reference. */
  readonly reference: boolean;
}

async function contentsPage(
  title: string,
  summary: string,
  { lessons, guides, reference }: Contents,
): Promise<string> {
  const mathematics = new Mathematics();
  const headings = new Headings();
  const prose = new Prose({ mathematics, headings, link: () => undefined, warn: () => {} });
  const paragraph = (markdown: string) => prose.render(prose.parse(markdown));
  const item = async ({ lesson, link }: Entry, level: "h2" | "h3") => {
    const number = /^\d+/.exec(lesson.name)?.[0] ?? "";
    const anchor = `<a${attributes({ href: link.href })}>${escapeHtml(link.title)}</a>`;
    const about = await paragraph(describeNotebook(lesson.notebook).markdown);
    const note = lesson.keepPage ? `<p><em>${escapeHtml(failedNote)}</em></p>` : "";
    return `<li><span class="number">${number}</span><div><${level}>${anchor}</${level}>${about}${note}</div></li>`;
  };
  const items: string[] = [];
  for (const entry of lessons) items.push(await item(entry, "h2"));
  const others: string[] = [];
  for (const entry of guides) others.push(await item(entry, "h3"));
  if (reference) others.push(referenceItem);
  const more =
    others.length === 0 ? "" : `<h2>Guides</h2><ul class="lessons">${others.join("")}</ul>`;
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
    content: `<h1>${escapeHtml(title)}</h1>\n${await paragraph(summary)}<ol class="lessons">${items.join("")}</ol>${more}`,
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
