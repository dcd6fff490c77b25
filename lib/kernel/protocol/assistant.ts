import { blankShellLines, type CellCompiler } from "../cell/index.ts";
import type { Json } from "../wire/index.ts";
import type { HostLink } from "./host-link.ts";
import type { CompleteOutcome } from "./interpreter.ts";
import type { Language } from "./language.ts";
import { expressionAt } from "./member-access.ts";
import { completeByValue } from "./value-completion.ts";

/** Completes and explains what is being typed: by its types, and by values where these say nothing. */
export class Assistant {
  readonly #link: HostLink;
  readonly #language: Language;
  readonly #compiler: Promise<CellCompiler>;

  constructor(link: HostLink, language: Language, compiler: Promise<CellCompiler>) {
    this.#link = link;
    this.#language = language;
    this.#compiler = compiler;
  }

  /** Proposals at an offset, best first. */
  async complete(code: string, offset: number): Promise<CompleteOutcome> {
    const { service: language } = await this.#language.started;
    const typed = await this.#typedAt(code, offset);
    if (typed === undefined) return { start: offset, end: offset, items: [] };
    const compiler = await this.#compiler;
    return completeByValue(typed, offset, {
      members: async (root, path) =>
        (await this.#link.look(compiler.runtimeName(root), path)).members,
      types: async (at) =>
        (await language?.complete(typed, at)) ?? { start: at, end: at, items: [] },
      isOpen: async (receiver) => (await language?.isOpen(receiver)) ?? false,
    });
  }

  /** Type, documentation and short value at an offset, as a MIME bundle; undefined if nothing is known. */
  async inspect(code: string, offset: number): Promise<Json | undefined> {
    const { service: language } = await this.#language.started;
    const typed = await this.#typedAt(code, offset);
    if (typed === undefined) return undefined;
    const found =
      (await language?.inspect(typed, offset)) ?? (await language?.signature(typed, offset));
    const value = await this.#valueAt(typed, offset, found?.text);
    if (found === undefined && value === undefined) return undefined;
    const said = (text = "", shown: string) =>
      [text, ...(value ? [shown] : [])].join("\n\n").trim();
    return {
      "text/plain": said(found?.text, `= ${value}`),
      "text/markdown": said(found?.markdown, `\`\`\`text\n= ${value}\n\`\`\``),
    };
  }

  /** In short the value at an offset, if its type says nothing. */
  async #valueAt(code: string, offset: number, type = ": any"): Promise<string | undefined> {
    const at = /:\s*(?:any|unknown)\s*$/m.test(type) ? expressionAt(code, offset) : undefined;
    if (at === undefined) return undefined;
    const name = (await this.#compiler).runtimeName(at.root);
    return (await this.#link.look(name, at.path)).summary;
  }

  /** A source without its commands; undefined where the offset is in one of them. */
  async #typedAt(source: string, offset: number): Promise<string | undefined> {
    const shellLines = (await this.#compiler).shellLines(source);
    const at = shellLines.find(({ start, end }) => start < offset && offset <= end);
    if (at === undefined) return blankShellLines(source, shellLines);
    // What looks like a command may become `!name`.
    if (!/^!\s*[\p{ID_Continue}$]*$/u.test(source.slice(at.start, offset))) return undefined;
    const others = shellLines.filter((line) => line !== at);
    return blankShellLines(source, others);
  }
}
