/**
 * A node of the tree that acorn and its TypeScript plugin make. The plugin's nodes have no published
 * types, so fields are read through `child`, `list` and `text`, which check what they find.
 */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { type?: unknown }).type === "string"
  );
}

/** The node in that field, or null. */
export function child(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The nodes of the array in that field; holes and a missing field give none. */
export function list(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The string in that field, or "". */
export function text(node: SyntaxNode, field: string): string {
  const value = node[field];
  return typeof value === "string" ? value : "";
}

export function eachChild(node: SyntaxNode, visit: (child: SyntaxNode) => void): void {
  for (const field in node) {
    const value = node[field];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

const typeScriptWithValues = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSParameterProperty",
  "TSExportAssignment",
  "TSImportEqualsDeclaration",
  "TSExternalModuleReference",
  "TSEnumDeclaration",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
]);

/** Whether the node is a type, or a declaration of types only: nothing of it runs. */
export function isTypeNode(node: SyntaxNode): boolean {
  return node.type.startsWith("TS") && !typeScriptWithValues.has(node.type);
}

/** The expression inside `x as T`, `x!`, `<T>x` and `x satisfies T`, or the node itself. */
export function withoutTypes(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (
    inner.type === "TSAsExpression" ||
    inner.type === "TSSatisfiesExpression" ||
    inner.type === "TSNonNullExpression" ||
    inner.type === "TSTypeAssertion" ||
    inner.type === "ParenthesizedExpression"
  ) {
    const expression = child(inner, "expression");
    if (expression === null) break;
    inner = expression;
  }
  return inner;
}

/** The identifiers that a binding pattern declares, in order. */
export function boundIdentifiers(pattern: SyntaxNode | null): SyntaxNode[] {
  if (pattern === null) return [];
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return list(pattern, "properties").flatMap((property) =>
        boundIdentifiers(property.type === "Property" ? child(property, "value") : property),
      );
    case "ArrayPattern":
      return list(pattern, "elements").flatMap(boundIdentifiers);
    case "AssignmentPattern":
      return boundIdentifiers(child(pattern, "left"));
    case "RestElement":
      return boundIdentifiers(child(pattern, "argument"));
    case "TSParameterProperty":
      return boundIdentifiers(child(pattern, "parameter"));
    default:
      return [];
  }
}

/** The end of the name itself: the plugin counts an identifier's type annotation in. */
export function nameEnd(identifier: SyntaxNode, source: string): number {
  const name = text(identifier, "name");
  const end = identifier.start + name.length;
  if (source.startsWith(name, identifier.start)) return end;
  // A name written with \u escapes is longer in the source.
  const written = /^(?:\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|[\p{ID_Continue}$\u200c\u200d])+/iu.exec(
    source.slice(identifier.start, identifier.end),
  );
  return identifier.start + (written?.[0].length ?? name.length);
}
