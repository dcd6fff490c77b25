import temml from "temml";
import { parseColor } from "./contrast.ts";
import { escapeHtml } from "./html.ts";
import { fromMathJax, MATHJAX_MACROS } from "./mathjax-commands.ts";
import { groundOf, inksFor, readableInBothThemes } from "./palette.ts";
import { Environments } from "./tex-environments.ts";
import { balanced } from "./tex-groups.ts";

const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\\[A-Za-z]+\}?\s*(?:\[\d\])?\s*(?:\[[^\]]*\])?\s*|\\DeclareMathOperator\*?\s*\{?\\[A-Za-z]+\}?\s*|\\[gx]?def\s*\\[A-Za-z]+[^{]*/g;

/** What can be set on a line of its own only, and is set so wherever it stands. */
const DISPLAY_ONLY = /display mode/;

/**
 * The mathematics of one page: TeX to MathML, with equations numbered through the page and with
 * commands that stay defined in later cells, as in Jupyter.
 */
export class Mathematics {
  readonly #macros: Record<string, unknown> = { ...MATHJAX_MACROS };
  readonly #environments = new Environments();

  /**
   * MathML, or for TeX that cannot be read its source with a mark and the reason.
   *
   * @param report told the reason
   */
  render(
    source: string,
    displayMode: boolean,
    report: (reason: string) => void = () => {},
  ): string {
    try {
      const tex = this.#withoutDefinitions(this.#environments.expand(fromMathJax(source)));
      return tex === "" ? "" : adaptColors(this.#toMathml(tex, displayMode));
    } catch (error) {
      const reason = reasonOf(error);
      report(reason);
      return mark(source, reason, displayMode);
    }
  }

  #toMathml(tex: string, displayMode: boolean): string {
    const options = { macros: { ...this.#macros }, throwOnError: true };
    try {
      return temml.renderToString(tex, { ...options, displayMode });
    } catch (error) {
      if (displayMode || !DISPLAY_ONLY.test(`${error}`)) throw error;
      return temml.renderToString(tex, { ...options, displayMode: true });
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

/** What a macro that is a function sees of the text that follows it. */
interface MacroContext {
  consumeSpaces(): void;
  future(): { readonly text: string };
  popToken(): unknown;
  consumeArg(delimiters?: readonly string[]): { readonly tokens: readonly { text: string }[] };
}

/** The macros of one definition. MathJax lets \newcommand replace what exists, temml does not. */
function define(head: string, body: string): Record<string, unknown> {
  const name = /\\[A-Za-z]+/.exec(head.replace(/^\\[A-Za-z]+/, ""))?.[0] ?? "";
  if (head.startsWith("\\Declare")) {
    const star = /^\\\w+\*/.test(head) ? "*" : "";
    return { [name]: `\\operatorname${star}${body}` };
  }
  const optional = /\[\d\]\s*\[([^\]]*)\]\s*$/.exec(head);
  if (optional === null) return preamble(head.replace(/^(\\\w+)\*/, "$1"), body);
  const [count = "[1]"] = /\[\d\]/.exec(head) ?? [];
  const whole = `${name}@all`;
  return {
    ...preamble(`\\newcommand{${whole}}${count}`, body),
    [name]: (context: MacroContext) => {
      context.consumeSpaces();
      if (context.future().text !== "[") return `${whole}{${optional[1]}}`;
      context.popToken();
      // Tokens come last first.
      const { tokens } = context.consumeArg(["]"]);
      const given = tokens.map(({ text }) => (/^\\[A-Za-z]+$/.test(text) ? `${text} ` : text));
      return `${whole}{${given.reverse().join("")}}`;
    },
  };
}

function preamble(head: string, body: string): Record<string, unknown> {
  const options = { throwOnError: true };
  try {
    return temml.definePreamble(head + body, options);
  } catch {
    return temml.definePreamble(head.replace(/^\\\w+command/, "\\renewcommand") + body, options);
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^\s*ParseError:\s*/, "")
    .replace(/:\s[^:]*$/, "")
    .trim();
}

function mark(source: string, reason: string, displayMode: boolean): string {
  const note = `Mathematics that cannot be read: ${reason}`;
  const html = `<code>${escapeHtml(source.trim())}</code><small>${escapeHtml(note)}</small>`;
  return `<span class="math-error${displayMode ? " block" : ""}">${html}</span>`;
}

function adaptColors(mathml: string): string {
  return mathml
    .replace(/(?<=[;"])color:(#[0-9a-f]{3,8})/gi, (_, color: string) => {
      return `color:${readableInBothThemes(color)}`;
    })
    .replace(/ mathbackground="([^"]*)"(?: style="([^"]*)")?/gi, (found, color, style = "") => {
      const ground = parseColor(color);
      if (ground === undefined) return found;
      const inks = Object.entries(inksFor(groundOf([ground]))).map((ink) => ink.join(":"));
      return ` mathbackground="${color}" style="${[...inks, style].join(";")}"`;
    });
}
