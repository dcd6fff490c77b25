import type { CellAnalysis, WaitableCall } from "./cell-analysis.ts";
import { inside, NameResolver, type Scope } from "./name-resolver.ts";
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

/** One walk over the cell that resolves every name and finds what the rewrites need. */
export function analyzeCell(program: SyntaxNode): CellAnalysis {
  const walk = new Walk();
  walk.visitStatements(list(program, "body"), null);
  return walk;
}

class Walk extends NameResolver implements CellAnalysis {
  readonly outerThis: SyntaxNode[] = [];
  readonly dynamicImports: SyntaxNode[] = [];
  readonly importMetas: SyntaxNode[] = [];
  readonly waitableCalls: WaitableCall[] = [];
  hasAwait = false;
  hasUsing = false;
  /** Depth of functions of any kind (for `await`) and of what binds `this`. */
  #functions = 0;
  #thisBinders = 0;
  readonly #calledAtOnce = new Set<SyntaxNode>();
  /** Whether `await` may stand here, and the statement that is visited. */
  #mayAwait = true;
  #statement: { start: number; previousEnd: number | undefined } | undefined;

  visitStatements(statements: readonly SyntaxNode[], scope: Scope | null): void {
    for (const [index, statement] of statements.entries()) {
      this.#statement = { start: statement.start, previousEnd: statements[index - 1]?.end };
      this.visit(statement, scope);
    }
  }

  override visit(node: SyntaxNode, scope: Scope | null): void {
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
        if (this.#thisBinders === 0) this.outerThis.push(node);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.#visitFunction(node, scope);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        this.#visitClass(node, scope);
        return;
      case "BlockStatement":
      case "StaticBlock":
      case "Program":
        this.visitStatements(list(node, "body"), inside(scope, lexicalNames(list(node, "body"))));
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
        this.#visitFor(node, scope);
        return;
      case "CatchClause": {
        const parameter = child(node, "param");
        const inner = inside(scope, namesOf(parameter));
        if (parameter !== null) this.visitPattern(parameter, inner, "declare");
        this.visitField(node, "body", inner);
        return;
      }
      case "VariableDeclaration":
        this.#visitVariables(node, scope);
        return;
      case "AssignmentExpression":
        this.visitTarget(child(node, "left"), scope, node);
        this.visitField(node, "right", scope);
        return;
      case "UpdateExpression":
        this.visitTarget(child(node, "argument"), scope, node);
        return;
      case "AwaitExpression":
        if (this.#functions === 0) this.hasAwait = true;
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
        if (callee !== null) this.#calledAtOnce.add(withoutTypes(callee));
        if (callee?.type === "Identifier") this.#noteCall(node, text(callee, "name"), scope);
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

  #noteCall(call: SyntaxNode, name: string, scope: Scope | null): void {
    for (let at = scope; at !== null; at = at.outer) if (at.names.has(name)) return;
    if (!this.#mayAwait) return;
    const { start, previousEnd } = this.#statement ?? {};
    const isFirst = start === call.start;
    this.waitableCalls.push({ name, call, previousEnd: isFirst ? previousEnd : undefined });
  }

  #visitFunction(node: SyntaxNode, scope: Scope | null): void {
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
    const deferrals = this.#calledAtOnce.has(node) ? 0 : 1;
    const mayAwait = this.#mayAwait;
    this.#mayAwait = false;
    this.#functions += 1;
    this.deferrals += deferrals;
    if (!isArrow) this.#thisBinders += 1;
    for (const parameter of parameters) {
      this.visitAll(list(parameter, "decorators"), scope);
      this.visitPattern(parameter, inner, "declare");
    }
    for (const field of ["typeParameters", "returnType"] as const)
      this.visitField(node, field, scope);
    this.#mayAwait = node.async === true;
    const body = child(node, "body");
    if (body !== null) {
      if (body.type === "BlockStatement") {
        const statements = list(body, "body");
        const names = lexicalNames(statements);
        for (const statement of statements) addVarNames(statement, names);
        this.visitStatements(statements, { names, outer: inner });
      } else {
        this.visit(body, inner);
      }
    }
    this.#mayAwait = mayAwait;
    this.#functions -= 1;
    this.deferrals -= deferrals;
    if (!isArrow) this.#thisBinders -= 1;
  }

  #visitClass(node: SyntaxNode, scope: Scope | null): void {
    if (node.declare === true) return;
    const id = child(node, "id");
    const inner = inside(scope, id === null ? new Set<string>() : new Set([text(id, "name")]));
    this.visitAll(list(node, "decorators"), scope);
    for (const field of ["typeParameters", "superClass", "superTypeParameters"] as const)
      this.visitField(node, field, inner);
    this.visitAll(list(node, "implements"), inner);
    const body = child(node, "body");
    for (const member of body === null ? [] : list(body, "body")) this.#visitMember(member, inner);
  }

  #visitMember(member: SyntaxNode, scope: Scope | null): void {
    if (isTypeNode(member)) {
      this.visitType(member);
      return;
    }
    if (member.accessor === true || member.type === "AccessorProperty") this.lower(member);
    this.visitAll(list(member, "decorators"), scope);
    if (member.computed === true) this.visitField(member, "key", scope);
    for (const field of ["typeAnnotation", "typeParameters"] as const)
      this.visitField(member, field, scope);
    // A field's initialiser is a function of its own, in which `this` is the instance.
    const deferrals = member.static === true || member.type === "StaticBlock" ? 0 : 1;
    const mayAwait = this.#mayAwait;
    this.#mayAwait = false;
    this.#functions += 1;
    this.deferrals += deferrals;
    this.#thisBinders += 1;
    if (member.type === "StaticBlock") {
      const names = lexicalNames(list(member, "body"));
      for (const statement of list(member, "body")) addVarNames(statement, names);
      this.visitAll(list(member, "body"), { names, outer: scope });
    } else {
      this.visitField(member, "value", scope);
    }
    this.#mayAwait = mayAwait;
    this.#functions -= 1;
    this.deferrals -= deferrals;
    this.#thisBinders -= 1;
  }

  #visitFor(node: SyntaxNode, scope: Scope | null): void {
    const head = child(node, node.type === "ForStatement" ? "init" : "left");
    if (node.await === true && this.#functions === 0) this.hasAwait = true;
    const inner = inside(scope, lexicalNames(head === null ? [] : [head]));
    if (head !== null && node.type !== "ForStatement" && head.type !== "VariableDeclaration") {
      this.visitTarget(head, scope, null);
    } else if (head !== null) {
      this.visit(head, inner);
    }
    for (const field of ["test", "update", "right", "body"] as const)
      this.visitField(node, field, inner);
  }

  #visitVariables(node: SyntaxNode, scope: Scope | null): void {
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
      if (kind.startsWith("await") && this.#functions === 0) this.hasAwait = true;
    }
    for (const declarator of list(node, "declarations")) {
      const id = child(declarator, "id");
      if (id !== null) this.visitPattern(id, scope, "declare");
      this.visitField(declarator, "init", scope);
    }
  }
}
