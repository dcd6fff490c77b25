import { replaceCommand } from "./tex-groups.ts";

/** Commands that MathJax has and Temml has not, by those that do the same or nearly. */
export const MATHJAX_MACROS: Readonly<Record<string, string>> = {
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\mathbbmss": "\\mathbb{#1}",
  "\\mathup": "\\mathrm{#1}",
  "\\textsl": "\\textit{#1}",
  "\\framebox": "\\fbox{#1}",
  "\\shoveleft": "#1",
  "\\shoveright": "#1",
  "\\strut": "\\mathstrut",
  "\\celsius": "{}^{\\circ}\\mathrm{C}",
  "\\nonscript": "",
  "\\cite": "[\\mathrm{#1}]",
  "\\ensuremath": "#1",
  "\\nicefrac": "{}^{#1}\\!/_{#2}",
  "\\Rule": "\\rule{#1}{#2}",
  "\\hfill": "\\quad",
  "\\hfil": "\\quad",
  "\\oldstyle": "",
  "\\mit": "",
  "\\notag": "\\nonumber",
};

/** Environments of MathJax by those of Temml; a star may follow the name. */
const ENVIRONMENTS: Readonly<Record<string, readonly [begin: string, end: string]>> = {
  eqnarray: ["\\begin{array}{rcl}", "\\end{array}"],
  flalign: ["\\begin{align", "\\end{align"],
};

/** Plain TeX's tables, which take their rows as an argument. */
const TABLES: Readonly<Record<string, string>> = {
  matrix: "matrix",
  array: "matrix",
  pmatrix: "pmatrix",
  cases: "cases",
  eqalign: "aligned",
  eqalignno: "aligned",
  displaylines: "gathered",
};

const TEXT_COMMAND = /\\(text(?:rm|bf|it|tt|sf|sc|up|md|normal)?|[mh]box)(?![A-Za-z])/g;

/** TeX as MathJax reads it, written so that Temml reads the same. */
export function fromMathJax(tex: string): string {
  let result = withoutDelimiters(tex.trim());
  result = replaceCommand(result, /\\require(?![A-Za-z])/g, 1, () => "");
  result = replaceCommand(result, TEXT_COMMAND, 1, ([text = ""], [, name = ""]) => {
    return `\\${/box$/.test(name) ? "text" : name}{${textArgument(text)}}`;
  });
  result = replaceCommand(
    result,
    /\\(?:style|cssId|class|href|enclose)(?![A-Za-z])(?:\[[^\]]*\])?/g,
    2,
    ([, shown = ""]) => `{${shown}}`,
  );
  result = replaceCommand(
    result,
    /\\bbox(?![A-Za-z])(?:\[[^\]]*\])?/g,
    1,
    ([shown = ""]) => `{${shown}}`,
  );
  result = replaceCommand(result, /\\unicode(?![A-Za-z])(?:\[[^\]]*\])?/g, 1, ([code = ""]) => {
    const point = Number(code.trim().replace(/^x/i, "0x"));
    return point > 31 && point <= 0x10ffff ? `\\text{${String.fromCodePoint(point)}}` : "";
  });
  result = replaceCommand(
    result,
    /\\mspace(?![A-Za-z])/g,
    1,
    ([length = ""]) => `\\hspace{${length}}`,
  );
  result = replaceCommand(
    result,
    /\\(array|p?matrix|cases|eqalign(?:no)?|displaylines)(?![A-Za-z])/g,
    1,
    ([rows = ""], [, name = ""]) => {
      return `\\begin{${TABLES[name]}}${rows}\\end{${TABLES[name]}}`;
    },
  );
  // A reader of a page cannot choose: all that may be chosen stands in a row.
  result = result.replace(/\\toggle(?![A-Za-z])([\s\S]*?)\\endtoggle(?![A-Za-z])/g, "{$1}");
  result = replaceCommand(
    result,
    /\\(?:math|text)tip(?![A-Za-z])/g,
    2,
    ([shown = "", tip = ""]) => {
      return `{${shown}}\\;(\\text{${textArgument(tip)}})`;
    },
  );
  result = replaceCommand(result, /\\url(?![A-Za-z])/g, 1, ([address = ""]) => {
    return `\\text{${textArgument(address)}}`;
  });
  result = replaceCommand(result, /\\intertext(?![A-Za-z])/g, 1, ([text = ""]) => {
    return `\\text{${textArgument(text)}}\\\\`;
  });
  return (
    result
      .replace(/\\(?:up|left)root\s*(?:\{[^{}]*\}|-?\d+)/g, "")
      .replace(
        /\\begin\{empheq\}\s*(?:\[[^\]]*\])?\s*\{(\w+\*?)\}([\s\S]*?)\\end\{empheq\}/g,
        "\\begin{$1}$2\\end{$1}",
      )
      // The blanks between columns are the page's.
      .replace(/(?<=\\begin\{array\}\s*\{[^\n]{0,80}?)[@!<>]\{[^{}]*\}/g, "")
      .replace(
        /\\buildrel\s*(\{[^{}]*\}|\\[A-Za-z]+|\S)\s*\\over\s*(\{[^{}]*\}|\\[A-Za-z]+|\S)/g,
        "\\overset{$1}{$2}",
      )
      .replace(/\\root\s*([^\\{}]+|\{[^{}]*\})\s*\\of\s*(?=\S)/g, "\\sqrt[$1]")
      .replace(
        /\\(begin|end)\{(eqnarray|flalign)(\*?)\}/g,
        (_, which: string, name: string, star: string) => {
          const written = ENVIRONMENTS[name]?.[which === "begin" ? 0 : 1] ?? "";
          return name === "flalign" ? `${written}${star}}` : written;
        },
      )
  );
}

/** TeX without the dollars or brackets that say that it is TeX, if they are around all of it. */
function withoutDelimiters(tex: string): string {
  return (
    /^\$\$((?:\\[\s\S]|[^$\\])+)\$\$$/.exec(tex)?.[1] ??
    /^\$((?:\\[\s\S]|[^$\\])+)\$$/.exec(tex)?.[1] ??
    /^\\\[((?:(?!\\\])[\s\S])+)\\\]$/.exec(tex)?.[1] ??
    /^\\\(((?:(?!\\\))[\s\S])+)\\\)$/.exec(tex)?.[1] ??
    tex
  );
}

/** In text MathJax takes every character as it is; only dollars begin mathematics. */
function textArgument(text: string): string {
  const parts = text.split(/((?<!\\)\$(?:\\[\s\S]|[^$\\])+\$)/);
  return parts.map((part, at) => (at % 2 === 1 ? part : escapeText(part))).join("");
}

function escapeText(text: string): string {
  return text
    .replace(/(?<!\\)[_&#%]/g, "\\$&")
    .replace(/(?<!\\)\^/g, "\\textasciicircum ")
    .replace(/(?<!\\)\$/g, "\\$");
}
