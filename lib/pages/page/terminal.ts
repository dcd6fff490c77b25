import { AnsiUp } from "ansi_up";
import { readableInBothThemes, readableText } from "./palette.ts";

const KEPT_START = 60_000;
const KEPT_END = 20_000;

/** The text as a terminal leaves it: `\r` goes back to the line's start, `\b` one character. */
export function settleLines(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text.replaceAll("\r\n", "\n").split("\n").map(settleLine).join("\n");
}

function settleLine(line: string): string {
  if (!/[\r\b]/.test(line)) return line;
  const settled: string[] = [];
  let at = 0;
  for (const character of line) {
    if (character === "\r") at = 0;
    else if (character === "\b") at = Math.max(0, at - 1);
    else settled[at++] = character;
  }
  return settled.join("");
}

/** The start and the end of a text that is too long to read, and a line that says what is left out. */
export function shorten(text: string): string {
  if (text.length <= KEPT_START + KEPT_END) return text;
  const start = text.slice(0, KEPT_START);
  const end = text.slice(-KEPT_END);
  const left = (text.length - KEPT_START - KEPT_END).toLocaleString("en");
  return `${start}\n\n… ${left} characters are left out here …\n\n${end}`;
}

/** Text of a terminal as HTML: escaped, its ANSI colours as classes that both themes know. */
export function terminalHtml(text: string): string {
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  const html = ansi.ansi_to_html(shorten(settleLines(text)));
  return html.replace(/(?<=<span style=")[^"]*/g, readableStyle);
}

/** Of the 256 colours and the true ones: the text's colour made readable on what is behind it. */
function readableStyle(style: string): string {
  const part = (name: string) => new RegExp(`(?:^|;)${name}:(rgb\\([^)]*\\))`).exec(style)?.[1];
  const text = part("color");
  const ground = part("background-color");
  const others = style.split(";").filter((one) => one !== "" && !/^(background-)?color:/.test(one));
  if (ground !== undefined) {
    others.push(`background-color:${ground}`, `color:${readableText(text, ground)}`);
  } else if (text !== undefined) {
    others.push(`color:${readableInBothThemes(text)}`);
  }
  return others.join(";");
}
