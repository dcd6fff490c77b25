import { basename } from "node:path";
import { globalVariables } from "./assigned-globals.ts";
import { type Extension, FIRST_CELLS, HUB, HUB_IMPORT } from "./cell-documents.ts";
import { CellPublisher } from "./cell-publisher.ts";
import { Checker, tellChanges } from "./checker.ts";
import { CodeAssist } from "./code-assist.ts";
import type { Completions } from "./completion.ts";
import type { CellDiagnostic } from "./diagnostic.ts";
import type { Draft } from "./draft.ts";
import { isUnchecked } from "./draft-corrections.ts";
import { languageServerExecutable } from "./executable.ts";
import type { Inspection } from "./inspection.ts";
import { addsGlobals } from "./names-in-text.ts";
import { type NodeLibrary, nodeLibrary } from "./node-library.ts";
import type { VarUses } from "./previous-values.ts";
import { bootstrapDocuments, PREFIX, projectDocuments } from "./project.ts";
import { type DeclaredName, Scope } from "./scope.ts";
import type { LanguageServer } from "./server.ts";
import { Session } from "./session.ts";
import type { SignatureHelp } from "./signature.ts";
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

const NO_VARS: VarUses = { names: [], previousReads: [] };

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
  readonly #scope = new Scope();
  readonly #checker: Checker;
  readonly #assist: CodeAssist;
  readonly #publisher: CellPublisher;
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
    const scope = this.#scope;
    this.#checker = new Checker({
      directory: options.directory,
      scope,
      put: (draft) => this.#put(draft, false),
    });
    this.#assist = new CodeAssist({ scope, put: (draft) => this.#put(draft, true) });
    this.#publisher = new CellPublisher({
      session,
      scope,
      checked: (source) => this.#checker.checked(source),
    });
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
  publish(source: string, declarations: readonly DeclaredName[]): void {
    if (declarations.length === 0 && !addsGlobals(source)) return;
    this.#publishNow();
    this.#unpublished = () => {
      void this.#session.run("publish", undefined, (server) =>
        this.#publisher.publish(server, source, declarations),
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
    return this.#ask("complete", empty, (server) => this.#assist.complete(server, source, offset));
  }

  /** Whether by its type an expression has members of any name: it is `any`, or has an index. */
  isOpen(expression: string): Promise<boolean> {
    return this.#ask("isOpen", false, (server) => this.#assist.isOpen(server, expression));
  }

  /**
   * Signature and documentation of the name at an offset (or that ends there); else of the call
   * around it; undefined if there is neither.
   */
  inspect(source: string, offset: number): Promise<Inspection | undefined> {
    return this.#ask("inspect", undefined, (server) =>
      this.#assist.inspect(server, source, offset),
    );
  }

  /** The overloads of the call around an offset, or undefined outside of any call. */
  signature(source: string, offset: number): Promise<SignatureHelp | undefined> {
    return this.#ask("signature", undefined, (server) =>
      this.#assist.signature(server, source, offset),
    );
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
  cancel(): void {
    this.#session.cancel();
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

  /** Makes the folder a project, with the tsconfig.json that covers it. */
  #configure(): void {
    const { directory, globals: given = "", onNotice } = this.#options;
    const declared = this.#publisher.globalNames;
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
}
