import type { MarkdownIt, StateBlock, StateCore, StateInline } from "markdown-it";
import { findMathematics, inDoubleDollars } from "./find-mathematics.ts";

const BLOCK_FORMS: readonly RegExp[] = [
  /\\\\\[([\s\S]+?)\\\\\]/y,
  /\\\[([\s\S]+?)\\\]/y,
  /(\\begin\{([a-zA-Z]+\*?)\}[\s\S]+?\\end\{\2\})/y,
];

/**
 * TeX in Markdown as Jupyter knows it: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments. Makes tokens
 * `math` and `math_block` with the TeX as content.
 */
export function proseMathematics(md: MarkdownIt): void {
  md.core.ruler.before("block", "math_in_tables", protectTables);
  md.block.ruler.before("fence", "math_block", blockRule, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.inline.ruler.before("escape", "math", inlineRule);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function inlineRule(state: StateInline, silent: boolean): boolean {
  const start = state.src[state.pos];
  if (start !== "$" && start !== "\\") return false;
  const found = findMathematics(state.src, state.pos);
  if (found === undefined || found.end > state.posMax) return false;
  if (!silent) {
    const token = state.push("math", "math", 0);
    token.content = found.tex;
    token.meta = { display: found.display };
  }
  state.pos = found.end;
  return true;
}

function blockRule(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const start = state.src[from];
  if ((start !== "$" && start !== "\\") || (state.sCount[line] ?? 0) - state.blkIndent >= 4) {
    return false;
  }
  const text = state.getLines(line, endLine, state.blkIndent, false).trimStart();
  for (const { tex, end } of blocksAt(text)) {
    // With more text on the line it is a part of a paragraph.
    const after = /^[ \t]*([.,;:]?)[ \t]*(?:\n|$)/.exec(text.slice(end));
    if (after === null) continue;
    const lines = text.slice(0, end).split("\n").length;
    for (let at = line; at < line + lines; at++) {
      if (!state.isEmpty(at) && (state.sCount[at] ?? 0) < state.blkIndent) return false;
    }
    if (silent) return true;
    state.line = line + lines;
    const token = state.push("math_block", "math", 0);
    token.block = true;
    token.content = tex + (after[1] ? `\\text{${after[1]}}` : "");
    token.map = [line, state.line];
    return true;
  }
  return false;
}

/** What may be mathematics on lines of its own at the start of a text. */
function blocksAt(text: string): { readonly tex: string; readonly end: number }[] {
  const inDollars = text.startsWith("$$") ? inDoubleDollars(text, 0) : undefined;
  const others = BLOCK_FORMS.flatMap((pattern) => {
    const found = match(pattern, text, 0);
    return found ? [{ tex: found[1] ?? "", end: found[0].length }] : [];
  });
  return inDollars ? [inDollars, ...others] : others;
}

/** A bar inside dollars would end a table's cell: it is written as the command that draws it. */
function protectTables(state: StateCore): void {
  if (!state.src.includes("$")) return;
  state.src = state.src.replace(/^ {0,3}\|.*$/gm, (row) =>
    row.replace(/\$(?!\s)((?:\\.|[^$\\])+)(?<!\s)\$/g, (whole) =>
      whole.replace(/\\\|/g, "\\Vert{}").replace(/\|/g, "\\vert{}"),
    ),
  );
}
