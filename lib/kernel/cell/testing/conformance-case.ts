/** What a sequence of cells must come to; `error` is `Name: message` and its innermost place. */
export interface ConformanceCase {
  readonly title: string;
  readonly cells: readonly string[];
  /** The value of the last cell, compared structurally; `undefined` with `hasValue` false is none. */
  readonly value?: unknown;
  readonly none?: true;
  /** The last cell throws this at run time. */
  readonly error?: string;
  /** Cell (1-based), line and column of the innermost frame. */
  readonly at?: readonly [cell: number, line: number, column: number];
  /** The last cell does not compile, at this line and column. */
  readonly syntax?: readonly [line: number, column: number];
}
