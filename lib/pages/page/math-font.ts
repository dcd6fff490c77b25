import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);
const FONT_FILE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2";

/** What stands for the letters that MathML sets in italics: first letter, last, first italic one. */
const ITALICS: readonly (readonly [first: string, last: string, italic: number])[] = [
  ["A", "Z", 0x1d434],
  ["a", "z", 0x1d44e],
  ["Α", "Ω", 0x1d6e2],
  ["α", "ω", 0x1d6fc],
];

/** Italic letters that stand elsewhere. */
const ITALIC_EXCEPTIONS: Record<string, string> = {
  h: "ℎ",
  "∂": "𝜕",
  ϵ: "𝜖",
  ϑ: "𝜗",
  ϰ: "𝜘",
  ϕ: "𝜙",
  ϱ: "𝜚",
  ϖ: "𝜛",
  ı: "𝚤",
  ȷ: "𝚥",
};

/**
 * The styles that bring STIX Two Math (OFL) cut down to the characters of a page's MathML, some
 * 8 kB: few machines have a mathematical font, and without one no bracket grows.
 */
export async function mathFace(html: string): Promise<string> {
  const font = await subsetFont(readFileSync(require.resolve(FONT_FILE)), mathCharacters(html), {
    targetFormat: "woff2",
  });
  const source = `url(data:font/woff2;base64,${font.toString("base64")}) format("woff2")`;
  return `@font-face{font-family:STIX2;src:${source}}`;
}

/** Every character that the MathML in some HTML shows, each once, in their order. */
export function mathCharacters(html: string): string {
  const shown = new Set<string>();
  if (html.includes("<msqrt") || html.includes("<mroot")) shown.add("√");
  for (const [element] of html.matchAll(/<math[\s>][\s\S]*?<\/math>/g)) {
    for (const [, letter] of element.matchAll(/<mi(?:\s[^>]*)?>(.)<\/mi>/gu)) {
      shown.add(italic(letter ?? ""));
    }
    for (const character of decode(element.replace(/<[^>]*>/g, ""))) shown.add(character);
  }
  return [...shown].sort().join("");
}

function italic(letter: string): string {
  const stray = ITALIC_EXCEPTIONS[letter];
  if (stray !== undefined) return stray;
  const range = ITALICS.find(([first, last]) => letter >= first && letter <= last);
  const code = letter.codePointAt(0) ?? 0;
  return range ? String.fromCodePoint(range[2] + code - (range[0].codePointAt(0) ?? 0)) : letter;
}

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
