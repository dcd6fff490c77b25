import type { MimeBundle } from "./display-convention.ts";
import { peek } from "./peek.ts";

interface Window {
  XMLSerializer: new () => { serializeToString(node: object): unknown };
}

const ELEMENT_NODE = 1;
const LONGEST_TEXT = 80;
const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/** What a DOM element shows, of whatever library: its picture if it is an SVG, else its HTML. */
export function elementLook(value: object): MimeBundle | undefined {
  if (peek(value, "nodeType") !== ELEMENT_NODE) return undefined;
  const html = peek(value, "outerHTML");
  if (typeof html !== "string" || html === "") return undefined;
  const text = shortText(html);
  return isSvg(html)
    ? { "text/plain": text, "image/svg+xml": standaloneSvg(xmlOf(value) ?? html) }
    : { "text/plain": text, "text/html": html };
}

/** An SVG element's XML as its own library writes it; its HTML need not be XML. */
function xmlOf(value: object): string | undefined {
  try {
    const owner = peek(value, "ownerDocument") as { defaultView?: Partial<Window> } | undefined;
    const Serializer = owner?.defaultView?.XMLSerializer;
    if (Serializer === undefined) return undefined;
    const xml: unknown = new Serializer().serializeToString(value);
    return typeof xml === "string" && isSvg(xml) ? xml : undefined;
  } catch {
    return undefined;
  }
}

/** What may stand before an SVG document's element: a prolog, comments, a document type. */
const PROLOG =
  /^(?:\s|<\?xml[^>]*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE svg[^>[]*(?:\[[^\]]*\])?[^>]*>)*/is;

/** Whether a text is an SVG element, with its prolog if it has one. */
export function isSvg(text: string): boolean {
  const [prolog = ""] = PROLOG.exec(text) ?? [];
  return /^<svg[\s/>]/i.test(text.slice(prolog.length, prolog.length + 5));
}

/** An SVG element as a document of its own, which must name its namespaces. */
export function standaloneSvg(svg: string): string {
  const missing: string[] = [];
  const [head = ""] = /<svg(?:"[^"]*"|'[^']*'|[^>"'])*/i.exec(svg) ?? [];
  if (!/\sxmlns\s*=/.test(head)) missing.push(` xmlns="${SVG}"`);
  if (/\sxlink:href\s*=/.test(svg) && !/\sxmlns:xlink\s*=/.test(svg)) {
    missing.push(` xmlns:xlink="${XLINK}"`);
  }
  // HTML's name for it, which XML does not know.
  return svg.replace(/<svg/i, `$&${missing.join("")}`).replaceAll("&nbsp;", "&#160;");
}

function shortText(html: string): string {
  if (html.length <= LONGEST_TEXT && !html.includes("\n")) return html;
  const [name = "<…"] = /^<[^\s/>]+/.exec(html.trimStart()) ?? [];
  return `${name}>…</${name.slice(1)}>`;
}
