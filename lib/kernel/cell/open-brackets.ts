import { Parser } from "acorn";

/** The offsets of the brackets that are open where the source ends, or cannot be read further. */
export function openBrackets(source: string): number[] {
  const open: number[] = [];
  try {
    for (const { type, start } of Parser.tokenizer(source, { ecmaVersion: "latest" })) {
      if (/^(?:[([{]|\$\{)$/.test(type.label)) open.push(start);
      else if (/^[)\]}]$/.test(type.label)) open.pop();
    }
  } catch {
    // What was open before the place that cannot be read still counts.
  }
  return open;
}
