/** One heading of a page: its text as HTML, where it is, and how deep. */
export interface Heading {
  readonly id: string;
  readonly html: string;
  /** 1 to 6, with no step left out going down. */
  readonly level: number;
}

/** Names that the page itself, plotly.js and MathJax look for, in lower case. */
const RESERVED = new Set([
  "content",
  "plotly",
  "plotlyconfig",
  "plotlylocales",
  "js-plotly-tester",
  "plotly.js-style-global",
  "mathjax",
]);

/** The anchors of one page, and the levels of its headings in the order they are met. */
export class Headings {
  readonly list: Heading[] = [];
  readonly #ids = new Set<string>();
  /** Anchors that the author wrote, and those that are in the page already. */
  readonly #written = new Set<string>();
  readonly #claimed = new Set<string>();
  /** Headings by their letters and digits only. */
  readonly #loose = new Map<string, string>();
  readonly #open: number[] = [];

  /**
   * Gives a heading its anchor and its level, and keeps it for the contents.
   *
   * @param source the heading as it is written, which a link may mean as well as its text
   */
  add(text: string, writtenLevel: number, html: string, source = text): Heading {
    const heading = { id: this.#freeId(slug(text)), html, level: this.#levelOf(writtenLevel) };
    for (const name of [text, source]) {
      const key = lettersOf(name);
      if (key !== "" && !this.#loose.has(key)) this.#loose.set(key, heading.id);
    }
    this.list.push(heading);
    return heading;
  }

  /** Notes an anchor that the author wrote, so that links to it lead there. */
  note(anchor: string): void {
    this.#written.add(anchor);
  }

  /** The anchor that a link means: exactly, or as Jupyter or GitHub would write it. */
  find(fragment: string): string | undefined {
    if (this.#ids.has(fragment) || this.#written.has(fragment)) return fragment;
    const wanted = slug(fragment);
    return this.#ids.has(wanted) ? wanted : this.#loose.get(lettersOf(fragment));
  }

  /** Whether a heading has this anchor. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Whether an anchor of the author's may stand in the page; each may once. */
  claim(id: string): boolean {
    if (this.isTaken(id)) return false;
    this.#claimed.add(id);
    return true;
  }

  /** Whether a heading, another anchor or the page itself has this name. */
  isTaken(id: string): boolean {
    return RESERVED.has(id.toLowerCase()) || this.#ids.has(id) || this.#claimed.has(id);
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let count = 1; this.isTaken(id); count++) id = `${wanted}-${count}`;
    this.#ids.add(id);
    return id;
  }

  /** Authors skip levels for the look of them; screen readers need the outline without gaps. */
  #levelOf(written: number): number {
    while ((this.#open.at(-1) ?? 0) >= written) this.#open.pop();
    this.#open.push(written);
    return this.#open.length;
  }
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{Letter}\p{Mark}\p{Number}]/gu, "");
}

/** The anchor that GitHub would give a heading. */
export function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
  return words === "" ? "section" : words;
}

/** The sections and subsections as nested lists; empty if there are fewer than two. */
export function contentsHtml(headings: readonly Heading[]): string {
  const sections = headings.filter(({ level }) => level === 2 || level === 3);
  if (sections.length < 2) return "";
  let html = "";
  let depth = 1;
  for (const { id, html: text, level } of sections) {
    const wanted = html === "" ? 2 : level;
    if (wanted > depth) html += "<ol>";
    else html += wanted < depth ? "</li></ol></li>" : "</li>";
    depth = wanted;
    // Of mathematics that cannot be read the source is enough here.
    const short = text.replace(/<small>.*?<\/small>/g, "");
    html += `<li><a href="#${encodeURIComponent(id)}">${short}</a>`;
  }
  return `${html}</li></ol>${depth === 3 ? "</li></ol>" : ""}`;
}
