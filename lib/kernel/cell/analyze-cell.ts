import type { CellAnalysis, Reference } from "./cell-analysis.ts";
import { addVarNames, lexicalNames, namesOf, runs } from "./scope-names.ts";
import {
  child,
  eachChild,
  isTypeNode,
  list,
  type SyntaxNode,
  text,
  withoutTypes,
} from "./syntax-node.ts";

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | null;
}

/** One walk over the cell that resolves every name and finds what the rewrites need. */
export function analyzeCell(program: SyntaxNode): CellAnalysis {
  const walk = new Walk();
  for (const statement of list(program, "body")) walk.visit(statement, null);
  return walk;
}

class Walk implements CellAnalysis {
  readonly references: Reference[] = [];
  readonly typeNames = new Set<string>();
  readonly outerThis: SyntaxNode[] = [];
  readonly dynamicImports: SyntaxNode[] = [];
  readonly importMetas: SyntaxNode[] = [];
  hasAwait = false;
  hasUsing = false;
  mustLower: SyntaxNode | null = null;
  /** Depth of functions of any kind (for `await`) and of what binds `this`. */
  private functions = 0;
  private thisBinders = 0;
  /** Depth of functions that are not called where they stand. */
  private deferrals = 0;
  private readonly calledAtOnce = new Set<SyntaxNode>();

  visit(node: SyntaxNode, scope: Scope | null): void {
    if (isTypeNode(node)) {
      this.visitType(node);
      return;
    }
    switch (node.type) {
      case "Identifier":
        this.refer(node, scope, "read");
        this.visitField(node, "typeAnnotation", scope);
        return;
      case "ThisExpression":
        if (this.thisBinders === 0) this.outerThis.push(node);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.visitFunction(node, scope);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        this.visitClass(node, scope);
        return;
      case "BlockStatement":
      case "StaticBlock":
      case "Program":
        this.visitAll(list(node, "body"), inside(scope, lexicalNames(list(node, "body"))));
        return;
      case "SwitchStatement":
        this.visitField(node, "discriminant", scope);
        this.visitAll(
          list(node, "cases"),
          inside(scope, lexicalNames(list(node, "cases").flatMap((c) => list(c, "consequent")))),
        );
        return;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        this.visitFor(node, scope);
        return;
      case "CatchClause": {
        const parameter = child(node, "param");
        const inner = inside(scope, namesOf(parameter));
        if (parameter !== null) this.visitPattern(parameter, inner, "declare");
        this.visitField(node, "body", inner);
        return;
      }
      case "VariableDeclaration":
        this.visitVariables(node, scope);
        return;
      case "AssignmentExpression":
        this.visitTarget(child(node, "left"), scope, node);
        this.visitField(node, "right", scope);
        return;
      case "UpdateExpression":
        this.visitTarget(child(node, "argument"), scope, node);
        return;
      case "AwaitExpression":
        if (this.functions === 0) this.hasAwait = true;
        this.visitField(node, "argument", scope);
        return;
      case "MemberExpression":
        this.visitField(node, "object", scope);
        if (node.computed === true) this.visitField(node, "property", scope);
        return;
      case "Property":
        if (node.computed === true) this.visitField(node, "key", scope);
        this.visitProperty(node, scope, "read");
        return;
      case "MetaProperty":
        if (text(child(node, "meta") ?? node, "name") === "import") this.importMetas.push(node);
        return;
      case "ImportExpression":
        this.dynamicImports.push(node);
        eachChild(node, (inner) => this.visit(inner, scope));
        return;
      case "CallExpression": {
        const callee = child(node, "callee");
        if (callee !== null) this.calledAtOnce.add(withoutTypes(callee));
        eachChild(node, (inner) => this.visit(inner, scope));
        return;
      }
      case "LabeledStatement":
        this.visitField(node, "body", scope);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "ExportAllDeclaration":
        return;
      case "ImportDeclaration":
        if (text(node, "importKind") !== "type") this.hasAwait = true;
        return;
      case "ExportNamedDeclaration":
        this.visitField(node, "declaration", scope);
        return;
      case "TSEnumDeclaration":
      case "TSModuleDeclaration":
        if (node.declare === true || !runs(node)) return;
        this.lower(node);
        eachChild(node, (inner) => this.visit(inner, scope));
        return;
      case "TSImportEqualsDeclaration": {
        this.visitField(node, "id", scope);
        let value = child(node, "moduleReference");
        while (value?.type === "TSQualifiedName") value = child(value, "left");
        if (value !== null && text(node, "importKind") !== "type") this.visit(value, scope);
        return;
      }
      case "TSParameterProperty":
      case "Decorator":
        this.lower(node);
        eachChild(node, (inner) => this.visit(inner, scope));
        return;
      default:
        if (node.type.startsWith("JSX")) this.lower(node);
        eachChild(node, (inner) => this.visit(inner, scope));
    }
  }

  private visitAll(nodes: readonly SyntaxNode[], scope: Scope | null): void {
    for (const node of nodes) this.visit(node, scope);
  }

  private visitField(node: SyntaxNode, field: string, scope: Scope | null): void {
    const inner = child(node, field);
    if (inner !== null) this.visit(inner, scope);
  }

  private visitType(node: SyntaxNode): void {
    if (node.type === "Identifier") this.typeNames.add(text(node, "name"));
    eachChild(node, (inner) => this.visitType(inner));
  }

  private visitFunction(node: SyntaxNode, scope: Scope | null): void {
    const isArrow = node.type === "ArrowFunctionExpression";
    const parameters = list(node, "params");
    const own = new Set(parameters.flatMap((parameter) => [...namesOf(parameter)]));
    if (!isArrow) own.add("arguments");
    const id = child(node, "id");
    const outer =
      node.type === "FunctionExpression" && id !== null
        ? inside(scope, new Set([text(id, "name")]))
        : scope;
    const inner: Scope = { names: own, outer };
    const deferrals = this.calledAtOnce.has(node) ? 0 : 1;
    this.functions += 1;
    this.deferrals += deferrals;
    if (!isArrow) this.thisBinders += 1;
    for (const parameter of parameters) {
      this.visitAll(list(parameter, "decorators"), scope);
      this.visitPattern(parameter, inner, "declare");
    }
    for (const field of ["typeParameters", "returnType"]) this.visitField(node, field, scope);
    const body = child(node, "body");
    if (body !== null) {
      if (body.type === "BlockStatement") {
        const statements = list(body, "body");
        const names = lexicalNames(statements);
        for (const statement of statements) addVarNames(statement, names);
        this.visitAll(statements, { names, outer: inner });
      } else {
        this.visit(body, inner);
      }
    }
    this.functions -= 1;
    this.deferrals -= deferrals;
    if (!isArrow) this.thisBinders -= 1;
  }

  private visitClass(node: SyntaxNode, scope: Scope | null): void {
    if (node.declare === true) return;
    const id = child(node, "id");
    const inner = inside(scope, id === null ? new Set<string>() : new Set([text(id, "name")]));
    this.visitAll(list(node, "decorators"), scope);
    for (const field of ["typeParameters", "superClass", "superTypeParameters"])
      this.visitField(node, field, inner);
    this.visitAll(list(node, "implements"), inner);
    const body = child(node, "body");
    for (const member of body === null ? [] : list(body, "body")) this.visitMember(member, inner);
  }

  private visitMember(member: SyntaxNode, scope: Scope | null): void {
    if (isTypeNode(member)) {
      this.visitType(member);
      return;
    }
    if (member.accessor === true || member.type === "AccessorProperty") this.lower(member);
    this.visitAll(list(member, "decorators"), scope);
    if (member.computed === true) this.visitField(member, "key", scope);
    for (const field of ["typeAnnotation", "typeParameters"]) this.visitField(member, field, scope);
    // A field's initialiser is a function of its own, in which `this` is the instance.
    const deferrals = member.static === true || member.type === "StaticBlock" ? 0 : 1;
    this.functions += 1;
    this.deferrals += deferrals;
    this.thisBinders += 1;
    if (member.type === "StaticBlock") {
      const names = lexicalNames(list(member, "body"));
      for (const statement of list(member, "body")) addVarNames(statement, names);
      this.visitAll(list(member, "body"), { names, outer: scope });
    } else {
      this.visitField(member, "value", scope);
    }
    this.functions -= 1;
    this.deferrals -= deferrals;
    this.thisBinders -= 1;
  }

  private visitFor(node: SyntaxNode, scope: Scope | null): void {
    const head = child(node, node.type === "ForStatement" ? "init" : "left");
    if (node.await === true && this.functions === 0) this.hasAwait = true;
    const inner = inside(scope, lexicalNames(head === null ? [] : [head]));
    if (head !== null && node.type !== "ForStatement" && head.type !== "VariableDeclaration") {
      this.visitTarget(head, scope, null);
    } else if (head !== null) {
      this.visit(head, inner);
    }
    for (const field of ["test", "update", "right", "body"]) this.visitField(node, field, inner);
  }

  private visitVariables(node: SyntaxNode, scope: Scope | null): void {
    if (node.declare === true) {
      for (const declarator of list(node, "declarations")) {
        const annotation = child(child(declarator, "id") ?? declarator, "typeAnnotation");
        if (annotation !== null) this.visitType(annotation);
      }
      return;
    }
    const kind = text(node, "kind");
    if (kind.endsWith("using")) {
      this.hasUsing = true;
      if (kind.startsWith("await") && this.functions === 0) this.hasAwait = true;
    }
    for (const declarator of list(node, "declarations")) {
      const id = child(declarator, "id");
      if (id !== null) this.visitPattern(id, scope, "declare");
      this.visitField(declarator, "init", scope);
    }
  }

  /** The left side of an assignment: a pattern, a name or a property. */
  private visitTarget(
    target: SyntaxNode | null,
    scope: Scope | null,
    assignment: SyntaxNode | null,
  ): void {
    if (target === null) return;
    const inner = withoutTypes(target);
    if (inner !== target) this.visitTypesOf(target, inner);
    if (inner.type === "Identifier") this.refer(inner, scope, "write", false, assignment);
    else this.visitPattern(inner, scope, "write");
  }

  private visitTypesOf(outer: SyntaxNode, inner: SyntaxNode): void {
    eachChild(outer, (node) => {
      if (node === inner) return;
      if (isTypeNode(node)) this.visitType(node);
      else this.visitTypesOf(node, inner);
    });
  }

  private visitPattern(pattern: SyntaxNode, scope: Scope | null, role: "write" | "declare"): void {
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

  private visitProperty(
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

  private refer(
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

  private lower(node: SyntaxNode): void {
    this.mustLower ??= node;
  }
}

function inside(outer: Scope | null, names: ReadonlySet<string>): Scope | null {
  return names.size === 0 ? outer : { names, outer };
}
