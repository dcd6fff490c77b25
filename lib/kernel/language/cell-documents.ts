import { PREFIX } from "./project.ts";
import { CELLS_NAMESPACE } from "./scope.ts";

/** The document that gathers all cells into one namespace. */
export const HUB = `${PREFIX}scope.ts`;
/** The first statement of every document of cells. It is always the same: see `CellDocuments`. */
export const HUB_IMPORT = `import * as ${CELLS_NAMESPACE} from "./${HUB}";`;
const EMPTY = `${HUB_IMPORT}export {};`;

/** How many documents there are at first; each costs the server 0.5 ms when it starts. */
const FIRST = 16;
/** The documents that there are at first. */
export const FIRST_CELLS = Array.from({ length: FIRST }, (_, number) => `${PREFIX}${number}.ts`);
/** How many are added when all are taken; each costs 5 to 8 ms then, which the next cell waits for. */
const MORE = 4;

/** Is it TypeScript, or TypeScript with JSX? They parse `<T>x` differently. */
export type Extension = "ts" | "tsx";

interface CellDocument {
  file: string;
  /** The cells that its header refers to. */
  cells: ReadonlySet<string>;
  isUsed: boolean;
  /** Grows with every publication: the oldest document goes first. */
  age: number;
}

/** How the cells that are still needed are told from the others. */
export interface Needs {
  /** The cells that names refer to, or that add to the global scope. */
  live: ReadonlySet<string>;
  /** Those among them whose names all have a declaration that needs no document. */
  dispensable: ReadonlySet<string>;
}

/**
 * The documents of published cells. A pool of them is there from the start, empty, and all are
 * imported by one hub, which every cell imports: so publishing a cell and checking one only change
 * a text, never which file imports which. The server then keeps its program and answers in about
 * 1 ms; a change of imports makes it resolve every file again (4 to 15 ms).
 */
export class CellDocuments {
  readonly #write: (file: string, text: string) => void;
  readonly #cells = new Map<string, CellDocument>();
  #age = 0;

  constructor(write: (file: string, text: string) => void) {
    this.#write = write;
    this.#grow("ts", FIRST);
  }

  /**
   * Puts a cell's text into a document and returns the cell's name, `c5`. A document that no name
   * needs any more is written over, then the oldest dispensable one, `evicted`; else there are
   * more documents.
   */
  publish(
    extension: Extension,
    text: string,
    cells: ReadonlySet<string>,
    needs: Needs,
  ): { cell: string; evicted: string | undefined } {
    const needed = this.#closure(needs.live);
    const fitting = [...this.#cells].filter(([, { file }]) => file.endsWith(`.${extension}`));
    const free = fitting.find(([name, cell]) => !cell.isUsed || !needed.has(name));
    const oldest = free ? undefined : this.#oldest(fitting, needs.dispensable, needed);
    const chosen = free ?? oldest ?? this.#grow(extension, MORE);
    const [name, cell] = chosen;
    Object.assign(cell, { cells, isUsed: true, age: ++this.#age });
    this.#write(cell.file, text);
    return { cell: name, evicted: oldest?.[0] };
  }

  /** The file of a cell. */
  file(name: string): string {
    return this.#cells.get(name)?.file ?? "";
  }

  /** Empties a cell's document at once, for what it does without being named. */
  clear(name: string): void {
    const cell = this.#cells.get(name);
    if (!cell) return;
    Object.assign(cell, { cells: new Set(), isUsed: false });
    this.#write(cell.file, EMPTY);
  }

  /** The given cells and those that they refer to, directly or through others. */
  #closure(roots: Iterable<string>): Set<string> {
    const needed = new Set<string>();
    const pending = [...roots];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (needed.has(name)) continue;
      needed.add(name);
      pending.push(...(this.#cells.get(name)?.cells ?? []));
    }
    return needed;
  }

  /** The oldest dispensable document that no needed one refers to. */
  #oldest(
    fitting: [string, CellDocument][],
    dispensable: ReadonlySet<string>,
    needed: ReadonlySet<string>,
  ): [string, CellDocument] | undefined {
    const referred = new Set<string>();
    for (const name of needed) {
      for (const other of this.#cells.get(name)?.cells ?? []) referred.add(other);
    }
    return fitting
      .filter(([name]) => dispensable.has(name) && !referred.has(name))
      .sort(([, a], [, b]) => a.age - b.age)[0];
  }

  /** Adds documents, and returns the first of them. */
  #grow(extension: Extension, count: number): [string, CellDocument] {
    const first = this.#cells.size;
    const added: [string, CellDocument][] = [];
    for (let number = first; number < first + count; number++) {
      const file = `${PREFIX}${number}.${extension}`;
      added.push([`c${number}`, { file, cells: new Set(), isUsed: false, age: 0 }]);
    }
    for (const [name, cell] of added) this.#cells.set(name, cell);
    const files = [...this.#cells].map(([name, { file }]) => [name, file]);
    const hub = files.map(([name, file]) => `export * as ${name} from "./${file}";`).join("\n");
    // The hub first: a document that the project does not reach gets a project of its own. But last
    // when the server starts, which knows the first documents as roots of the project: with every
    // one that is opened it would look on the disk for all that the hub names and that are to come.
    if (first > 0) this.#write(HUB, hub);
    for (const [, { file }] of added) this.#write(file, EMPTY);
    if (first === 0) this.#write(HUB, hub);
    const [chosen] = added;
    if (!chosen) throw new RangeError(`cell documents: count must be positive, got ${count}`);
    return chosen;
  }
}
