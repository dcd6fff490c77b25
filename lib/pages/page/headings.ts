/** One heading of a page: its text as HTML, where it is, and how deep. */
export interface Heading {
  readonly id: string;
  readonly html: string;
  /** 1 to 6, with no step left out going down. */
  readonly level: number;
}

/** The anchors and levels of all headings of one page, in the order they are met. */
export class Headings {
  readonly list: Heading[] = [];
  readonly #taken = new Set<string>();
  readonly #open: number[] = [];

  /** Gives a heading its anchor and its level, and keeps it for the contents. */
  add(text: string, writtenLevel: number, html: string): Heading {
    const heading = { id: this.#freeId(slug(text)), html, level: this.#levelOf(writtenLevel) };
    this.list.push(heading);
    return heading;
  }

  /** The anchor that a link means: exactly, or as Jupyter or GitHub would write it. */
  find(fragment: string): string | undefined {
    if (this.#taken.has(fragment)) return fragment;
    const wanted = slug(fragment);
    return this.#taken.has(wanted) ? wanted : undefined;
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let count = 1; this.#taken.has(id); count++) id = `${wanted}-${count}`;
    this.#taken.add(id);
    return id;
  }

  /** Authors skip levels for the look of them; screen readers need the outline without gaps. */
  #levelOf(written: number): number {
    while ((this.#open.at(-1) ?? 0) >= written) this.#open.pop();
    this.#open.push(written);
    return this.#open.length;
  }
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
