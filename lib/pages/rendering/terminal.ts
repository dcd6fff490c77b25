import { AnsiUp } from "ansi_up";
import { attributes } from "./html.ts";
import { readableInBothThemes, readableText } from "./palette.ts";

const KEPT_START = 60_000;
const KEPT_END = 20_000;

/** The start and the end of a text that is too long to read, and a line that says what is left out. */
export function shorten(text: string): string {
  if (text.length <= KEPT_START + KEPT_END) return text;
  const start = text.slice(0, KEPT_START);
  const end = text.slice(-KEPT_END);
  const left = (text.length - KEPT_START - KEPT_END).toLocaleString("en");
  return `${start}\n\n… ${left} characters are left out here …\n\n${end}`;
}

/** Settled text of a terminal as HTML: escaped, its ANSI colours as classes that both themes know. */
export function terminalHtml(text: string): string {
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  const html = ansi.ansi_to_html(text);
  return html.replace(
    /<span(?: style="([^"]*)")?(?: class="([^"]*)")?>/g,
    (_, style = "", classes = "") => readableSpan(style, classes),
  );
}

/** A span whose text can be read on what is behind it, in both themes. */
function readableSpan(style: string, classes: string): string {
  const part = (name: string) => new RegExp(`(?:^|;)${name}:(rgb\\([^)]*\\))`).exec(style)?.[1];
  const text = part("color");
  const ground = part("background-color");
  const names = classes.split(" ").filter((name) => name !== "");
  const others = style
    .split(";")
    .filter((one) => one !== "" && !/^(?:(?:background-)?color|opacity):/.test(one));
  // Faint text has a colour of its own: by opacity it could not be read on every ground.
  const isPlain = text === undefined && ground === undefined && names.length === 0;
  if (/(?:^|;)opacity:/.test(style) && isPlain) others.push("color:var(--quiet)");
  if (ground !== undefined) {
    others.push(`background-color:${ground}`, `color:${readableText(text, ground)}`);
  } else if (text !== undefined && !names.some((name) => name.endsWith("-bg"))) {
    others.push(`color:${readableInBothThemes(text)}`);
  }
  return `<span${attributes({
    style: others.length > 0 ? others.join(";") : undefined,
    class: names.length > 0 ? names.join(" ") : undefined,
  })}>`;
}
