import { HELPERS, OF_CELLS, REQUIRE_OF } from "../link/helper-names.ts";
import type { Importer, ImportOptions } from "./importer.ts";
import type { JupyterGlobal } from "./jupyter-global.ts";

/** What the globals of cells are made of. */
export interface CellGlobals {
  importer: Importer;
  jupyter: JupyterGlobal;
  /** Runs a line that begins with `!`. */
  runCommand: (command: string) => Promise<void>;
}

/** Defines what every cell may use without an import, and what compiled cells call. */
export function defineCellGlobals({ importer, jupyter, runCommand }: CellGlobals): void {
  const globals = {
    [HELPERS.import]: (specifier: string, options?: ImportOptions) =>
      importer.import(specifier, options),
    [HELPERS.meta]: importer.meta,
    [HELPERS.shell]: runCommand,
    [OF_CELLS.module]: importer.module,
    [OF_CELLS.exports]: importer.module.exports,
    [OF_CELLS.__filename]: importer.meta.filename,
    [OF_CELLS.__dirname]: importer.meta.dirname,
    [REQUIRE_OF]: importer.requireOf,
    require: importer.require,
    jupyter,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** Every name that `globalThis` has, of its own or inherited. */
export function globalNames(): string[] {
  const names = new Set<string>();
  for (
    let owner: object | null = globalThis;
    owner !== null;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
  }
  return [...names];
}
