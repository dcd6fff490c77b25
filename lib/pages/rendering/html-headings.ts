import type { Heading } from "./headings.ts";
import { textContent } from "./html.ts";

export interface HtmlHeading {
  readonly text: string;
  readonly inner: string;
  readonly level: number;
}

// What only looks like a heading, then headings.
const PARTS =
  /<!--[\s\S]*?-->|<(pre|code|script|style|textarea|template)\b[\s\S]*?<\/\1\s*>|<h([1-6])((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)>([\s\S]*?)<\/h\2\s*>/gi;

/** HTML whose headings have the anchors and levels that they are given. */
export function findHtmlHeadings(
  html: string,
  give: (heading: HtmlHeading) => Pick<Heading, "id" | "level">,
): string {
  return html.replace(
    PARTS,
    (found, _tag, level: string | undefined, attributes: string, inner: string) => {
      const text = level === undefined ? "" : textContent(inner);
      if (text === "") return found;
      const given = give({ text, inner, level: Number(level) });
      const others = attributes.replace(/\s(?:id)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi, "");
      // An anchor of its own stays beside the one that the contents use.
      const own = /\sid\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
      const anchor = own === undefined ? "" : `<a id="${own}"></a>`;
      return `<h${given.level} id="${given.id}"${others}>${anchor}${inner}</h${given.level}>`;
    },
  );
}
