import type { Atrule, Block, CssNode, List, ListItem, Rule } from "css-tree";
import generate from "css-tree/generator";
import parse from "css-tree/parser";
import walk from "css-tree/walker";
import { adaptColors, isUnknownColor, type ResolveColor } from "./author-colors.ts";
import {
  declarationsOf,
  loads,
  tameDeclarations,
  writeDeclarations,
} from "./style-declarations.ts";

export interface StyleSheet {
  readonly css: string;
  /** Whether it has colours that cannot be adapted to a theme, such as those of variables. */
  readonly hasUnknownColors: boolean;
}

/** At-rules that neither load nor change how the rest is read. */
const HARMLESS_RULES =
  /^(?:media|supports|layer|container|(?:-webkit-)?keyframes|font-face|property|page|counter-style)$/i;

/**
 * An author's style sheet without what loads and without fixed places, its colours readable in both
 * themes. It still has to be kept in a box: by a shadow, or by `@scope`.
 */
export function tameStyleSheet(text: string, resolve: ResolveColor): StyleSheet {
  const sheet = parse(text, {
    parseValue: false,
    parseCustomProperty: false,
    parseRulePrelude: false,
    parseAtrulePrelude: false,
    onParseError: () => {},
  });
  let hasUnknownColors = false;
  walk(sheet, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      if (node.type === "Rule" && isTame(node.prelude)) {
        const declarations = declarationsOf(node.block.children);
        if (declarations.some((one) => isUnknownColor(one, resolve))) hasUnknownColors = true;
        const tame = adaptColors(tameDeclarations(declarations, true), resolve).declarations;
        replaceDeclarations(node.block, writeDeclarations(tame));
      } else if (node.type === "Atrule" && HARMLESS_RULES.test(node.name) && isTame(node.prelude)) {
        if (node.block === null) return;
        const tame = tameDeclarations(declarationsOf(node.block.children), true);
        replaceDeclarations(node.block, writeDeclarations(tame));
      } else if (/^(?:Rule|Atrule|Raw)$/.test(node.type)) {
        // Preludes and values are raw too, but stand in no list.
        list?.remove(item);
      }
    },
  });
  const css = generate(sheet)
    // In a shadow the root is the box itself.
    .replace(/:root\b/g, ":host")
    .replaceAll("<", "\\3c ");
  return { css, hasUnknownColors };
}

/** Whether what stands before a block loads nothing and cannot end the box around the sheet. */
function isTame(prelude: Atrule["prelude"] | Rule["prelude"]): boolean {
  const text = prelude ? generate(prelude) : "";
  // The page's theme is the reader's choice, not the system's.
  return !/[{}]|prefers-color-scheme\s*:\s*dark/i.test(text) && !loads(text);
}

function replaceDeclarations({ children }: Block, text: string): void {
  children.forEach((node, item) => {
    if (node.type === "Declaration") children.remove(item);
  });
  const block = parse(`{${text}}`, {
    context: "block",
    parseValue: false,
    parseCustomProperty: false,
  });
  if (block.type === "Block") children.prependList(block.children);
}
