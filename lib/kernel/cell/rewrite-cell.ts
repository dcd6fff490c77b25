import MagicString from "magic-string";
import { analyzeCell } from "./analyze-cell.ts";
import type { CellAnalysis } from "./cell-analysis.ts";
import { lastStatement } from "./cell-declarations.ts";
import type { CellTarget } from "./cell-target.ts";
import { eraseTypes } from "./erase-types.ts";
import { hoistDeclarations } from "./hoist-declarations.ts";
import { type ImportHelpers, importStatement, rewriteDynamicImports } from "./rewrite-imports.ts";
import { CONSTANT_GUARD, type Substitutions, substituteNames } from "./substitute-names.ts";
import { child, list, type SyntaxNode } from "./syntax-node.ts";

export interface RewriteOptions extends Substitutions {
  readonly helpers: ImportHelpers & { readonly declare: string };
  readonly target: CellTarget;
  /** Whether calls by this name wait: see `CellCompilerOptions.waitsFor`. */
  readonly waitsFor: (name: string) => boolean;
  /** Whether the cell's last expression is its value. */
  readonly hasValue: boolean;
  /** What gives the value that a name has before the cell; null where it has none. */
  readonly previous: (name: string) => string | null;
}

export interface Rewritten {
  readonly buffer: MagicString;
  /** What must stand before the code for it to run: declarations, on one line. */
  readonly head: string;
}

/** All rewrites of one source, in order, over one buffer. */
export function rewriteCell(
  source: string,
  program: SyntaxNode,
  analysis: CellAnalysis,
  { helpers, target, waitsFor, hasValue, previous, ...substitutions }: RewriteOptions,
): Rewritten {
  const buffer = new MagicString(source);
  const rename = (name: string) => substitutions.renamed.get(name) ?? name;
  eraseTypes(buffer, source, program);
  const isGuarding = substituteNames(buffer, source, analysis.references, substitutions);
  rewriteDynamicImports(buffer, analysis, helpers);
  for (const { name, call, previousEnd } of analysis.waitableCalls) {
    if (!waitsFor(name)) continue;
    // Else what stands on the line before could be called.
    if (previousEnd !== undefined) buffer.appendLeft(previousEnd, ";");
    buffer.prependRight(call.start, "(await ");
    buffer.appendLeft(call.end, ")");
  }
  // A cell's own `this` is undefined, as a module's is.
  for (const node of analysis.outerThis) buffer.update(node.start, node.end, "(void 0)");
  if (hasValue) markValue(buffer, program, target.valuePrefix);
  const declared = hoistDeclarations(buffer, program, {
    rename,
    importStatement: (node, declaring) =>
      importStatement(node, { analysis, helpers, rename, declaring }),
    mode: target.hoistMode(program),
  });
  // "#!" begins a comment only at the very start, where the head will be.
  if (source.startsWith("#!")) buffer.update(0, 2, "//");
  if (source.startsWith("\ufeff")) buffer.remove(0, 1);
  const parts = [target.declaration(declared, { previous, declare: helpers.declare })];
  if (isGuarding) parts.push(`const ${CONSTANT_GUARD} = 0;`);
  return { buffer, head: parts.filter((part) => part !== "").join(" ") };
}

/** Puts the prefix before the last expression; of those that commas join, before the last. */
function markValue(buffer: MagicString, program: SyntaxNode, prefix: string): void {
  const statement = lastStatement(program);
  let value = statement === undefined ? null : child(statement, "expression");
  while (value?.type === "SequenceExpression") value = list(value, "expressions").at(-1) ?? null;
  if (value !== null) buffer.prependRight(value.start, prefix);
}

/** Hoists the helper variables that lowering `using` left, under names that nothing else uses. */
export function hoistHelpers(
  code: string,
  program: SyntaxNode,
  renamed: ReadonlyMap<string, string>,
): Rewritten {
  const analysis = analyzeCell(program);
  const buffer = new MagicString(code);
  substituteNames(buffer, code, analysis.references, { renamed, constants: new Set() });
  const { initialized } = hoistDeclarations(buffer, program, {
    rename: (name) => renamed.get(name) ?? name,
    importStatement: () => null,
    mode: "let",
  });
  const names = [...initialized.keys()];
  return { buffer, head: names.length === 0 ? "" : `let ${names.join(", ")};` };
}
