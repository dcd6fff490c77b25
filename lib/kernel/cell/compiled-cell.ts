import type { DecodedSourceMap } from "@jridgewell/trace-mapping";
import type { Position } from "./source-position.ts";

/** What a declaration is in the learner's source, before the compiler lowers it. */
export type DeclarationKind =
  | "const"
  | "let"
  | "var"
  | "using"
  | "function"
  | "class"
  | "enum"
  | "namespace"
  | "import"
  | "interface"
  | "type";

/** One top-level name of a cell; positions are those of the name itself. */
export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** True when the name has no value at run time: `interface`, `type`, `declare …`, `import type`. */
  readonly typeOnly: boolean;
  /** UTF-16 offset in the cell. */
  readonly start: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/**
 * A read of one of the cell's own `var`s that gives what the name was before: `m` on the right of
 * `var m = m + 1`.
 */
export interface PreviousRead {
  readonly name: string;
  /** UTF-16 offset in the cell. */
  readonly start: number;
  /** Whether what it gives is a global's value, since no cell has declared the name. */
  readonly isGlobal: boolean;
}

/** One module that a cell names in an `import`, an `export … from` or an `import("literal")`. */
export interface ImportedModule {
  readonly specifier: string;
  /** True when nothing is loaded: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean;
  /** True for `import("literal")`, which is loaded only when it is reached. */
  readonly dynamic: boolean;
  /** UTF-16 offset of the specifier in the cell. */
  readonly start: number;
}

/**
 * A cell ready to run, and what is known of it: for the target "repl" by
 * `Runtime.evaluate({ replMode: true, awaitPromise: true })`, for the target "worker" by indirect `eval`.
 */
export interface CompiledCell {
  readonly source: string;
  /** The sourceURL under which stack traces name the cell. */
  readonly url: string;
  /** The code to evaluate, its sourceURL comment included. */
  readonly code: string;
  /**
   * Whether the cell ends in an expression, whose value is then the completion value of `code`, or
   * the `value` of the object that it promises (target "worker"). When false what is there means
   * nothing and must not be shown.
   */
  readonly hasValue: boolean;
  /** Whether a semicolon ends that expression, which says that its value is not to be shown. */
  readonly isHidden: boolean;
  /** Whether the cell awaits at its top level (imports count). */
  readonly hasAwait: boolean;
  readonly declarations: readonly Declaration[];
  readonly imports: readonly ImportedModule[];
  readonly previousReads: readonly PreviousRead[];
  /** From `code` back to `source`; made when first asked for. */
  readonly map: DecodedSourceMap;
  /** See `mapPosition`. */
  trace(position: Position): Position | null;
}
