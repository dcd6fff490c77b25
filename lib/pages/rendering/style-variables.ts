import type { CssNode } from "css-tree";
import generate from "css-tree/generator";
import walk from "css-tree/walker";
import { declarationsOf, parseSheet, type StyleDeclaration } from "./style-declarations.ts";

/** The values that a variable is given: none, one, or several of which a browser takes one. */
export type FindVariable = (name: string) => readonly string[];

/** Variables inside variables are followed so far. */
const MAX_DEPTH = 12;

const MAX_LENGTH = 1000;

/** Nothing that could end the declaration that it is put into. */
const SIMPLE = /^[\w\s#%.,()/+*-]*$/;

/** Selectors of the whole document, whose last definition holds. */
const EVERYWHERE = /^(?::root|:host|html|body|\*)$/i;

/** Selectors that hold in another theme than the usual, light one. */
const OTHER_THEME = /dark|light["']?\]?\s*=\s*["']?(?:false|0)/i;

/**
 * A value with each `var()` replaced by what it stands for, or else by what is given in case it
 * stands for nothing; undefined for a value that thereby says nothing, as in browsers. One that
 * cannot be known stays as it is.
 *
 * The page's own variables are none of the author's: what the author defines nowhere is undefined.
 */
export function withoutVariables(value: string, find: FindVariable): string | undefined {
  let text = value;
  for (let round = 0; round < MAX_DEPTH; round++) {
    // Innermost first, so that what is inside has no brackets but balanced ones.
    const found = /(?<![\w-])var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/i.exec(text);
    if (found === null) return SIMPLE.test(text) ? text.trim() : value;
    const [whole, name = "", fallback] = found;
    const values = find(name);
    const given = values[0] ?? fallback;
    if (given === undefined) return undefined;
    if (values.length > 1 || !SIMPLE.test(given) || !isBalanced(given)) return value;
    text = `${text.slice(0, found.index)} ${given} ${text.slice(found.index + whole.length)}`;
    if (text.length > MAX_LENGTH) return value;
  }
  return value;
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const one of text) {
    if (one === "(") open++;
    if (one === ")" && --open < 0) return false;
  }
  return open === 0;
}

/** The variables of a sheet; those that it defines for a dark theme only are left out. */
export function addSheetVariables(text: string, variables: Map<string, string[]>): void {
  if (!text.includes("--")) return;
  walk(parseSheet(text), function visit(node: CssNode) {
    if (node.type !== "Rule" && node.type !== "Atrule") return undefined;
    const prelude = node.prelude ? generate(node.prelude) : "";
    if (OTHER_THEME.test(prelude)) return this.skip;
    if (node.type === "Atrule") return undefined;
    const isEverywhere = prelude.split(",").some((one) => EVERYWHERE.test(one.trim()));
    addVariables(declarationsOf(node.block.children), variables, isEverywhere);
    return undefined;
  });
}

/** @param isLast whether what was defined before does not hold any more */
export function addVariables(
  declarations: readonly StyleDeclaration[],
  variables: Map<string, string[]>,
  isLast = false,
): void {
  for (const { property, value } of declarations) {
    if (!property.startsWith("--")) continue;
    const others = isLast ? [] : (variables.get(property) ?? []);
    if (!others.includes(value)) variables.set(property, [...others, value]);
  }
}
