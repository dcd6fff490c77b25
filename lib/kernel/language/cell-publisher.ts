import type { Hover } from "vscode-languageserver-protocol";
import { CellDocuments } from "./cell-documents.ts";
import { Draft } from "./draft.ts";
import { cleanHover, markupText } from "./markup.ts";
import { addsGlobals, globalNames } from "./names-in-text.ts";
import { portableDeclaration } from "./portable-type.ts";
import type { DeclaredName, Scope } from "./scope.ts";
import type { LanguageServer } from "./server.ts";
import type { Session } from "./session.ts";
import { TextPositions } from "./text-position.ts";

/** How many of a cell's names the server is asked about, to keep a huge cell from being slow. */
const ASKED_NAMES = 24;

/** What a publisher needs of its service. */
interface CellPublisherOptions {
  session: Session;
  scope: Scope;
  /** The draft of a source, if it has just been checked. */
  checked: (source: string) => Draft | undefined;
}

/** Makes the names of cells known to later cells: one document a cell. */
export class CellPublisher {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #checked: CellPublisherOptions["checked"];
  readonly #cells: CellDocuments;
  /** Cells that add to the global scope, with the names they add: later cells need not name them. */
  readonly #global = new Map<string, Set<string>>();

  constructor({ session, scope, checked }: CellPublisherOptions) {
    this.#session = session;
    this.#scope = scope;
    this.#checked = checked;
    this.#cells = new CellDocuments((file, text) => session.write(file, text));
  }

  /** The names that cells have added to the global scope. */
  get globalNames(): Set<string> {
    return new Set([...this.#global.values()].flatMap((names) => [...names]));
  }

  async publish(
    server: LanguageServer,
    source: string,
    declarations: readonly DeclaredName[],
  ): Promise<void> {
    const declared = new Set(declarations.map(({ name }) => name));
    const draft = this.#checked(source) ?? new Draft(source, this.#scope, declared);
    const { text, cells } = draft.compose(this.#scope);
    const exported = [...declared];
    const body = `${text}\n`;
    const { live, dispensable } = this.#scope.cells();
    for (const cell of this.#global.keys()) live.add(cell);
    const { cell, evicted } = this.#cells.publish(
      draft.extension,
      `${body}export { ${exported.join(", ")} };`,
      cells,
      { live, dispensable },
    );
    if (evicted !== undefined) this.#scope.evict(evicted);
    this.#scope.add(cell, declarations);
    if (addsGlobals(source)) this.#addGlobal(cell, source);
    // The requests also make the server take in the change, before the next check comes.
    const line = new TextPositions(body).lines - 1;
    await this.#learnTypes(server, cell, exported, line);
  }

  /** Keeps a cell that adds to the global scope, in the place of its previous self. */
  #addGlobal(cell: string, source: string): void {
    const names = globalNames(source);
    for (const [other, previous] of this.#global) {
      if (other !== cell && ![...names].some((name) => previous.has(name))) continue;
      this.#global.delete(other);
      if (other !== cell) this.#cells.clear(other);
    }
    this.#global.set(cell, names);
  }

  /** Asks for the types of what a cell exports on a line, to let later cells do without the cell. */
  async #learnTypes(server: LanguageServer, cell: string, names: string[], line: number) {
    const file = this.#session.path(this.#cells.file(cell));
    let character = "export { ".length;
    const asked = names.slice(0, ASKED_NAMES).map(async (name) => {
      const position = { line, character };
      character += name.length + ", ".length;
      const binding = this.#scope.values.get(name);
      if (binding?.cell !== cell || !/^(?:const|let|var|using|function)$/.test(binding.kind))
        return;
      const hover = await server.ask<Hover | null>("hover", file, { position });
      const contents = hover?.contents;
      if (typeof contents !== "object" || !("kind" in contents)) return;
      const shown = /^```\w*\n([\s\S]*?)\n```/.exec(markupText(contents))?.[1] ?? "";
      const portable = portableDeclaration(shown, name, this.#scope);
      if (portable)
        Object.assign(binding, { portable, markdown: cleanHover(markupText(contents)) });
    });
    await Promise.all(asked);
  }
}
