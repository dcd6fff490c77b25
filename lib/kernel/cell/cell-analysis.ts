import type { SyntaxNode } from "./syntax-node.ts";

/** A use of a name that no scope inside the cell declares: one of the cell's own, or a global. */
export interface Reference {
  readonly name: string;
  readonly identifier: SyntaxNode;
  readonly role: "read" | "write" | "declare";
  /** Whether it also names the property, as in `{ name }`. */
  readonly shorthand: boolean;
  /** The assignment that writes it, where the writing is plain (no pattern). */
  readonly assignment: SyntaxNode | null;
  /** Whether it stands in a function that is not called at once. */
  readonly isDeferred: boolean;
}

export interface CellAnalysis {
  readonly references: readonly Reference[];
  /** Names that stand in types, whatever they refer to. */
  readonly typeNames: ReadonlySet<string>;
  /** `this` outside of every function and class. */
  readonly outerThis: readonly SyntaxNode[];
  readonly dynamicImports: readonly SyntaxNode[];
  readonly importMetas: readonly SyntaxNode[];
  readonly hasAwait: boolean;
  /** The first node of each kind of syntax that must be lowered. */
  readonly mustLower: SyntaxNode | null;
  readonly hasUsing: boolean;
}
