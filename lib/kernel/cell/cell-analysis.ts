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

/** See `CellCompilerOptions.waitsFor`. */
export interface WaitableCall {
  readonly name: string;
  readonly call: SyntaxNode;
  /** Where the statement before ends, if the call begins one: a semicolon may be missing there. */
  readonly previousEnd: number | undefined;
}

export interface CellAnalysis {
  readonly references: readonly Reference[];
  /** Names that stand in types, whatever they refer to. */
  readonly typeNames: ReadonlySet<string>;
  /** `this` outside of every function and class. */
  readonly outerThis: readonly SyntaxNode[];
  readonly dynamicImports: readonly SyntaxNode[];
  /** Calls by a name that no scope inside the cell declares, where `await` may stand. */
  readonly waitableCalls: readonly WaitableCall[];
  readonly importMetas: readonly SyntaxNode[];
  readonly hasAwait: boolean;
  /** The first node of each kind of syntax that must be lowered. */
  readonly mustLower: SyntaxNode | null;
  readonly hasUsing: boolean;
}
