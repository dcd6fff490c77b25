import type { Reference } from "./cell-analysis.ts";
import {
  child,
  eachChild,
  isTypeNode,
  list,
  type NodeField,
  type SyntaxNode,
  text,
  withoutTypes,
} from "./syntax-node.ts";

/** The names that one block, function, class or clause declares, and the scope around it. */
export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | null;
}

/** Finds what names stand for, through patterns and assignments; the rest of a walk is a subclass's. */
export abstract class NameResolver {
  readonly references: Reference[] = [];
  readonly typeNames = new Set<string>();
  mustLower: SyntaxNode | null = null;
  /** Depth of functions that are not called where they stand. */
  protected deferrals = 0;

  abstract visit(node: SyntaxNode, scope: Scope | null): void;

  protected visitAll(nodes: readonly SyntaxNode[], scope: Scope | null): void {
    for (const node of nodes) this.visit(node, scope);
  }

  protected visitField(node: SyntaxNode, field: NodeField, scope: Scope | null): void {
    const inner = child(node, field);
    if (inner !== null) this.visit(inner, scope);
  }

  protected visitType(node: SyntaxNode): void {
    if (node.type === "Identifier") this.typeNames.add(text(node, "name"));
    eachChild(node, (inner) => this.visitType(inner));
  }

  /** The left side of an assignment: a pattern, a name or a property. */
  protected visitTarget(
    target: SyntaxNode | null,
    scope: Scope | null,
    assignment: SyntaxNode | null,
  ): void {
    if (target === null) return;
    const inner = withoutTypes(target);
    if (inner !== target) this.#visitTypesOf(target, inner);
    if (inner.type === "Identifier") this.refer(inner, scope, "write", false, assignment);
    else this.visitPattern(inner, scope, "write");
  }

  #visitTypesOf(outer: SyntaxNode, inner: SyntaxNode): void {
    eachChild(outer, (node) => {
      if (node === inner) return;
      if (isTypeNode(node)) this.visitType(node);
      else this.#visitTypesOf(node, inner);
    });
  }

  protected visitPattern(
    pattern: SyntaxNode,
    scope: Scope | null,
    role: "write" | "declare",
  ): void {
    this.visitField(pattern, "typeAnnotation", scope);
    switch (pattern.type) {
      case "Identifier":
        this.refer(pattern, scope, role);
        return;
      case "ObjectPattern":
        for (const property of list(pattern, "properties")) {
          if (property.type !== "Property") {
            this.visitPattern(property, scope, role);
            continue;
          }
          if (property.computed === true) this.visitField(property, "key", scope);
          this.visitProperty(property, scope, role);
        }
        return;
      case "ArrayPattern":
        for (const element of list(pattern, "elements")) this.visitPattern(element, scope, role);
        return;
      case "AssignmentPattern": {
        const left = child(pattern, "left");
        if (left !== null) this.visitPattern(left, scope, role);
        this.visitField(pattern, "right", scope);
        return;
      }
      case "RestElement": {
        const argument = child(pattern, "argument");
        if (argument !== null) this.visitPattern(argument, scope, role);
        return;
      }
      case "TSParameterProperty": {
        this.lower(pattern);
        const parameter = child(pattern, "parameter");
        if (parameter !== null) this.visitPattern(parameter, scope, role);
        return;
      }
      default: {
        const inner = withoutTypes(pattern);
        if (inner !== pattern) this.visitTarget(pattern, scope, null);
        else this.visit(pattern, scope);
      }
    }
  }

  protected visitProperty(
    property: SyntaxNode,
    scope: Scope | null,
    role: "read" | "write" | "declare",
  ): void {
    const value = child(property, "value");
    if (value === null) return;
    if (property.shorthand === true) {
      const isDefaulted = value.type === "AssignmentPattern";
      const name = isDefaulted ? child(value, "left") : value;
      if (name?.type === "Identifier") this.refer(name, scope, role, true);
      if (isDefaulted) this.visitField(value, "right", scope);
    } else if (role === "read") {
      this.visit(value, scope);
    } else {
      this.visitPattern(value, scope, role);
    }
  }

  protected refer(
    identifier: SyntaxNode,
    scope: Scope | null,
    role: Reference["role"],
    shorthand = false,
    assignment: SyntaxNode | null = null,
  ): void {
    const name = text(identifier, "name");
    for (let at = scope; at !== null; at = at.outer) if (at.names.has(name)) return;
    const isDeferred = this.deferrals > 0;
    this.references.push({ name, identifier, role, shorthand, assignment, isDeferred });
  }

  protected lower(node: SyntaxNode): void {
    this.mustLower ??= node;
  }
}

export function inside(outer: Scope | null, names: ReadonlySet<string>): Scope | null {
  return names.size === 0 ? outer : { names, outer };
}
