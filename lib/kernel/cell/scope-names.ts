import {
  boundIdentifiers,
  child,
  eachChild,
  isTypeNode,
  list,
  type SyntaxNode,
  text,
} from "./syntax-node.ts";

/** The names that a pattern binds. */
export function namesOf(pattern: SyntaxNode | null): Set<string> {
  return new Set(boundIdentifiers(pattern).map((identifier) => text(identifier, "name")));
}

/** The names that statements declare for the block they stand in. */
export function lexicalNames(statements: readonly SyntaxNode[]): Set<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    if (statement.type === "VariableDeclaration" && text(statement, "kind") !== "var") {
      for (const id of declaredIdentifiers(statement)) names.add(text(id, "name"));
    } else if (/^(?:Function|Class|TSEnum)Declaration$/.test(statement.type)) {
      const id = child(statement, "id");
      if (id !== null) names.add(text(id, "name"));
    }
  }
  return names;
}

/**
 * Visits every `var` declaration of a statement, those in nested functions left out, with the loop
 * whose head it is.
 */
export function eachVar(
  node: SyntaxNode,
  visit: (declaration: SyntaxNode, loop: SyntaxNode | null) => void,
  loop: SyntaxNode | null = null,
): void {
  if (node.type === "VariableDeclaration") {
    if (text(node, "kind") === "var") visit(node, loop);
    return;
  }
  if (!/Statement$|^SwitchCase$|^CatchClause$/.test(node.type)) return;
  if (node.type === "ExpressionStatement") return;
  const body = node.type.startsWith("For") ? child(node, "body") : null;
  eachChild(node, (inner) => {
    eachVar(inner, visit, body === null || inner === body ? null : node);
  });
}

/** The identifiers that a `const`, `let`, `var` or `using` declares. */
export function declaredIdentifiers(declaration: SyntaxNode): SyntaxNode[] {
  return list(declaration, "declarations").flatMap((declarator) =>
    boundIdentifiers(child(declarator, "id")),
  );
}

/** Adds the names of every `var` in the statement, those in nested functions left out. */
export function addVarNames(statement: SyntaxNode, names: Set<string>): void {
  eachVar(statement, (declaration) => {
    for (const id of declaredIdentifiers(declaration)) names.add(text(id, "name"));
  });
}

/** Whether an enum or namespace leaves anything to run (TypeScript calls it instantiated). */
export function runs(node: SyntaxNode): boolean {
  if (node.type === "TSEnumDeclaration") return true;
  const body = child(node, "body");
  if (body === null) return false;
  if (body.type === "TSModuleDeclaration") return runs(body);
  return list(body, "body").some((statement) => {
    const inner = child(statement, "declaration") ?? statement;
    if (inner.declare === true || inner.type === "EmptyStatement") return false;
    if (inner.type === "TSModuleDeclaration") return runs(inner);
    return !isTypeNode(inner);
  });
}
