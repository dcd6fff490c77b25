import type { MarkdownIt, StateBlock, StateCore, StateInline } from "markdown-it";

interface Found {
  readonly tex: string;
  readonly display: boolean;
  readonly end: number;
}

const INLINE_FORMS: readonly (readonly [pattern: RegExp, display: boolean])[] = [
  [/\$\$((?:\\[\s\S]|[^$\\])+)\$\$/y, true],
  // As in Pandoc: no blank inside the dollars, no digit after them, so that prices stay prices.
  [/\$(?![\s$])((?:\\[\s\S]|[^$\\])+)(?<!\s)\$(?!\d)/y, false],
  [/\$[ \t]+((?:\\[^\n]|[^$\\\n])+)[ \t]+\$(?!\d)/y, false],
  [/\\\\\(([\s\S]+?)\\\\\)/y, false],
  [/\\\(([\s\S]+?)\\\)/y, false],
  [/\\\\\[([\s\S]+?)\\\\\]/y, true],
  [/(\\begin\{([a-zA-Z]+\*?)\}[\s\S]+?\\end\{\2\})/y, true],
  [/(\\(?:eq)?ref\{[^}]*\})/y, false],
];

const BLOCK_FORMS: readonly RegExp[] = [
  /\$\$((?:\\[\s\S]|[^$\\])+)\$\$/y,
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

function find(text: string, at: number): Found | undefined {
  for (const [pattern, display] of INLINE_FORMS) {
    const found = match(pattern, text, at);
    if (found) return { tex: found[1] ?? "", display, end: at + found[0].length };
  }
  return undefined;
}

function inlineRule(state: StateInline, silent: boolean): boolean {
  const start = state.src[state.pos];
  if (start !== "$" && start !== "\\") return false;
  const found = find(state.src, state.pos);
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
  for (const pattern of BLOCK_FORMS) {
    const found = match(pattern, text, 0);
    // With more text on the line it is a part of a paragraph.
    const after = found ? /^[ \t]*([.,;:]?)[ \t]*(?:\n|$)/.exec(text.slice(found[0].length)) : null;
    if (found === null || after === null) continue;
    const lines = found[0].split("\n").length;
    for (let at = line; at < line + lines; at++) {
      if (!state.isEmpty(at) && (state.sCount[at] ?? 0) < state.blkIndent) return false;
    }
    if (silent) return true;
    state.line = line + lines;
    const token = state.push("math_block", "math", 0);
    token.block = true;
    token.content = (found[1] ?? "") + (after[1] ? `\\text{${after[1]}}` : "");
    token.map = [line, state.line];
    return true;
  }
  return false;
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
