/** TeX in some text: what is between its delimiters, and where the text goes on. */
export interface Found {
  readonly tex: string;
  readonly display: boolean;
  readonly end: number;
}

const FORMS: readonly (readonly [pattern: RegExp, display: boolean])[] = [
  [/\\\\\(([\s\S]+?)\\\\\)/y, false],
  [/\\\(([\s\S]+?)\\\)/y, false],
  [/\\\\\[([\s\S]+?)\\\\\]/y, true],
  [/(\\begin\{([a-zA-Z]+\*?)\}[\s\S]+?\\end\{\2\})/y, true],
  [/(\\(?:eq)?ref\{[^}]*\})/y, false],
];

/** Without braces that match, a formula still ends at the next dollars. */
const DOLLARS = /\$((?:\\[\s\S]|[^$\\])+)\$/y;
const DOUBLE_DOLLARS = /\$\$((?:\\[\s\S]|[^$\\])+)\$\$/y;

/** What only mathematics has, so that a blank inside the dollars does not make them prices. */
const MATHEMATICAL = /[\\^_={}<>+]|^\s*\p{Letter}\s*$/u;

/** The TeX that starts exactly at an index, in one of the forms that Jupyter knows. */
export function findMathematics(text: string, at: number): Found | undefined {
  if (text.startsWith("$$", at)) return inDoubleDollars(text, at);
  if (text[at] === "$") return inDollars(text, at);
  if (text[at] !== "\\") return undefined;
  for (const [pattern, display] of FORMS) {
    const found = match(pattern, text, at);
    if (found) return { tex: found[1] ?? "", display, end: at + found[0].length };
  }
  return undefined;
}

/** `$$…$$` that starts at an index. */
export function inDoubleDollars(text: string, at: number): Found | undefined {
  const end = closing(text, at + 2, "$$");
  const tex = end === undefined ? match(DOUBLE_DOLLARS, text, at)?.[1] : text.slice(at + 2, end);
  if (tex === undefined || tex === "") return undefined;
  return { tex, display: true, end: at + tex.length + 4 };
}

function inDollars(text: string, at: number): Found | undefined {
  const end = closing(text, at + 1, "$");
  const candidates = [
    end === undefined ? undefined : text.slice(at + 1, end),
    match(DOLLARS, text, at)?.[1],
  ];
  const tex = candidates.find(
    (one) => one !== undefined && isFormula(one, text, at + one.length + 2),
  );
  return tex === undefined ? undefined : { tex, display: false, end: at + tex.length + 2 };
}

/** As in Pandoc no digit follows the dollars, so that prices stay prices; nor a letter a blank. */
function isFormula(tex: string, text: string, end: number): boolean {
  const next = text[end] ?? "";
  if (tex.trim() === "" || /\d/.test(next)) return false;
  const [before, after] = [/^\s/.test(tex), /\s$/.test(tex)];
  if (!before && !after) return true;
  if (/\n/.test(tex.slice(0, tex.length - tex.trimStart().length))) return false;
  return !/[\p{Letter}(]/u.test(next) && ((before && after) || MATHEMATICAL.test(tex));
}

/** Where a delimiter stands outside of all braces, as MathJax looks for it. */
function closing(text: string, start: number, delimiter: string): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}") depth--;
    else if (depth === 0 && text.startsWith(delimiter, at)) return at === start ? undefined : at;
    if (depth < 0) return undefined;
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
