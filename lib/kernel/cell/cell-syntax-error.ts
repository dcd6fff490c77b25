/** A cell that cannot be parsed: where, why in plain words, and the line with a caret under the place. */
export class CellSyntaxError extends SyntaxError {
  override readonly name = "SyntaxError";
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** The offending line with its number, and a caret below it. */
  readonly frame: string;

  constructor(reason: string, place: { line: number; column: number; frame: string }) {
    super(reason);
    this.line = place.line;
    this.column = place.column;
    this.frame = place.frame;
  }
}
