import type { CellAnalysis, Reference } from "./cell-analysis.ts";
import type { Declaration, PreviousRead } from "./compiled-cell.ts";
import { eachVar } from "./scope-names.ts";
import { boundIdentifiers, child, list, type SyntaxNode, text } from "./syntax-node.ts";

/**
 * The reads of the cell's own `var`s, in the order of the text, that come before the first
 * assignment to them.
 */
export function previousReads(
  program: SyntaxNode,
  { references }: CellAnalysis,
  declarations: readonly Declaration[],
): PreviousRead[] {
  const vars = new Set(declarations.filter(({ kind }) => kind === "var").map(({ name }) => name));
  if (vars.size === 0) return [];
  const assigned = new Map<string, number>();
  const assign = (name: string, end: number) => {
    assigned.set(name, Math.min(end, assigned.get(name) ?? end));
  };
  for (const statement of list(program, "body")) assignVars(statement, assign);
  for (const { name, role, isDeferred, assignment, identifier } of references)
    if (role === "write" && !isDeferred) assign(name, assignment?.end ?? identifier.end);
  const isPrevious = ({ name, role, isDeferred, identifier }: Reference) =>
    role === "read" &&
    !isDeferred &&
    vars.has(name) &&
    identifier.start < (assigned.get(name) ?? Number.POSITIVE_INFINITY);
  return references
    .filter(isPrevious)
    .map(({ name, identifier }) => ({ name, start: identifier.start, isGlobal: false }));
}

/** Tells where each `var` of the statement has its value, those of nested functions left out. */
function assignVars(statement: SyntaxNode, assign: (name: string, end: number) => void): void {
  eachVar(child(statement, "declaration") ?? statement, (declaration, loop) => {
    // `for (var x of …)` and `for (var x in …)` give a value without an initialiser.
    const walked = loop === null ? null : child(loop, "right");
    for (const declarator of list(declaration, "declarations")) {
      if (child(declarator, "init") === null && walked === null) continue;
      for (const id of boundIdentifiers(child(declarator, "id")))
        assign(text(id, "name"), walked?.end ?? declarator.end);
    }
  });
}
