import type { SourceMapInput } from "@jridgewell/trace-mapping";
import MagicString from "magic-string";
import { cellDeclarations } from "./cell-declarations.ts";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { type CellTarget, targets } from "./cell-target.ts";
import type { CompiledCell } from "./compiled-cell.ts";
import { explainIPython } from "./ipython-syntax.ts";
import { type Lower, type Lowered, LoweringError } from "./lower.ts";
import { errorAt, parse, TOO_DEEP } from "./parse-cell.ts";
import { type Prepared, prepareCell } from "./prepare-cell.ts";
import { hoistHelpers, rewriteCell } from "./rewrite-cell.ts";
import type { ImportHelpers } from "./rewrite-imports.ts";
import { SessionNames } from "./session-names.ts";
import { callShell, findShellLines, type ShellLine } from "./shell-lines.ts";
import { SourceMapChain } from "./source-map-chain.ts";
import { codeFrame, offsetOf, positionAt } from "./source-position.ts";
import { HIDDEN } from "./substitute-names.ts";

export interface CellCompilerOptions {
  /** How the compiled cells are run; see `CompiledCell`. "repl" unless told. */
  readonly target?: keyof typeof targets;
  /**
   * The names of the realm's globals (own and inherited properties of `globalThis`). A top-level
   * declaration of such a name is renamed, so that only cells see it.
   */
  readonly globals: Iterable<string>;
  /**
   * Expressions by which evaluated code reaches the host's helpers (names of globals, say):
   * `import(specifier, { with?, optional? }?)` answers with the module's namespace and is called for
   * static and dynamic imports; `optional` says that the cell uses the module's names only as types,
   * so that a module which cannot be found gives `{}`. `meta` is the value of `import.meta`.
   * `shell(command)` runs a command and answers when it has ended. `declare(uninitialized, initialized)`
   * is for the target "worker" only: it makes properties of the global object, those of the first list
   * such that reading them before they are written throws, unless they are there, those of the second,
   * a list of names with their values, in any case.
   */
  readonly helpers?: Partial<Helpers>;
  /**
   * Names that mean something in cells only, each with the global that it means there: under the name
   * itself packages would find it too.
   */
  readonly ofCells?: Readonly<Record<string, string>>;
  /**
   * Names of globals whose calls answer with promises that the cell waits for, as if `await` stood
   * before each: at its top level and in its async functions. For what other hosts answer at once.
   */
  readonly waitsFor?: readonly string[];
  /** Without it, syntax that must be lowered is a CellSyntaxError that says so. */
  readonly lower?: Lower;
}

interface Helpers extends ImportHelpers {
  readonly shell: string;
  readonly declare: string;
}

/**
 * Compiles the cells of one session, in the order they run, so that they share one scope as Python's
 * cells do: any kind of declaration replaces any other, and earlier functions see it.
 *
 * A name whose declaration failed (`const x = f()` where `f` throws) keeps the value it had, as in
 * Python; without one it is in its temporal dead zone, and can be declared again. Whether a name is
 * constant is judged when the code that writes it is compiled. Imported names are read once, when
 * the import runs.
 */
export class CellCompiler {
  readonly #target: CellTarget;
  readonly #helpers: Helpers;
  readonly #lower: Lower | null;
  readonly #waitsFor: ReadonlySet<string>;
  #names: SessionNames;
  #serial = 0;

  constructor({
    target = "repl",
    globals,
    helpers,
    ofCells = {},
    waitsFor = [],
    lower,
  }: CellCompilerOptions) {
    this.#target = targets[target];
    this.#names = SessionNames.initial(globals, ofCells);
    this.#helpers = {
      import: "__cell_import",
      meta: "__cell_meta",
      shell: "__cell_shell",
      declare: "__cell_declare",
      ...helpers,
    };
    this.#lower = lower ?? null;
    this.#waitsFor = new Set(waitsFor);
  }

  /** The lines of a cell that are commands for the shell, by the names that it would run with. */
  shellLines(source: string): ShellLine[] {
    return findShellLines(source, (name) => this.#names.isKnown(name));
  }

  /**
   * Compiles one cell against the names of the committed cells; changes nothing by itself. Of its
   * lines `shellLines` are commands. Rejects with a CellSyntaxError.
   */
  async compile(
    source: string,
    { url, shellLines = [] }: { readonly url: string; readonly shellLines?: readonly ShellLine[] },
  ): Promise<CompiledCell> {
    try {
      return await this.#compileCell(source, url, shellLines);
    } catch (error) {
      if (error instanceof CellSyntaxError) {
        throw (
          explainIPython(source, shellLines, error, this.#target) ??
          (shellLines.length === 0 ? error : placedIn(source, error))
        );
      }
      if (!(error instanceof RangeError)) throw error;
      // The rewrites follow the tree by recursion, as the parser does.
      throw errorAt(source, 0, TOO_DEEP);
    }
  }

  async #compileCell(
    source: string,
    url: string,
    shellLines: readonly ShellLine[],
  ): Promise<CompiledCell> {
    const called = callShell(source, shellLines, this.#helpers.shell);
    const prepared = await prepareCell(called, this.#lower);
    this.#serial += 1;
    const before = this.#names;
    const names = before.with(prepared.declarations);
    const previousReads = prepared.previousReads.map((read) => ({
      ...read,
      start: called === source ? read.start : offsetOf(source, positionAt(called, read.start)),
      isGlobal: before.isGlobal(read.name),
    }));
    // What they are lowered to would go on with the members of the earlier one.
    const merging = prepared.declarations.filter(({ kind }) => /^(?:enum|namespace)$/.test(kind));
    const fresh = new Set([...prepared.introduced, ...merging.map(nameOf)]);
    const globalReads = new Set(previousReads.filter(({ isGlobal }) => isGlobal).map(nameOf));
    const renamed = new Map(names.renamed);
    for (const name of prepared.introduced) renamed.set(name, `${name}${HIDDEN}${this.#serial}`);
    const { buffer, head } = rewriteCell(prepared.source, prepared.program, prepared.analysis, {
      helpers: this.#helpers,
      renamed,
      constants: names.constants,
      target: this.#target,
      waitsFor: (name) => this.#waitsFor.has(name) && names.isGlobal(name),
      hasValue: prepared.hasValue,
      previous: (name) => {
        if (fresh.has(name)) return null;
        if (before.declared.has(name)) return before.runtimeName(name);
        return globalReads.has(name) ? name : null;
      },
    });
    const maps: (() => SourceMapInput)[] = [() => decodedMap(buffer)];
    const { map } = prepared;
    if (map !== null) maps.push(() => map);

    let last = buffer;
    let start = head;
    if (prepared.analysis.hasUsing && this.#lower?.engineHasUsing === false) {
      const lowering = this.#lower.transform(buffer.toString(), { jsx: false, lowerUsing: true });
      const lowered = await lowering.catch((fault: unknown) => {
        if (!(fault instanceof LoweringError)) throw fault;
        const place = new SourceMapChain(maps).trace(fault) ?? { line: 1, column: 1 };
        throw errorAt(source, offsetOf(source, place), fault.message);
      });
      const helped = this.#target.sharesHelpers
        ? this.#hoistUsingHelpers(lowered)
        : { buffer: new MagicString(lowered.code), head: "" };
      last = helped.buffer;
      start = `${head} ${helped.head}`;
      maps.unshift(
        () => decodedMap(helped.buffer),
        () => lowered.map,
      );
    }
    this.#target.enclose(last, start);
    last.append(`\n//# sourceURL=${url}\n`);
    return compiledCell(
      { ...prepared, previousReads },
      { source, url, code: last.toString() },
      new SourceMapChain(maps),
    );
  }

  /** Takes over the cell's declarations; call it right before the cell is evaluated. */
  commit({ declarations }: CompiledCell): void {
    this.#names = this.#names.with(declarations);
  }

  /** The names of values that cells have declared. */
  get declared(): ReadonlySet<string> {
    return this.#names.declared;
  }

  /** The name by which compiled code knows a name of the session. */
  runtimeName(name: string): string {
    return this.#names.runtimeName(name);
  }

  #hoistUsingHelpers(lowered: Lowered): { buffer: MagicString; head: string } {
    const program = parse(lowered.code, "js");
    const renamed = new Map<string, string>();
    for (const { name, kind } of cellDeclarations(program, lowered.code))
      if (kind === "var") renamed.set(name, `${name}${HIDDEN}u${this.#serial}`);
    return hoistHelpers(lowered.code, program, renamed);
  }
}

/** Apart from the compiler's own scope, which holds what only the making of the maps needs. */
function compiledCell(
  prepared: Prepared,
  { source, url, code }: Pick<CompiledCell, "source" | "url" | "code">,
  chain: SourceMapChain,
): CompiledCell {
  const { hasValue, isHidden, declarations, imports, previousReads } = prepared;
  const { hasAwait } = prepared.analysis;
  return {
    ...{ source, url, code, hasValue, isHidden, hasAwait, declarations, imports, previousReads },
    get map() {
      return chain.compose();
    },
    trace: (position) => chain.trace(position),
  };
}

/** The error with the line as it is in the learner's source. */
function placedIn(source: string, { message, line, column }: CellSyntaxError): CellSyntaxError {
  const frame = codeFrame(source, offsetOf(source, { line, column }));
  return new CellSyntaxError(message, { line, column, frame });
}

function decodedMap(buffer: MagicString): SourceMapInput {
  const map = buffer.generateDecodedMap({ hires: "boundary", source: "cell" });
  return { ...map, version: 3 } as SourceMapInput;
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
