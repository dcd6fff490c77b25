import { findMathematics } from "./find-mathematics.ts";

// What has no text of its own, or text that is shown as it stands; then any tag.
const SKIPPED =
  /<!--[\s\S]*?(?:-->|$)|<(pre|code|kbd|samp|script|style|textarea|svg|math|title|xmp)\b[\s\S]*?(?:<\/\1\s*>|$)|<[/a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/giy;

const ENTITIES: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/**
 * HTML with its TeX replaced, outside of tags, code and pictures, as Jupyter typesets it.
 *
 * @param write the HTML for some TeX
 */
export function replaceMathematics(
  html: string,
  write: (tex: string, display: boolean) => string,
): string {
  if (!/[$\\]/.test(html)) return html;
  let result = "";
  for (let at = 0; at < html.length; ) {
    SKIPPED.lastIndex = at;
    const skipped = html[at] === "<" ? SKIPPED.exec(html)?.[0] : undefined;
    const found = skipped === undefined ? formulaAt(html, at) : undefined;
    if (found !== undefined) {
      result += write(decodeEntities(found.tex), found.display);
      at = found.end;
    } else {
      // An escaped character begins nothing.
      const length = skipped?.length ?? (html[at] === "\\" ? 2 : 1);
      result += html.slice(at, at + length);
      at += length;
    }
  }
  return result;
}

/** Unlike in prose `\[` is no escaped bracket here. */
function formulaAt(html: string, at: number) {
  const bracket = /\\\[([\s\S]+?)\\\]/y;
  bracket.lastIndex = at;
  const inBrackets = bracket.exec(html);
  const found = inBrackets
    ? { tex: inBrackets[1] ?? "", display: true, end: bracket.lastIndex }
    : findMathematics(html, at);
  // A formula does not go over the end of an element.
  return found === undefined || /<[/a-z][^<>]*>/i.test(found.tex) ? undefined : found;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}
