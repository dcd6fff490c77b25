import temml from "temml";
import { escapeHtml } from "./html.ts";
import { readableInBothThemes } from "./palette.ts";

const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand)\s*\{?\\[A-Za-z]+\}?(?:\[\d\])?|\\[gx]?def\s*\\[A-Za-z]+[^{]*/g;

/**
 * The mathematics of one page: TeX to MathML, with equations numbered through the page and with
 * commands that stay defined in later cells, as in Jupyter.
 */
export class Mathematics {
  readonly #macros: Record<string, unknown> = {};

  /** MathML, or for TeX that cannot be read its source with a mark and the reason. */
  render(source: string, displayMode: boolean): string {
    try {
      const tex = this.#withoutDefinitions(source.trim());
      if (tex === "") return "";
      const macros = { ...this.#macros };
      return adaptColors(temml.renderToString(tex, { displayMode, macros, throwOnError: true }));
    } catch (error) {
      return mark(source, error instanceof Error ? error.message : String(error), displayMode);
    }
  }

  /** Takes the definitions of commands out of some TeX and keeps them for all that follows. */
  #withoutDefinitions(tex: string): string {
    let rest = "";
    let from = 0;
    for (const { 0: head, index } of tex.matchAll(DEFINITION)) {
      const body = balanced(tex, index + head.length);
      if (body === "" || index < from) continue;
      rest += tex.slice(from, index);
      from = index + head.length + body.length;
      Object.assign(this.#macros, define(head, body));
    }
    return (rest + tex.slice(from)).trim();
  }
}

/** The macros of one definition. MathJax lets \newcommand replace what exists, temml does not. */
function define(head: string, body: string): Record<string, unknown> {
  const options = { throwOnError: true };
  try {
    return temml.definePreamble(head + body, options);
  } catch {
    return temml.definePreamble(head.replace(/^\\\w+command/, "\\renewcommand") + body, options);
  }
}

/** The group in braces that starts at an index, with its braces; empty if none does. */
function balanced(tex: string, start: number): string {
  if (tex[start] !== "{") return "";
  let depth = 0;
  for (let at = start; at < tex.length; at++) {
    if (tex[at] === "\\") at++;
    else if (tex[at] === "{") depth++;
    else if (tex[at] === "}" && --depth === 0) return tex.slice(start, at + 1);
  }
  return "";
}

function mark(source: string, reason: string, displayMode: boolean): string {
  const why = reason.replace(/^\s*ParseError:\s*/, "").replace(/:\s[^:]*$/, "");
  const note = `Mathematics that cannot be read: ${why.trim()}`;
  const html = `<code>${escapeHtml(source.trim())}</code><small>${escapeHtml(note)}</small>`;
  return `<span class="math-error${displayMode ? " block" : ""}">${html}</span>`;
}

function adaptColors(mathml: string): string {
  return mathml.replace(/(?<=[;"])color:(#[0-9a-f]{3,8})/gi, (_, color: string) => {
    return `color:${readableInBothThemes(color)}`;
  });
}

/** Numbers the equations of a finished page and writes the numbers where \ref and \eqref point. */
export function numberEquations(html: string): string {
  const numbers = new Map<string, number>();
  let last = 0;
  const numbered = html.replace(
    /<mtr id="([^"]*)"|<span class="tml-eqn"><\/span>/g,
    (found, id: string | undefined) => {
      if (id === undefined) return `<span class="eqn">(${++last})</span>`;
      numbers.set(id, last + 1);
      return found;
    },
  );
  return numbered.replace(
    /<a href='#([^']*)' class="tml-ref( tml-eqref)?"><\/a>/g,
    (_, id: string, parentheses: string | undefined) => {
      const number = numbers.get(id) ?? "?";
      return `<a href="#${id}">${parentheses ? `(${number})` : number}</a>`;
    },
  );
}
