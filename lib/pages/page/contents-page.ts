import type { Notebook } from "../notebook/index.ts";
import { attributes, escapeHtml, Headings, Mathematics, Prose } from "../rendering/index.ts";
import { documentHtml } from "./document.ts";
import { exerciseNames } from "./exercise-names.ts";
import type { PageLink } from "./export-notebook.ts";
import { nodePlatform } from "./node-platform.ts";
import { describeNotebook } from "./notebook-summary.ts";
import { pageKey } from "./page-key.ts";

/** A lesson as the contents page lists it. */
export interface ContentsEntry {
  /** The lesson's name; a number at its start is shown. */
  readonly name: string;
  readonly notebook: Notebook;
  readonly link: PageLink;
  /** Whether its page is one of an earlier run, which is then said. */
  readonly isOutdated: boolean;
}

/** What the contents page lists. */
export interface ContentsLists {
  readonly lessons: readonly ContentsEntry[];
  /** Listed below the lessons, without numbers. */
  readonly guides?: readonly ContentsEntry[];
  /** The address of the playground. */
  readonly playground?: string;
  /** The address of the API reference. */
  readonly reference?: string;
}

const OUTDATED = "It did not run to its end this time: its page shows an earlier run.";

/** The page of a course that lists its lessons and guides; `summary` is Markdown. */
export async function contentsPage(
  { title, summary }: { title: string; summary: string },
  { lessons, guides = [], playground, reference }: ContentsLists,
): Promise<string> {
  const mathematics = new Mathematics();
  const headings = new Headings();
  const prose = new Prose({
    platform: nodePlatform(),
    mathematics,
    headings,
    link: () => undefined,
  });
  const paragraph = (markdown: string) => prose.render(prose.parse(markdown));
  const itemOf = async (entry: ContentsEntry, level: "h2" | "h3") => {
    const number = /^\d+/.exec(entry.name)?.[0] ?? "";
    const about = await paragraph(describeNotebook(entry.notebook).markdown);
    const note = entry.isOutdated ? `<p><em>${escapeHtml(OUTDATED)}</em></p>` : "";
    const progress = progressPlace(entry);
    return listItem({ number, level, link: entry.link, about: about + note + progress });
  };
  const items: string[] = [];
  for (const entry of lessons) items.push(await itemOf(entry, "h2"));
  let play = "";
  if (playground !== undefined) {
    const link = { href: playground, title: "The playground" };
    const about =
      "<p>Move p, and watch what dropout does to a hundred neurons and to a small net that learns.</p>";
    play = list("ul", [listItem({ number: "", level: "h2", link, about })]);
  }
  const others: string[] = [];
  for (const entry of guides) others.push(await itemOf(entry, "h3"));
  if (reference !== undefined) {
    const link = { href: reference, title: "API reference" };
    const about =
      "<p>Every function and class of the packages, with examples of those that the lessons use.</p>";
    others.push(listItem({ number: "", level: "h3", link, about }));
  }
  const below = others.length === 0 ? "" : `<h2>Guides</h2>${list("ul", others)}`;
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
    content: `<h1>${escapeHtml(title)}</h1>\n${await paragraph(summary)}${list("ol", items)}${play}${below}`,
    bottom: "<footer>Every page is complete: it needs no network.</footer>",
  });
}

/** Where the page's script says how many of a lesson's exercises are done. */
function progressPlace({ name, notebook }: ContentsEntry): string {
  const names = exerciseNames(notebook);
  if (names.length === 0) return "";
  const data = { "data-lesson": pageKey(name, notebook), "data-exercises": names.join(" ") };
  return `<p${attributes({ class: "progress", ...data })} hidden></p>`;
}

interface ListItem {
  readonly number: string;
  readonly level: "h2" | "h3";
  readonly link: PageLink;
  readonly about: string;
}

function listItem({ number, level, link: { href, title }, about }: ListItem): string {
  const heading = `<${level}><a${attributes({ href })}>${escapeHtml(title)}</a></${level}>`;
  return `<li><span class="number">${number}</span><div>${heading}${about}</div></li>`;
}

function list(tag: "ol" | "ul", items: readonly string[]): string {
  return `<${tag} class="lessons">${items.join("")}</${tag}>`;
}
