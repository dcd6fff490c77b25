import type { Notebook } from "../notebook/index.ts";
import { documentHtml } from "./document.ts";
import type { PageLink } from "./export-notebook.ts";
import { Headings } from "./headings.ts";
import { attributes, escapeHtml } from "./html.ts";
import { Mathematics } from "./mathematics.ts";
import { describeNotebook } from "./notebook-summary.ts";
import { Prose } from "./prose.ts";

/** A lesson as the contents page lists it. */
export interface ContentsEntry {
  /** The lesson's name; a number at its start is shown. */
  readonly name: string;
  readonly notebook: Notebook;
  readonly link: PageLink;
  /** Whether its page is one of an earlier run, which is then said. */
  readonly isOutdated: boolean;
}

const OUTDATED = "It did not run to its end this time: its page shows an earlier run.";

/** The page of a course that lists its lessons; `summary` is Markdown. */
export async function contentsPage(
  { title, summary }: { title: string; summary: string },
  entries: readonly ContentsEntry[],
): Promise<string> {
  const mathematics = new Mathematics();
  const headings = new Headings();
  const prose = new Prose({ mathematics, headings, link: () => undefined, warn: () => {} });
  const paragraph = (markdown: string) => prose.render(prose.parse(markdown));
  const items: string[] = [];
  for (const { name, notebook, link, isOutdated } of entries) {
    const number = /^\d+/.exec(name)?.[0] ?? "";
    const heading = `<h2><a${attributes({ href: link.href })}>${escapeHtml(link.title)}</a></h2>`;
    const about = await paragraph(describeNotebook(notebook).markdown);
    const note = isOutdated ? `<p><em>${escapeHtml(OUTDATED)}</em></p>` : "";
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
