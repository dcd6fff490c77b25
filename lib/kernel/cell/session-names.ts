import type { Declaration } from "./compiled-cell.ts";
import { HIDDEN } from "./substitute-names.ts";

/** Kinds whose names cannot be assigned. */
const CONSTANT_KINDS = new Set(["const", "using", "import"]);

/**
 * Names by which packages ask where they run and what loads them, in browsers, in Node and in module
 * loaders. A realm has some of them only; that a cell has the name must not make a package believe
 * that the realm has it.
 */
const PROBED =
  /^(?:window|self|document|navigator|location|importScripts|process|global|Buffer|require|module|exports|define|Deno|Bun)$/;

interface NameTable {
  /** The names of the realm's globals. */
  readonly globals: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  /** Names that compiled code knows under another name. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** The names that the cells of a session have declared; `with` gives those after one more cell. */
export class SessionNames {
  readonly declared: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  readonly renamed: ReadonlyMap<string, string>;
  readonly #globals: ReadonlySet<string>;

  constructor({ globals, declared, constants, renamed }: NameTable) {
    this.#globals = globals;
    this.declared = declared;
    this.constants = constants;
    this.renamed = renamed;
  }

  /** Those before the first cell. `ofCells` are names with the globals that they mean in cells. */
  static initial(
    globals: Iterable<string>,
    ofCells: Readonly<Record<string, string>>,
  ): SessionNames {
    return new SessionNames({
      globals: new Set(globals),
      declared: new Set(),
      constants: new Set(),
      renamed: new Map(Object.entries(ofCells)),
    });
  }

  with(declarations: readonly Declaration[]): SessionNames {
    const declared = new Set(this.declared);
    const constants = new Set(this.constants);
    const renamed = new Map(this.renamed);
    for (const { name, kind, typeOnly } of declarations) {
      if (typeOnly) continue;
      declared.add(name);
      if (CONSTANT_KINDS.has(kind)) constants.add(name);
      else constants.delete(name);
      if (renamed.has(name)) continue;
      // Under its own name the packages of the session would see it, too.
      if (this.#globals.has(name) || PROBED.test(name)) renamed.set(name, `${name}${HIDDEN}`);
    }
    return new SessionNames({ globals: this.#globals, declared, constants, renamed });
  }

  /** Whether a cell, or the realm, has the name. */
  isKnown(name: string): boolean {
    return this.declared.has(name) || this.#globals.has(name);
  }

  /** Whether it is a global's name that no cell has declared. */
  isGlobal(name: string): boolean {
    return !this.declared.has(name) && this.#globals.has(name);
  }

  /** The name by which compiled code knows a name of the session. */
  runtimeName(name: string): string {
    return this.renamed.get(name) ?? name;
  }
}
