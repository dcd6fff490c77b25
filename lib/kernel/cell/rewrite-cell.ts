import MagicString from "magic-string";
import { analyzeCell } from "./analyze-cell.ts";
import type { CellAnalysis } from "./cell-analysis.ts";
import { eraseTypes } from "./erase-types.ts";
import { hoistDeclarations } from "./hoist-declarations.ts";
import { type ImportHelpers, importStatement, rewriteDynamicImports } from "./rewrite-imports.ts";
import { CONSTANT_GUARD, type Substitutions, substituteNames } from "./substitute-names.ts";
import type { SyntaxNode } from "./syntax-node.ts";

export interface RewriteOptions extends Substitutions {
  readonly helpers: ImportHelpers;
  /** How top-level declarations are shared; see `hoistDeclarations`. */
  readonly mode: "let" | "assign";
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
  { helpers, mode, previous, ...substitutions }: RewriteOptions,
): Rewritten {
  const buffer = new MagicString(source);
  const rename = (name: string) => substitutions.renamed.get(name) ?? name;
  eraseTypes(buffer, source, program);
  const isGuarding = substituteNames(buffer, source, analysis.references, substitutions);
  rewriteDynamicImports(buffer, analysis, helpers);
  // A cell's own `this` is undefined, as a module's is.
  for (const node of analysis.outerThis) buffer.update(node.start, node.end, "(void 0)");
  const declared = hoistDeclarations(buffer, program, {
    rename,
    importStatement: (node) => importStatement(node, { analysis, helpers, rename }),
    mode,
  });
  // "#!" begins a comment only at the very start, where the head will be.
  if (source.startsWith("#!")) buffer.update(0, 2, "//");
  if (source.startsWith("\ufeff")) buffer.remove(0, 1);
  const declarator = ([renamed, name]: readonly [string, string]) => {
    const value = previous(name);
    // A name whose declaration failed cannot be read.
    return value === null ? renamed : `${renamed} = (() => { try { return ${value} } catch {} })()`;
  };
  const parts: string[] = [];
  if (declared.size > 0) parts.push(`let ${[...declared].map(declarator).join(", ")};`);
  if (isGuarding) parts.push(`const ${CONSTANT_GUARD} = 0;`);
  return { buffer, head: parts.join(" ") };
}

/** Hoists the helper variables that lowering `using` left, under names that nothing else uses. */
export function hoistHelpers(
  code: string,
  program: SyntaxNode,
  renamed: ReadonlyMap<string, string>,
): Rewritten {
  const helpers = { import: "import", meta: "import.meta" };
  const analysis = { ...analyzeCell(program), dynamicImports: [], importMetas: [], outerThis: [] };
  return rewriteCell(code, program, analysis, {
    helpers,
    mode: "let",
    renamed,
    constants: new Set(),
    previous: () => null,
  });
}
