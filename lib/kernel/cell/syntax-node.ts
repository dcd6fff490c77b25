import type { AnyNode } from "acorn";

/** ESTree's types of nodes, and those that the TypeScript plugin adds. */
export type NodeType =
  | AnyNode["type"]
  | "AccessorProperty"
  | "Decorator"
  | `JSX${string}`
  | `TS${string}`;

/** Fields that may hold a node, or a list of nodes. */
export type NodeField =
  | "argument"
  | "attributes"
  | "body"
  | "callee"
  | "cases"
  | "consequent"
  | "declaration"
  | "declarations"
  | "decorators"
  | "discriminant"
  | "elements"
  | "expression"
  | "expressions"
  | "id"
  | "implements"
  | "imported"
  | "init"
  | "key"
  | "left"
  | "local"
  | "meta"
  | "moduleReference"
  | "object"
  | "param"
  | "parameter"
  | "params"
  | "properties"
  | "property"
  | "returnType"
  | "right"
  | "source"
  | "specifiers"
  | "superClass"
  | "superTypeParameters"
  | "test"
  | "typeAnnotation"
  | "typeParameters"
  | "update"
  | "value";

/** Fields that may hold a text. */
export type TextField = "exportKind" | "importKind" | "kind" | "name" | "operator" | "raw";

/** Fields that may be true. */
type Flag =
  | "abstract"
  | "accessor"
  | "await"
  | "computed"
  | "declare"
  | "definite"
  | "global"
  | "optional"
  | "shorthand"
  | "async"
  | "static";

/**
 * A node of the tree that acorn and its TypeScript plugin make. The plugin's nodes have no published
 * types, so fields are read through `child`, `list` and `text`, which check what they find.
 */
export interface SyntaxNode
  extends Readonly<Partial<Record<NodeField | TextField | Flag, unknown>>> {
  readonly type: NodeType;
  readonly start: number;
  readonly end: number;
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { type?: unknown }).type === "string"
  );
}

/** The node in that field, or null. */
export function child(node: SyntaxNode, field: NodeField): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The nodes of the array in that field; holes and a missing field give none. */
export function list(node: SyntaxNode, field: NodeField): SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The string in that field, or "". */
export function text(node: SyntaxNode, field: TextField): string {
  const value = node[field];
  return typeof value === "string" ? value : "";
}

/** Visits the nodes directly below a node, in the order of its fields. */
export function eachChild(
  node: SyntaxNode,
  visit: (child: SyntaxNode, field: string) => void,
): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const field in fields) {
    const value = fields[field];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, field);
    } else if (isNode(value)) {
      visit(value, field);
    }
  }
}

const TYPESCRIPT_WITH_VALUES = new Set<NodeType>([
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
  return node.type.startsWith("TS") && !TYPESCRIPT_WITH_VALUES.has(node.type);
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
