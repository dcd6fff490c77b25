import type { Atrule, Block, CssNode, List, ListItem, Rule } from "css-tree";
import generate from "css-tree/generator";
import parse from "css-tree/parser";
import walk from "css-tree/walker";
import {
  adaptColors,
  isUnknownColor,
  type ResolveColor,
  withKnownColors,
  withoutFaintness,
  withPaper,
} from "./author-colors.ts";
import {
  declarationsOf,
  loads,
  parseSheet,
  type StyleDeclaration,
  tameDeclarations,
  writeDeclarations,
} from "./style-declarations.ts";
import type { FindVariable } from "./style-variables.ts";

export interface StyleSheet {
  readonly css: string;
  /** Whether it has colours that cannot be adapted to a theme, such as those of variables. */
  readonly hasUnknownColors: boolean;
}

/** At-rules that neither load nor change how the rest is read. */
const HARMLESS_RULES =
  /^(?:media|supports|layer|container|(?:-webkit-)?keyframes|font-face|property|page|counter-style)$/i;

/** At-rules whose declarations are those of the rule around them. */
const CONDITIONS = /^(?:media|supports|layer|container)$/i;

export interface SheetOptions {
  readonly resolve: ResolveColor;
  readonly find: FindVariable;
  /** Whether colours stay as they are, since all stands on a light ground. */
  readonly keepsColors: boolean;
  /** Whether some rules may be for parts of drawings, which may be see-through. */
  readonly hasDrawings: boolean;
}

/**
 * An author's style sheet without what loads and without fixed places, its colours readable in both
 * themes. It still has to be kept in a box: by a shadow, or by `@scope`.
 */
export function tameStyleSheet(text: string, options: SheetOptions): StyleSheet {
  const { resolve, find, keepsColors, hasDrawings } = options;
  const sheet = parseSheet(text);
  let hasUnknownColors = false;
  const readable = (declarations: readonly StyleDeclaration[]) => {
    const known = withKnownColors(declarations, find);
    if (known.some((one) => isUnknownColor(one, resolve))) hasUnknownColors = true;
    const tame = tameDeclarations(hasDrawings ? known : withoutFaintness(known), true);
    const shown = keepsColors ? tame : adaptColors(tame, resolve).declarations;
    return hasDrawings ? withPaper(shown) : shown;
  };
  walk(sheet, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      if (node.type === "Rule" && isTame(node.prelude)) {
        replaceDeclarations(node.block, readable(declarationsOf(node.block.children)));
      } else if (node.type === "Atrule" && HARMLESS_RULES.test(node.name) && isTame(node.prelude)) {
        if (node.block === null) return;
        const declarations = declarationsOf(node.block.children);
        const tame = CONDITIONS.test(node.name)
          ? readable(declarations)
          : tameDeclarations(declarations, true);
        replaceDeclarations(node.block, tame);
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

function replaceDeclarations({ children }: Block, declarations: readonly StyleDeclaration[]): void {
  const text = writeDeclarations(declarations);
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
