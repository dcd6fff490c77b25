import hljs from "highlight.js/lib/common";
import { colorScript, type ScriptLanguage } from "../code/index.ts";
import { escapeHtml } from "../rendering/index.ts";

const SYNONYMS: Record<string, string> = {
  js: "javascript",
  ts: "typescript",
  ipython: "python",
  ipython3: "python",
  "c++": "cpp",
  "c++17": "cpp",
  deno: "typescript",
  tslab: "typescript",
  jslab: "javascript",
  octave: "matlab",
  sos: "python",
  text: "plaintext",
};

/** What a first line such as `%%bash` says the rest of a Python cell is written in. */
const MAGICS: Record<string, string> = {
  bash: "bash",
  sh: "bash",
  script: "bash",
  html: "xml",
  svg: "xml",
  javascript: "javascript",
  js: "javascript",
  latex: "latex",
  markdown: "markdown",
  perl: "perl",
  ruby: "ruby",
  sql: "sql",
  R: "r",
  cython: "python",
  writefile: "plaintext",
};

/** The language of a cell: that of the notebook, but for a first line such as `%%bash`. */
export function languageOfCell(source: string, notebookLanguage: string | undefined): string {
  const magic = /^\s*%%(\w+)/.exec(source)?.[1];
  return (magic !== undefined ? MAGICS[magic] : undefined) ?? notebookLanguage ?? "";
}

/** Makes highlight.js know a language outside its common set; unknown names change nothing. */
export async function loadLanguage(name: string): Promise<void> {
  const language = canonical(name);
  if (isScript(language) || !/^[a-z0-9-]+$/.test(language)) return;
  if (hljs.getLanguage(language) !== undefined) return;
  try {
    const { default: definition } = await import(`highlight.js/lib/languages/${language}`);
    hljs.registerLanguage(language, definition);
  } catch {
    // No such grammar: the code is shown without colours.
  }
}

/** Code as HTML, coloured by classes where its language is known. */
export function highlight(source: string, language: string): string {
  const name = canonical(language);
  // A very long text would take seconds to colour and nobody reads it.
  if (name === "" || source.length > 200_000) return escapeHtml(source);
  if (isScript(name)) return scriptHtml(source, name);
  if (hljs.getLanguage(name) === undefined) return escapeHtml(source);
  return hljs.highlight(source, { language: name, ignoreIllegals: true }).value;
}

/** What a page's editor knows is coloured as the editor does it. */
function isScript(name: string): name is ScriptLanguage {
  return name === "typescript" || name === "javascript";
}

function scriptHtml(source: string, language: ScriptLanguage): string {
  let html = "";
  colorScript(source, language, (text, classes) => {
    const escaped = escapeHtml(text);
    html += classes === "" ? escaped : `<span class="${classes}">${escaped}</span>`;
  });
  return html;
}

function canonical(language: string): string {
  const name = language.trim().toLowerCase();
  return SYNONYMS[name] ?? name;
}
