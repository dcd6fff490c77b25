export { CellCompiler, type CellCompilerOptions } from "./cell-compiler.ts";
export { CellSyntaxError } from "./cell-syntax-error.ts";
export type {
  CompiledCell,
  Declaration,
  DeclarationKind,
  ImportedModule,
} from "./compiled-cell.ts";
export { type Completeness, completeness } from "./completeness.ts";
export { type Expectation, expectedThere, isUnspecific } from "./expected-there.ts";
export { commandHint } from "./foreign-habits.ts";
export type { Lower, Lowered } from "./lower.ts";
export { mapPosition } from "./map-position.ts";
export { blankShellLines, mayHoldShellLines, type ShellLine } from "./shell-lines.ts";
export type { Position } from "./source-position.ts";
export { withoutHiddenNames } from "./substitute-names.ts";
