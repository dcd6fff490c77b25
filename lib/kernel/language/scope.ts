import type { Declaration, DeclarationKind } from "../cell/index.ts";
import { KNOWN_TYPES, type PortableDeclaration } from "./portable-type.ts";

/** Where a name was declared last: the cell document, and how. */
export interface Binding {
  /** Undefined when the document was evicted, since `portable` does without it. */
  cell: string | undefined;
  kind: DeclarationKind;
  /** A declaration that needs no other document, once the server has told the type. */
  portable?: PortableDeclaration;
  /** What is shown for the name, when its document is evicted. */
  markdown?: string;
}

/** Which side of a name a document needs. */
export type Meaning = "both" | "value" | "type";

/** The name under which every document of cells sees all the others. */
export const CELLS_NAMESPACE = "__cells__";

/** What a declaration says to later cells. */
export type DeclaredName = Pick<Declaration, "name" | "kind" | "typeOnly">;

const BOTH = new Set<DeclarationKind>(["class", "enum", "namespace", "import"]);

/** A header's declarations, on one line, and the cells that it refers to. */
export interface Header {
  text: string;
  cells: Set<string>;
}

/**
 * The names that later cells see. Values and types are separate, as in TypeScript, so that
 * `interface P` in one cell and `const P` in the next live together.
 */
export class Scope {
  readonly values = new Map<string, Binding>();
  readonly types = new Map<string, Binding>();

  has(name: string): boolean {
    return this.values.has(name) || this.types.has(name);
  }

  /** Enters a cell's declarations; the last declaration of a name counts. */
  add(cell: string, declarations: readonly DeclaredName[]): void {
    for (const { name, kind, typeOnly } of declarations) {
      // What was printed as `Map` no longer means the library's.
      if (KNOWN_TYPES.has(name)) {
        for (const binding of this.values.values()) {
          if (binding.cell !== undefined) delete binding.portable;
        }
      }
      const binding: Binding = { cell, kind };
      if (typeOnly) {
        this.types.set(name, binding);
        continue;
      }
      const previous = this.types.get(name);
      if (BOTH.has(kind)) this.types.set(name, binding);
      else if (previous && previous.cell !== cell && BOTH.has(previous.kind))
        this.types.delete(name);
      this.values.set(name, binding);
    }
  }

  /** The cells that names refer to, and those whose names can all do without them. */
  cells(): { live: Set<string>; dispensable: Set<string> } {
    const live = new Set<string>();
    const indispensable = new Set<string>();
    for (const binding of [...this.values.values(), ...this.types.values()]) {
      if (binding.cell === undefined) continue;
      live.add(binding.cell);
      if (!binding.portable) indispensable.add(binding.cell);
    }
    const dispensable = new Set([...live].filter((cell) => !indispensable.has(cell)));
    return { live, dispensable };
  }

  /** Lets the names of a dispensable cell do without it. */
  evict(cell: string): void {
    for (const binding of this.values.values()) {
      if (binding.cell === cell) binding.cell = undefined;
    }
  }

  /**
   * Declarations that bring names into a document. `aliases` brings a name under another name.
   * `faithful` keeps documentation, at the cost of speed.
   */
  header(
    names: ReadonlyMap<string, Meaning>,
    aliases: ReadonlyMap<string, string>,
    faithful: boolean,
  ): Header {
    const parts: string[] = [];
    const cells = new Set<string>();
    const bring = (name: string, local: string, meaning: Meaning) => {
      const value = meaning === "type" ? undefined : this.values.get(name);
      const type = meaning === "value" ? undefined : this.types.get(name);
      if (type?.cell !== undefined) {
        parts.push(`import ${local}=${CELLS_NAMESPACE}.${type.cell}.${name};`);
        cells.add(type.cell);
        // A class, enum or import is both; so is what one cell declared twice (const and type).
        if (!value || value.cell === type.cell) return;
      }
      if (!value) return;
      if (value.portable && (!faithful || value.cell === undefined)) {
        parts.push(value.portable.before + local + value.portable.after);
        return;
      }
      if (value.cell === undefined) return;
      cells.add(value.cell);
      const path = `${CELLS_NAMESPACE}.${value.cell}.${name}`;
      const isVariable = value.kind === "let" || value.kind === "var";
      if (isVariable) parts.push(`declare let ${local}: typeof ${path};`);
      else if (type) parts.push(`declare const ${local}: typeof ${path};`);
      else parts.push(`import ${local}=${path};`);
    };
    for (const [name, meaning] of names) bring(name, name, meaning);
    for (const [name, local] of aliases) bring(name, local, "value");
    return { text: parts.join(""), cells };
  }
}
