import type { Position } from "./source-position.ts";

/** JavaScript that a `Lower` made, with the map back to what it was given. */
export interface Lowered {
  readonly code: string;
  /** A version 3 source map as JSON. */
  readonly map: string;
}

/** Why a source cannot be lowered, and where: a 1-based place, its column in UTF-16 units. */
export class LoweringError extends SyntaxError implements Position {
  readonly line: number;
  readonly column: number;

  constructor(message: string, { line, column }: Position) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/**
 * The port through which a host lowers what the compiler does not lower itself: enums, namespaces,
 * decorators, `accessor`, parameter properties, JSX, and `using` where the engine lacks it.
 */
export interface Lower {
  /** Whether the engine that runs the cells takes `using` declarations as they are. */
  readonly engineHasUsing: boolean;
  /**
   * Turns TypeScript into JavaScript, imports kept as they are written. `using` stays unless
   * `lowerUsing` is set. Rejects with a LoweringError when it
   * cannot parse the source.
   */
  transform(
    source: string,
    options: { readonly jsx: boolean; readonly lowerUsing: boolean },
  ): Promise<Lowered>;
}
