import type { Completions } from "../payload.ts";
import { type CellNames, cellNames, type ImportedName } from "./cell-names.ts";

/** What is known of an exported name. */
export interface Documentation {
  readonly specifier: string;
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
}

/**
 * The names that a notebook's cells declare and import, whether they have run or not, and what its
 * packages export. `sources` are those of the cells as they are now.
 */
export class NotebookNames {
  readonly #exports: readonly Documentation[];
  readonly #sources: () => Iterable<string>;
  /** By the cell's source: while one cell is edited the others stay. */
  #parsed = new Map<string, CellNames>();

  constructor(exports: Completions, sources: () => Iterable<string>) {
    this.#exports = Object.entries(exports).flatMap(([specifier, names]) =>
      Object.entries(names).map(([name, [signature, summary]]) => {
        return { specifier, name, signature, summary };
      }),
    );
    this.#sources = sources;
  }

  declared(): string[] {
    return this.#cells().flatMap(({ declared }) => declared);
  }

  imported(): ImportedName[] {
    return this.#cells().flatMap(({ imported }) => imported);
  }

  /** What a package exports, or all packages do. */
  exportsOf(specifier?: string): readonly Documentation[] {
    if (specifier === undefined) return this.#exports;
    return this.#exports.filter((one) => one.specifier === specifier);
  }

  documentation({ specifier, exported }: ImportedName): Documentation | undefined {
    return this.exportsOf(specifier).find(({ name }) => name === exported);
  }

  #cells(): CellNames[] {
    const parsed = new Map<string, CellNames>();
    for (const source of this.#sources())
      parsed.set(source, this.#parsed.get(source) ?? cellNames(source));
    this.#parsed = parsed;
    return [...parsed.values()];
  }
}
