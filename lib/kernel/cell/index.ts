export { CellCompiler, type CellCompilerOptions } from "./cell-compiler.ts";
export { CellSyntaxError } from "./cell-syntax-error.ts";
export type {
  CompiledCell,
  Declaration,
  DeclarationKind,
  ImportedModule,
  PreviousRead,
} from "./compiled-cell.ts";
export { type Completeness, completeness } from "./completeness.ts";
export { type Expectation, isUnspecific, withExpectation } from "./expectation.ts";
export { commandHint } from "./ipython-syntax.ts";
export { type Lower, type Lowered, LoweringError } from "./lower.ts";
export { mapPosition } from "./map-position.ts";
export { blankShellLines, mayHoldShellLines, type ShellLine } from "./shell-lines.ts";
export type { Position } from "./source-position.ts";
