import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  FileEvent,
} from "vscode-languageserver-protocol";
import { assignedGlobals } from "./assigned-globals.ts";
import { type CellDiagnostic, cellDiagnostics, codeOf, isAboutSyntax } from "./diagnostic.ts";
import { Draft } from "./draft.ts";
import { type Corrections, correctDraft, withoutTolerated } from "./draft-corrections.ts";
import { appearedFiles, isTypeScript, type LocalModule, LocalModules } from "./local-modules.ts";
import { explainedItems, isFoundByHost, lacksModule, missingModule } from "./missing-modules.ts";
import { ModuleErrors } from "./module-errors.ts";
import { OwnFiles } from "./modules/index.ts";
import { loosenAbsent, usePreviousValues, type VarUses } from "./previous-values.ts";
import type { Scope } from "./scope.ts";
import type { LanguageServer } from "./server.ts";

/** No such name, or no such property of `globalThis`. */
const NO_GLOBAL = new Set([2304, 2339, 2551, 2552, 7017, 7053]);

/** What a draft came to: the server's items for the document that it was put into. */
interface Analysis {
  draft: Draft;
  items: Diagnostic[];
  headerLines: number;
  file: string;
}

/** What a checker needs of its service. */
interface CheckerOptions {
  directory: string;
  scope: Scope;
  /** Puts a draft into its document. */
  put: (draft: Draft) => { file: string; headerLines: number };
}

/** Finds the type errors of cells, and of the local modules that they import. */
export class Checker {
  readonly #directory: string;
  readonly #scope: Scope;
  readonly #put: CheckerOptions["put"];
  readonly #own: OwnFiles;
  readonly #modules: LocalModules;
  readonly #moduleErrors: ModuleErrors;
  /** The last draft that was checked, so that publishing it need not guess. */
  #checked: Draft | undefined;

  constructor({ directory, scope, put }: CheckerOptions) {
    this.#directory = directory;
    this.#own = new OwnFiles(directory);
    this.#modules = new LocalModules(this.#own);
    this.#moduleErrors = new ModuleErrors(directory);
    this.#scope = scope;
    this.#put = put;
  }

  /** The draft of a source if it is the one that was checked last. */
  checked(source: string): Draft | undefined {
    return this.#checked?.source === source ? this.#checked : undefined;
  }

  /** The type errors of a cell. */
  async check(server: LanguageServer, source: string, vars: VarUses): Promise<CellDiagnostic[]> {
    const { changed, reached } = this.#modules.look(this.#directory, source);
    tellChanges(server, changed);
    const draft = this.#draft(source, reached);
    let result = await this.#analyse(server, draft, vars);
    const hasSyntaxErrors = ({ items }: Analysis) => items.some(isAboutSyntax);
    if (hasSyntaxErrors(result) && draft.extension === "ts" && /<\/|\/>/.test(source)) {
      const asMarkup = this.#draft(source, reached);
      asMarkup.extension = "tsx";
      const markup = await this.#analyse(server, asMarkup, vars);
      if (!hasSyntaxErrors(markup)) result = markup;
    }
    this.#checked = result.draft;
    const inModules = await this.#moduleErrors.find(reached, async (path) =>
      (await diagnosticsOf(server, path)).filter((item) => !lacksModule(item)),
    );
    return [...this.#cellDiagnostics(result), ...inModules];
  }

  /** What keeps a cell from being parsed. */
  async syntaxErrors(server: LanguageServer, source: string): Promise<CellDiagnostic[]> {
    const draft = new Draft(source, this.#scope);
    const { file, headerLines } = this.#put(draft);
    const items = (await diagnosticsOf(server, file)).filter(isAboutSyntax);
    return this.#cellDiagnostics({ draft, items, headerLines, file });
  }

  #draft(source: string, reached: readonly LocalModule[]): Draft {
    const draft = new Draft(source, this.#scope);
    for (const { path, isUnknown } of reached) {
      if (!isUnknown || !isTypeScript(path)) continue;
      const way = relative(this.#directory, path).split(sep).join("/");
      draft.modules.add(way.startsWith("../") ? way : `./${way}`);
    }
    return draft;
  }

  #cellDiagnostics({ draft, items, headerLines, file }: Analysis): CellDiagnostic[] {
    return cellDiagnostics(explainedItems(items, this.#directory, this.#own), {
      source: draft.source,
      headerLines,
      uri: pathToFileURL(file).href,
      kindOf: (name) => this.#scope.values.get(name)?.kind,
      unalias: (message) => draft.unalias(message),
    });
  }

  /** Asks for a draft's diagnostics until it needs no more correction. */
  async #analyse(server: LanguageServer, draft: Draft, vars: VarUses): Promise<Analysis> {
    const corrections: Corrections = { refused: new Set(), tolerated: new Set() };
    let isLookedAgain = false;
    usePreviousValues(draft, vars, this.#scope, corrections.tolerated);
    for (let round = 0; ; round++) {
      const { file, headerLines } = this.#put(draft);
      let items = await diagnosticsOf(server, file);
      const appeared: string[] = isLookedAgain ? [] : this.#appeared(items);
      isLookedAgain ||= appeared.length > 0;
      tellChanges(server, appeared, true);
      const isCorrected =
        round < 6 &&
        (correctDraft(draft, items, this.#scope, headerLines, corrections) ||
          loosenAbsent(draft, items) ||
          declareGlobals(draft, items));
      if (isCorrected || appeared.length > 0) continue;
      items = withoutTolerated(items, corrections.tolerated);
      items = items.filter((item) => !this.#isOnlyUntyped(item));
      return { draft, items, headerLines, file };
    }
  }

  /** Files of modules that the server did not find, though they are there by now. */
  #appeared(items: readonly Diagnostic[]): string[] {
    return items
      .filter((item) => lacksModule(item))
      .flatMap((item) => appearedFiles(this.#directory, missingModule(item)));
  }

  /** The host finds modules under names that TypeScript does not try: `./x` for `x.mts`, `data:`. */
  #isOnlyUntyped(item: Diagnostic): boolean {
    return lacksModule(item) && isFoundByHost(missingModule(item), this.#directory, this.#own);
  }
}

/** Lets a cell use what it gives to `globalThis`. True if the draft changed. */
function declareGlobals(draft: Draft, items: readonly Diagnostic[]): boolean {
  if (draft.globals.size > 0 || !items.some((item) => NO_GLOBAL.has(codeOf(item)))) return false;
  for (const name of assignedGlobals(draft.source)) draft.globals.add(name);
  return draft.globals.size > 0;
}

/** A file that the server knows must be told as changed: told as new, its old text is kept. */
export function tellChanges(
  server: LanguageServer,
  paths: readonly string[],
  areNew = false,
): void {
  if (paths.length === 0) return;
  server.filesChanged(
    paths.map((path): FileEvent => {
      const uri = pathToFileURL(path).href;
      return { uri, type: existsSync(path) ? (areNew ? 1 : 2) : 3 };
    }),
  );
}

/** What the server says of a file; nothing new stands for nothing. */
export async function diagnosticsOf(server: LanguageServer, file: string): Promise<Diagnostic[]> {
  const report = await server.ask<DocumentDiagnosticReport>("diagnostic", file);
  return report.kind === "full" ? report.items : [];
}
