import {
  blankShellLines,
  CellSyntaxError,
  type CompiledCell,
  mayHoldShellLines,
} from "../cell/index.ts";
import { type ErrorOutput, syntaxErrorOutput } from "../display/index.ts";
import type { CellDiagnostic, LanguageService, VarUses } from "../language/index.ts";
import { type CellCompilation, explainSyntaxError } from "./cell-compilation.ts";
import { INTERRUPTED } from "./error-outputs.ts";
import type { ExecuteRequest } from "./interpreter.ts";
import type { Interruption } from "./interrupts.ts";
import type { Language } from "./language.ts";
import { typeCheckingSetting } from "./type-checking.ts";
import { renderTypeErrors } from "./type-errors.ts";

/** A cell that is being compiled, and whose types are being checked. */
export interface Preparation {
  /** `Cell [3]` */
  title: string;
  /** The source without its commands, as the language server sees it. */
  typed: string;
  service: LanguageService | undefined;
  /** Sentences for the learner, each said once in a session. */
  notices: string[];
  source: string;
  compiling: Promise<CompiledCell | CellSyntaxError>;
  checking: Promise<CellDiagnostic[]> | CellDiagnostic[];
}

/** What preparing a cell has come to: code to run, perhaps with a warning, or why there is none. */
export type Prepared = { compiled: CompiledCell; warning?: ErrorOutput } | { error: ErrorOutput };

/** Compiles cells and has their types checked, before they run. */
export class CellPreparer {
  readonly #compilation: CellCompilation;
  readonly #language: Language;
  readonly #checking = typeCheckingSetting().value ?? "error";
  #silentCells = 0;

  constructor(compilation: CellCompilation, language: Language) {
    this.#compilation = compilation;
    this.#language = language;
  }

  /**
   * Begins. As soon as the language server has been started, it has been asked when this returns its
   * promise, and works beside this thread from then on.
   */
  async begin({ code: source, count, silent }: ExecuteRequest): Promise<Preparation> {
    const title = silent ? "Cell [*]" : `Cell [${count}]`;
    const url = silent ? `Cell[*${++this.#silentCells}]` : `Cell[${count}]`;
    const { service, notices } = this.#language.now ?? (await this.#language.started);
    const shellLines = mayHoldShellLines(source)
      ? (await this.#compilation.compiler).shellLines(source)
      : [];
    const typed = blankShellLines(source, shellLines);
    // After the check is asked for, whose answer takes longest.
    const compiling = Promise.resolve().then(() =>
      this.#compilation.compile(source, { url, shellLines }),
    );
    const checking =
      this.#checking === "off" ? [] : (service?.check(typed, () => compiling.then(varUses)) ?? []);
    // A silent request is a program's, which shows nobody what it brings.
    const told = silent ? [] : notices.splice(0);
    return { title, typed, service, notices: told, source, compiling, checking };
  }

  /** Waits for both; an interrupt ends the wait. */
  async end(
    { title, typed, service, source, compiling, checking }: Preparation,
    interruption: Interruption,
  ): Promise<Prepared> {
    const compiled = await compiling;
    if (compiled instanceof CellSyntaxError) {
      service?.cancel();
      const explained = explainSyntaxError(compiled, typed, service);
      const error = (await Promise.race([explained, interruption.comes])) ?? compiled;
      return { error: syntaxErrorOutput(error, title) };
    }
    const diagnostics = await Promise.race([checking, interruption.comes]);
    if (diagnostics === undefined) service?.cancel();
    if (diagnostics === undefined || interruption.hasCome) return { error: INTERRUPTED };
    if (diagnostics.length === 0) return { compiled };
    const error = renderTypeErrors(source, title, diagnostics);
    return this.#checking === "error" ? { error } : { compiled, warning: error };
  }
}

function varUses(compiled: CompiledCell | CellSyntaxError): VarUses {
  if (compiled instanceof CellSyntaxError) return { names: [], previousReads: [] };
  const { declarations, previousReads } = compiled;
  const vars = declarations.filter(({ kind }) => kind === "var");
  return { names: vars.map(({ name }) => name), previousReads };
}
