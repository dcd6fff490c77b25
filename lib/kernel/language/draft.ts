import { type Extension, HUB_IMPORT } from "./cell-documents.ts";
import { declaredNames, mentionedNames } from "./names-in-text.ts";
import type { Meaning, Scope } from "./scope.ts";

/** Comments that count only at the start of a file, where the header stands. */
const FILE_COMMENTS =
  /\/\*(?:(?!\*\/)[\s\S])*@jsx(?:(?!\*\/)[\s\S])*\*\/|^\/\/\/\s*<reference[^\r\n]*/gm;

/** A document: header and cell, and how many lines the header takes. */
export interface Composed {
  text: string;
  headerLines: number;
  cells: Set<string>;
}

/** A cell on its way into a document: which earlier names it is given, and under which name. */
export class Draft {
  readonly source: string;
  /** The source, but where it names the previous value of what it declares anew. */
  body: string;
  extension: Extension;
  readonly names = new Map<string, Meaning>();
  readonly aliases = new Map<string, string>();
  /** What stands for a previous value that there is none of, by name. */
  readonly absent = new Map<string, string>();
  /** Local modules that TypeScript does not find by itself. */
  readonly modules = new Set<string>();
  /** Names that the source gives to `globalThis`, where they are not known otherwise. */
  readonly globals = new Set<string>();

  constructor(source: string, scope: Scope, declares: ReadonlySet<string> = declaredNames(source)) {
    this.source = source;
    // The header stands before it, and "#!" is a comment only at the very start.
    this.body = source.replace(/^#!/, "//");
    this.extension = /@jsx\w*\s/.test(source) ? "tsx" : "ts";
    for (const name of mentionedNames(source)) {
      if (scope.has(name) && !declares.has(name)) this.names.set(name, "both");
    }
  }

  /** The document's text. */
  compose(scope: Scope, faithful = false): Composed {
    const { text, cells } = scope.header(this.names, this.aliases, faithful);
    const absent = [...this.absent].map(
      ([name, type]) => `declare const ${this.aliases.get(name)}: ${type};`,
    );
    const globals = [...this.globals].map((name) => `var ${name}: any;`).join("");
    if (globals !== "") absent.push(`declare global{${globals}}`);
    const modules = [...this.modules].map(typeImport);
    const comments = (this.source.match(FILE_COMMENTS) ?? []).map((comment) => `${comment}\n`);
    const header = `${comments.join("")}${HUB_IMPORT}${this.#jsxImport()}${modules.join("")}${text}${absent.join("")}\n`;
    const headerLines = header.split(/\r\n|\n|\r/).length - 1;
    return { text: header + this.body, headerLines, cells };
  }

  /**
   * Lets the words at these offsets mean the previous value of their name, under an alias of the
   * same length; false for a shorthand property, whose name must stay.
   */
  usePrevious(name: string, start: number): boolean {
    const end = start + name.length;
    if (this.body.slice(start, end) !== name || this.#isShorthand(start, end)) return false;
    let alias = this.aliases.get(name);
    if (alias === undefined) {
      alias = String.fromCharCode(FIRST_ALIAS + this.aliases.size) + name.slice(1);
      this.aliases.set(name, alias);
    }
    this.body = this.body.slice(0, start) + alias + this.body.slice(end);
    return true;
  }

  /** A message with the names as they are in the source. */
  unalias(message: string): string {
    let text = message;
    for (const [name, alias] of this.aliases) text = text.replaceAll(alias, name);
    return text;
  }

  /**
   * The server looks again for what the pragma implies when the imports of a document change, not
   * when the pragma does.
   */
  #jsxImport(): string {
    const [, source] = /@jsxImportSource\s+([\w@./-]+)/.exec(this.source) ?? [];
    return source === undefined ? "" : typeImport(`${source}/jsx-runtime`);
  }

  #isShorthand(start: number, end: number): boolean {
    if (!/^\s*[,}]/.test(this.body.slice(end))) return false;
    if (!/[{,]\s*$/.test(this.body.slice(0, start))) return false;
    let open = 0;
    for (let at = start - 1; at >= 0; at--) {
      const character = this.body[at] ?? "";
      if (/[)\]}]/.test(character)) open++;
      if (/[([{]/.test(character) && open-- === 0) return character === "{";
    }
    return false;
  }
}

/** Makes a module a part of the program. */
function typeImport(specifier: string): string {
  return `import type {} from ${JSON.stringify(specifier)};`;
}

/** Letters that no one begins a name with (the Yi syllables), so that an alias is no name in use. */
const FIRST_ALIAS = 0xa000;
