import type { CompiledCell, Position } from "../index.ts";

/** What came of one cell. */
export interface Outcome {
  readonly compiled: CompiledCell;
  /** The value that a notebook would show; only where `compiled.hasValue`. */
  readonly value?: unknown;
  readonly error?: unknown;
}

/** A small notebook host on which the conformance cells run. */
export interface CellHost {
  /** What `import` answers with, by specifier. */
  readonly modules: Map<string, () => unknown>;
  /** Runs one cell; rejects where it does not compile. */
  run(source: string): Promise<Outcome>;
  /** The places of an error's stack in the cells, the innermost first, cell by cell number. */
  places(error: unknown): (Position & { cell: number })[];
  dispose(): void;
}
