import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { type CellDiagnostic, cellDiagnostics, isAboutSyntax } from "./diagnostic.ts";
import { isTypeScript, type LocalModule } from "./local-modules.ts";

/** Files beyond this size are data in the shape of a module, which nobody reads errors of. */
const LARGEST = 1_000_000;

/** What the server says of a file, by its path. */
type Ask = (path: string) => Promise<Diagnostic[]>;

/**
 * The type errors of local modules, each told once for every change: of the module itself, or of
 * one that it imports if its errors are others then.
 */
export class ModuleErrors {
  readonly #directory: string;
  /** Sets of modules, with their versions, that nothing new can be said of. */
  readonly #settled = new Set<string>();
  /** The version that a module had when its errors were told, and the errors. */
  readonly #told = new Map<string, string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The errors of these modules that have not been told. */
  async find(modules: readonly LocalModule[], ask: Ask): Promise<CellDiagnostic[]> {
    const typed = modules.filter(({ path, size }) => isTypeScript(path) && size <= LARGEST);
    const state = typed.map(({ path, version }) => `${path}:${version}`).join("\n");
    if (typed.length === 0 || this.#settled.has(state)) return [];
    const found: CellDiagnostic[] = [];
    for (const { path, version } of typed) {
      const errors = this.#errorsOf(path, await ask(path));
      const told = `${version}${errors.map(({ start, message }) => `\n${start} ${message}`).join("")}`;
      if (this.#told.get(path) === told) continue;
      this.#told.set(path, told);
      found.push(...errors);
    }
    this.#settled.add(state);
    return found;
  }

  #errorsOf(path: string, items: readonly Diagnostic[]): CellDiagnostic[] {
    // What cannot be parsed, as what cannot be found, is told when it is loaded.
    if (items.length === 0 || items.some(isAboutSyntax)) return [];
    const source = readFileSync(path, "utf8");
    const module = { path: relative(this.#directory, path).split(sep).join("/"), source };
    return cellDiagnostics(items, {
      source,
      headerLines: 0,
      uri: pathToFileURL(path).href,
      kindOf: () => undefined,
      unalias: (message) => message,
    }).map((diagnostic) => ({ ...diagnostic, module }));
  }
}
