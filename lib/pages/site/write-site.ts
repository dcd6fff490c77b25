import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Notebook } from "../notebook/index.ts";
import {
  type ContentsEntry,
  contentsPage,
  describeNotebook,
  exportNotebook,
  type PageLink,
} from "../page/index.ts";
import { ensureDirectory, removeUnfinished, replaceFile } from "../page/internal.ts";
import { playgroundPage } from "../playground/index.ts";

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
  /** Whether the playground is a page of the site. */
  readonly playground?: boolean;
  /** Told one sentence for everything that a page has to do without, such as a missing picture. */
  readonly warn?: (sentence: string) => void;
  /** Told of a lesson whose page cannot be made; without it, that is thrown. */
  readonly failed?: (name: string, error: Error) => void;
}

const DEFAULT_TITLE = "Dropout Lab";
const DEFAULT_SUMMARY =
  "Dropout zeroes activations at random while a network learns. These lessons are about the half " +
  "that most tutorials leave out: why what is kept is scaled by $1/(1-p)$, what that does to the " +
  "next neuron, and that PyTorch does exactly this. Each page shows its lesson as it ran, " +
  "and runs it too: change its cells, move what can be moved, do the exercises.";

const PLAYGROUND = "playground.html";

/** Where the API reference is, if it has been written. */
const REFERENCE = "api/index.html";

/**
 * Writes `index.html` and one `NAME.html` a lesson, in the order given, into a directory that is
 * made if need be; each file is replaced at once or not at all, and pages written earlier for
 * lessons that are no longer given are removed. An API reference in `api/` is linked where it is.
 * Answers with the paths written.
 */
export async function writeSite(
  lessons: readonly SiteLesson[],
  directory: string,
  options: SiteOptions = {},
): Promise<string[]> {
  const title = options.title ?? DEFAULT_TITLE;
  const { guides = [], playground = false } = options;
  const pages = [...lessons, ...guides];
  const entries = pages.map((lesson) => ({ lesson, link: linkOf(lesson) }));
  const links = new Map(entries.map(({ lesson, link }) => [`${lesson.name}.ipynb`, link.href]));
  const own = new Set(["index.html", ...(playground ? [PLAYGROUND] : [])]);
  const files: [name: string, html: string][] = [];
  const listed = new Set(entries);
  for (const [at, entry] of entries.entries()) {
    const { lesson } = entry;
    const file = `${lesson.name}.html`;
    const isThere = !own.has(file) && existsSync(join(directory, file));
    if (lesson.keepPage && isThere) continue;
    // Guides stand each alone.
    const course = at < lessons.length ? entries.slice(0, lessons.length) : [];
    const previous = course[at - 1]?.link;
    const next = course[at + 1]?.link;
    try {
      if (own.has(file))
        throw new RangeError(`a name that is taken: the site has a ${file} itself`);
      const html = await exportNotebook(lesson.notebook, {
        contents: { href: "index.html", title },
        live: lesson.name,
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
  if (playground) {
    files.push([PLAYGROUND, await playgroundPage({ contents: { href: "index.html", title } })]);
  }
  const summary = options.summary ?? DEFAULT_SUMMARY;
  const contentsOf = (part: readonly Entry[]): ContentsEntry[] =>
    part
      .filter((entry) => listed.has(entry))
      .map(({ lesson: { name, notebook, keepPage = false }, link }) => {
        return { name, notebook, link, isOutdated: keepPage };
      });
  const contents = await contentsPage(
    { title, summary },
    {
      lessons: contentsOf(entries.slice(0, lessons.length)),
      guides: contentsOf(entries.slice(lessons.length)),
      ...(playground ? { playground: PLAYGROUND } : {}),
      ...(existsSync(join(directory, REFERENCE)) ? { reference: REFERENCE } : {}),
    },
  );
  files.push(["index.html", contents]);
  // From here on nothing waits, so that nothing comes between the pages and their contents.
  ensureDirectory(directory);
  removeUnfinished(directory);
  for (const [name, html] of files) replaceFile(join(directory, name), html);
  const kept = [...files.map(([name]) => name), ...pages.map(({ name }) => `${name}.html`)];
  removeFormerPages(directory, new Set(kept));
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

/** Removes pages of ours that are in nobody's list any more, and nothing else. */
function removeFormerPages(directory: string, names: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) {
    if (!name.endsWith(".html") || names.has(name)) continue;
    const start = readFileSync(join(directory, name), "utf8").slice(0, 2000);
    if (start.includes('<meta name="generator" content="dropout-lab">')) {
      rmSync(join(directory, name));
    }
  }
}
