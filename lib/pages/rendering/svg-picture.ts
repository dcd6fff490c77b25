import { bytesOf } from "./base64.ts";
import type { Dom } from "./platform.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Elements that draw something. */
const DRAWING =
  "path, rect, circle, ellipse, line, polyline, polygon, text, image, use, foreignObject";

const REMOTE = /(?:href|src)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\//i;

/** Beyond this, in characters, a picture is not taken apart. */
const MAX_LENGTH = 1_000_000;

/** An SVG as a picture of its own, or why it would show nothing. */
export type SvgPicture =
  | { readonly text: string; readonly lost: readonly string[] }
  | { readonly fault: string };

/**
 * The text of an SVG that browsers draw as a picture, where XML is read strictly: what notebooks
 * show as a part of HTML, without its namespace or with tags left open, is written anew.
 */
export function svgPicture(stored: string, { window, parsable }: Dom): SvgPicture {
  if (stored.trim() === "") return { fault: "is empty" };
  const text = stored.trimStart().startsWith("<")
    ? stored
    : new TextDecoder().decode(bytesOf(stored));
  if (!/<svg[\s/>]/i.test(text)) return { fault: "is no SVG" };
  if (text.length > MAX_LENGTH) return { text, lost: lostIn(text) };
  const root = new window.DOMParser().parseFromString(
    parsable(text.trim()),
    "image/svg+xml",
  ).documentElement;
  if (root.namespaceURI === SVG && root.localName === "svg") {
    return root.querySelector(DRAWING) ? { text, lost: lostIn(text) } : { fault: "draws nothing" };
  }
  const template = window.document.createElement("template");
  template.innerHTML = parsable(text);
  const svg = template.content.querySelector("svg");
  if (svg?.querySelector(DRAWING) == null) return { fault: "draws nothing" };
  return { text: new window.XMLSerializer().serializeToString(svg), lost: lostIn(text) };
}

/** What browsers leave out of an SVG that is a picture. */
function lostIn(text: string): string[] {
  const lost = [];
  if (/<script\b/i.test(text)) lost.push("its script does not run");
  if (REMOTE.test(text.replace(/<a\s[^>]*>|<(?:!DOCTYPE|\?)[^>]*>|\sxmlns(?::\w+)?="[^"]*"/gi, "")))
    lost.push("what it would load is not shown");
  return lost;
}
