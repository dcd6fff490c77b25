import { basename } from "node:path";
import type {
  CompletionItem,
  CompletionList,
  Hover,
  SignatureHelp as ProtocolSignatureHelp,
} from "vscode-languageserver-protocol";
import { globalVariables } from "./assigned-globals.ts";
import { isUnchecked } from "./cell-check.ts";
import { CellDocuments, type Extension, FIRST_CELLS, HUB, HUB_IMPORT } from "./cell-documents.ts";
import { Checker, diagnosticsOf, tellChanges } from "./checker.ts";
import { type Completions, completionsOf } from "./completion.ts";
import { globalNames } from "./declared-names.ts";
import type { CellDiagnostic } from "./diagnostic.ts";
import { Draft } from "./draft.ts";
import { languageServerExecutable } from "./executable.ts";
import type { VarUses } from "./former-values.ts";
import { type Inspection, inspectionOf } from "./inspection.ts";
import { cleanHover, markupText, plainText } from "./markup.ts";
import { type NodeLibrary, nodeLibrary } from "./node-library.ts";
import { portableDeclaration } from "./portable-type.ts";
import { bootstrapDocuments, PREFIX, projectDocuments } from "./project.ts";
import { type Declaration, Scope } from "./scope.ts";
import type { LanguageServer } from "./server.ts";
import { Session } from "./session.ts";
import { type SignatureHelp, signatureHelpOf } from "./signature.ts";
import { TextPositions } from "./text-position.ts";
import { findTsconfig } from "./tsconfig/index.ts";

/** How a `LanguageService` is started. */
export interface LanguageOptions {
  /** The notebook's folder, an existing absolute path: imports and tsconfig.json resolve from it. */
  directory: string;
  /** Declarations (d.ts text) of the globals that the host adds, visible in every cell. */
  globals?: string;
  /** The Node version whose types are served; default: the running one. */
  nodeVersion?: string;
  /** Called with a sentence for the learner: a tsconfig.json that does not apply, a server restart. */
  onNotice?: (sentence: string) => void;
  /** After so many milliseconds a request is given up and the server restarted; default 30,000. */
  timeout?: number;
}

/** How many of a cell's names the server is asked about, to keep a huge cell from being slow. */
const ASKED_NAMES = 24;
/** What no type has as a member. */
const ANY_NAME = `${PREFIX}any`;

const NO_VARS: VarUses = { names: [], formerReads: [] };

const SCRATCH: Record<Extension, string> = {
  ts: `${PREFIX}scratch.ts`,
  tsx: `${PREFIX}scratch.tsx`,
};

/** The hub first: through it every document belongs to the project before it is opened. */
const ROOTS = [HUB, SCRATCH.ts, SCRATCH.tsx];

/**
 * TypeScript's language server for the cells of one notebook. All offsets are UTF-16 offsets into
 * the given source. Requests are answered in order; when the server dies they answer with nothing,
 * and it is started again with every published cell.
 */
export class LanguageService {
  readonly #options: LanguageOptions;
  readonly #session: Session;
  readonly #library: NodeLibrary;
  readonly #cells: CellDocuments;
  readonly #scope = new Scope();
  readonly #checker: Checker;
  /** Cells that add to the global scope, with the names they add: later cells need not name them. */
  readonly #global = new Map<string, Set<string>>();
  /** Names that code has given to `globalThis`. */
  readonly #assigned = new Set<string>();
  #hasNewGlobals = false;
  /** The tsconfig.json that was said not to apply. */
  #unusedTsconfig: string | undefined;
  /** Publishes the latest cell, until that is done. */
  #unpublished: (() => void) | undefined;

  private constructor(options: LanguageOptions, session: Session) {
    this.#options = options;
    this.#session = session;
    this.#library = nodeLibrary(options.directory, options.nodeVersion ?? process.versions.node);
    this.#checker = new Checker({
      directory: options.directory,
      scope: this.#scope,
      put: (draft) => this.#put(draft, false),
    });
    this.#cells = new CellDocuments((file, text) => session.write(file, text));
    for (const name of Object.values(SCRATCH)) session.write(name, HUB_IMPORT);
    // Last, as `bootstrapDocuments` says.
    this.#configure();
  }

  /**
   * Starts the server and begins to load the library types, which the first request waits for.
   * @throws Error if the platform has no executable, or it does not start
   */
  static async start(options: LanguageOptions): Promise<LanguageService> {
    const { directory, timeout = 30_000, onNotice = () => {} } = options;
    const executable = await languageServerExecutable();
    const bootstrap = bootstrapDocuments(directory, [...ROOTS, ...FIRST_CELLS]);
    bootstrap.set(HUB, "export {};");
    const session = new Session({ executable, directory, timeout, bootstrap, onNotice });
    const service = new LanguageService(options, session);
    await session.launch();
    // Loads the libraries and the globals of the cells' project.
    void service.check("console.log([1, 2].map((x) => x + 1), new Map([[1, 'a']]), await 1);");
    return service;
  }

  /** The server's process id, undefined while there is none. */
  get pid(): number | undefined {
    return this.#session.pid;
  }

  /**
   * The type errors of a cell against what earlier cells published; none if it is well typed.
   * `vars` are asked for where the cell has any.
   */
  check(
    source: string,
    vars: () => Promise<VarUses> = () => Promise.resolve(NO_VARS),
  ): Promise<CellDiagnostic[]> {
    if (isUnchecked(source)) return Promise.resolve([]);
    return this.#ask("check", [], async (server) => {
      const found = /\bvar\b/.test(source) ? await vars() : NO_VARS;
      return this.#checker.check(server, source, found);
    });
  }

  /** What keeps a cell from being parsed, in the order of the text. */
  syntaxErrors(source: string): Promise<CellDiagnostic[]> {
    return this.#ask("syntaxErrors", [], (server) => this.#checker.syntaxErrors(server, source));
  }

  /**
   * Makes a cell's names known to later cells; a name published again replaces the earlier one.
   * Requests that follow already see them.
   */
  publish(source: string, declarations: readonly Declaration[]): void {
    const addsGlobals = /\bdeclare\s+(?:global|module)\b/.test(source);
    if (declarations.length === 0 && !addsGlobals) return;
    this.#publishNow();
    this.#unpublished = () => {
      void this.#session.run("publish", undefined, (server) =>
        this.#publish(server, source, declarations, addsGlobals),
      );
    };
    // The caller has a reply to send first, which somebody waits for.
    setImmediate(() => this.#publishNow());
  }

  /** Makes names that came to `globalThis` known to the requests that follow, as of any type. */
  addGlobals(names: readonly string[]): void {
    for (const name of names) this.#assigned.add(name);
    this.#hasNewGlobals = true;
  }

  /** Proposals at an offset, best first. */
  complete(source: string, offset: number): Promise<Completions> {
    const empty = { start: offset, end: offset, items: [] };
    return this.#ask("complete", empty, async (server) => {
      const { file, headerLines, positions } = this.#show(source);
      const { line, character } = positions.position(offset);
      const list = await server.ask<CompletionList | CompletionItem[] | null>("completion", file, {
        position: { line: line + headerLines, character },
        context: { triggerKind: 1 },
      });
      return completionsOf(list, { source, offset, headerLines, positions, scope: this.#scope });
    });
  }

  /** Whether by its type an expression has members of any name: it is `any`, or has an index. */
  isOpen(expression: string): Promise<boolean> {
    const source = `void (${expression}.${ANY_NAME});`;
    return this.#ask("isOpen", false, async (server) => {
      const { file } = this.#show(source);
      return !(await diagnosticsOf(server, file)).some((item) => item.severity === 1);
    });
  }

  /**
   * Signature and documentation of the name at an offset (or that ends there); else of the call
   * around it; undefined if there is neither.
   */
  inspect(source: string, offset: number): Promise<Inspection | undefined> {
    return this.#ask("inspect", undefined, async (server) => {
      const { file, headerLines, positions } = this.#show(source);
      const at = (offset: number) => {
        const { line, character } = positions.position(offset);
        return { line: line + headerLines, character };
      };
      const endsName = /[\p{ID_Continue}$]$/u.test(source.slice(0, offset));
      for (const place of endsName ? [offset, offset - 1] : [offset]) {
        const hover = await server.ask<Hover | null>("hover", file, { position: at(place) });
        const found = inspectionOf(hover, positions, headerLines, place);
        if (found) return this.#remembered(source, found);
      }
      const help = signatureHelpOf(
        await server.ask<ProtocolSignatureHelp | null>("signatureHelp", file, {
          position: at(offset),
        }),
      );
      return help && { start: offset, end: offset, markdown: help.markdown, text: help.text };
    });
  }

  /** The overloads of the call around an offset, or undefined outside of any call. */
  signature(source: string, offset: number): Promise<SignatureHelp | undefined> {
    return this.#ask("signature", undefined, async (server) => {
      const { file, headerLines, positions } = this.#show(source);
      const { line, character } = positions.position(offset);
      const position = { line: line + headerLines, character };
      return signatureHelpOf(
        await server.ask<ProtocolSignatureHelp | null>("signatureHelp", file, { position }),
      );
    });
  }

  /**
   * Tells the server that files were written, made or deleted, so that it reads them again. Local
   * modules that a cell imports, and modules that were missing, are looked after without it.
   */
  filesChanged(paths: readonly string[]): void {
    void this.#ask("filesChanged", undefined, async (server) => {
      tellChanges(server, paths);
      if (paths.some((path) => basename(path) === "tsconfig.json")) this.#configure();
    });
  }

  /** Says that nobody waits for the answer that takes so long, as that of an interrupted cell. */
  giveUp(): void {
    this.#session.giveUp();
  }

  /** Ends the server; afterwards every request answers with nothing. */
  dispose(): Promise<void> {
    return this.#session.dispose();
  }

  #publishNow(): void {
    const publish = this.#unpublished;
    this.#unpublished = undefined;
    publish?.();
  }

  /** Runs a job that is to see what was published before it. */
  #ask<Result>(
    name: string,
    empty: Result,
    job: (server: LanguageServer) => Promise<Result>,
  ): Promise<Result> {
    this.#publishNow();
    if (this.#hasNewGlobals) {
      this.#hasNewGlobals = false;
      void this.#session.run("addGlobals", undefined, async () => this.#configure());
    }
    return this.#session.run(name, empty, job);
  }

  /** An inspection with the documentation of a name whose document was given up. */
  #remembered(source: string, found: Inspection): Inspection {
    const name = source.slice(found.start, found.end);
    const entry = this.#scope.values.get(name);
    if (entry?.cell !== undefined || entry?.markdown === undefined) return found;
    // The name may be another's: a member, or a variable of a function.
    const isSame = entry.markdown.startsWith(found.markdown.replace(/\n```$/, ""));
    if (!isSame) return found;
    return { ...found, markdown: entry.markdown, text: plainText(entry.markdown) };
  }

  /** Makes the folder a project, with the tsconfig.json that covers it. */
  #configure(): void {
    const { directory, globals: given = "", onNotice } = this.#options;
    const declared = new Set([...this.#global.values()].flatMap((names) => [...names]));
    const assigned = [...this.#assigned].filter((name) => !declared.has(name));
    const globals = [given, globalVariables(assigned)].join("\n");
    const { options, ignored, unreadable } = findTsconfig(directory);
    const unused = ignored ?? unreadable;
    if (unused !== undefined && unused !== this.#unusedTsconfig) {
      onNotice?.(
        unreadable !== undefined
          ? `${unreadable} cannot be read as JSON, so its settings are not used here.`
          : `${unused} does not cover this notebook's folder, so its settings are not used here; ` +
              `add the folder to its "include" to use them.`,
      );
    }
    this.#unusedTsconfig = unused;
    const documents = projectDocuments({ library: this.#library, options, globals, roots: ROOTS });
    for (const [name, text] of documents) this.#session.write(name, text);
  }

  /** Puts a draft into its scratch document. */
  #put(draft: Draft, faithful: boolean): { file: string; headerLines: number } {
    const { text, headerLines } = draft.compose(this.#scope, faithful);
    const name = SCRATCH[draft.extension];
    this.#session.write(name, text);
    return { file: this.#session.path(name), headerLines };
  }

  /** Puts a source into a scratch document to be looked at, with documentation. */
  #show(source: string): { file: string; headerLines: number; positions: TextPositions } {
    const draft = new Draft(source, this.#scope);
    return { ...this.#put(draft, true), positions: new TextPositions(source) };
  }

  async #publish(
    server: LanguageServer,
    source: string,
    declarations: readonly Declaration[],
    addsGlobals: boolean,
  ): Promise<void> {
    const declared = new Set(declarations.map(({ name }) => name));
    const draft = this.#checker.checked(source) ?? new Draft(source, this.#scope, declared);
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
    if (evicted !== undefined) this.#scope.giveUp(evicted);
    this.#scope.add(cell, declarations);
    if (addsGlobals) this.#addGlobal(cell, source);
    // The requests also make the server take in the change, before the next check comes.
    const line = new TextPositions(body).lines - 1;
    await this.#learnTypes(server, cell, exported, line);
  }

  /** Keeps a cell that adds to the global scope, in the place of its former self. */
  #addGlobal(cell: string, source: string): void {
    const names = globalNames(source);
    for (const [other, former] of this.#global) {
      if (other !== cell && ![...names].some((name) => former.has(name))) continue;
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
      const entry = this.#scope.values.get(name);
      if (entry?.cell !== cell || !/^(?:const|let|var|function)$/.test(entry.kind)) return;
      const hover = await server.ask<Hover | null>("hover", file, { position });
      const contents = hover?.contents;
      if (typeof contents !== "object" || !("kind" in contents)) return;
      const shown = /^```\w*\n([\s\S]*?)\n```/.exec(markupText(contents))?.[1] ?? "";
      const portable = portableDeclaration(shown, name, this.#scope);
      if (portable) Object.assign(entry, { portable, markdown: cleanHover(markupText(contents)) });
    });
    await Promise.all(asked);
  }
}
