import type { CompiledCell } from "./compiled-cell.ts";
import type { Position } from "./source-position.ts";

/**
 * The cell's own line and column for a place in its compiled code, or null where the code is the
 * compiler's own (a stack frame there is none of the learner's). All numbers are 1-based.
 */
export function mapPosition(compiled: CompiledCell, line: number, column: number): Position | null {
  return compiled.trace({ line, column });
}
