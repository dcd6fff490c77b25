import { tokenize, tokenTypes } from "css-tree/tokenizer";

/** A name as browsers know one; a star or an underscore before it were for browsers of long ago. */
const NAME = /^[-\w\u0080-\u{10ffff}]+$/u;

/** Parts in which an escape says nothing else than its character does. */
const WORDS = new Set([
  tokenTypes.Ident,
  tokenTypes.Function,
  tokenTypes.Hash,
  tokenTypes.Dimension,
]);

/**
 * A value without its comments, and without the escapes of what needs none; undefined if its end is
 * not where it seems to be, such as in a string that is left open: browsers drop it, and what is
 * written after it would be read as something else.
 */
export function plainValue(text: string): string | undefined {
  const parts: string[] = [];
  let isWhole = true;
  let last = "";
  // What is left open takes the semicolon in.
  const source = `${text};`;
  tokenize(source, (type, start, end) => {
    last = source.slice(start, end);
    const read = readEscapes(last);
    // An address whose name is written with escapes is taken for a function here.
    const isHidden = /^url\($/i.test(read) && !/^url\($/i.test(last);
    if (type === tokenTypes.BadString || type === tokenTypes.BadUrl || isHidden) isWhole = false;
    if (type === tokenTypes.Comment) parts.push(" ");
    else parts.push(WORDS.has(type) && isWord(read) ? read : last);
  });
  if (!isWhole || last !== ";") return undefined;
  return parts.slice(0, -1).join("").trim();
}

/** A property's name as it is read; undefined if it is none. */
export function plainName(text: string): string | undefined {
  const name = readEscapes(text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "")).trim();
  if (!NAME.test(name)) return undefined;
  return name.startsWith("--") ? name : name.toLowerCase();
}

function isWord(read: string): boolean {
  return NAME.test(read.replace(/^#/, "").replace(/\($/, ""));
}

/** A part of a style with every escape's character. */
export function readEscapes(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|([\s\S]))/gi, (_, hex: string, one: string) => {
    if (hex === undefined) return one === "\n" ? "" : one;
    const code = Number.parseInt(hex, 16);
    return code === 0 || code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}
