import {
  child,
  eachChild,
  isTypeNode,
  list,
  type SyntaxNode,
  text,
  withoutTypes,
} from "./syntax-node.ts";

/** Syntax in which nothing can be called, whatever the numbers are. */
const calculating = new Set([
  "ForStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
  "BlockStatement",
  "IfStatement",
  "EmptyStatement",
  "ExpressionStatement",
  "LabeledStatement",
  "BreakStatement",
  "ContinueStatement",
  "VariableDeclaration",
  "VariableDeclarator",
  "Identifier",
  "Literal",
  "MemberExpression",
  "BinaryExpression",
  "LogicalExpression",
  "UnaryExpression",
  "UpdateExpression",
  "AssignmentExpression",
  "ConditionalExpression",
  "SequenceExpression",
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
]);

export function isLoop(node: SyntaxNode): boolean {
  return /^(?:For|ForOf|While|DoWhile)Statement$/.test(node.type);
}

/** The loop itself and the loops in it. */
export function loopsOf(node: SyntaxNode): SyntaxNode[] {
  const found = isLoop(node) ? [node] : [];
  eachChild(node, (inner) => found.push(...loopsOf(inner)));
  return found;
}

/**
 * Whether the loop only calculates: given that all variables from outside are numbers or undefined,
 * or yield only such where they are read as arrays, no step of it can throw, run other code or be
 * seen by other code. Answers with the names of those arrays; null if it does more than calculate.
 */
export function onlyCalculates(loop: SyntaxNode): ReadonlySet<string> | null {
  const arrays = new Set<string>();
  let makesText = false;
  const locals = new Map<string, { declarator: SyntaxNode; isConstant: boolean }>();
  const uses: { name: string; identifier: SyntaxNode; isWritten: boolean }[] = [];

  const use = (identifier: SyntaxNode, isWritten: boolean) => {
    uses.push({ name: text(identifier, "name"), identifier, isWritten });
  };

  function visit(node: SyntaxNode): boolean {
    if (isTypeNode(node)) return true;
    if (!calculating.has(node.type)) return false;
    switch (node.type) {
      case "Identifier":
        use(node, false);
        return true;
      case "Literal":
        // Not a bigint, which throws beside a number, nor a regular expression, which is an object.
        makesText ||= typeof node.value === "string";
        return /^(?:number|boolean|string)$/.test(typeof node.value);
      case "MemberExpression":
        return visitElement(node);
      case "ForOfStatement":
        return visitForOf(node);
      case "UnaryExpression":
        if (text(node, "operator") === "delete") return false;
        makesText ||= text(node, "operator") === "typeof";
        break;
      case "BinaryExpression":
        if (/^(?:in|instanceof)$/.test(text(node, "operator"))) return false;
        break;
      case "BreakStatement":
      case "ContinueStatement":
        return true;
      case "LabeledStatement":
        return visitField(node, "body");
      case "VariableDeclaration":
        return visitDeclaration(node);
      case "UpdateExpression":
        return visitTarget(child(node, "argument"));
      case "AssignmentExpression":
        return visitTarget(child(node, "left")) && visitField(node, "right");
    }
    let isFit = true;
    eachChild(node, (inner) => {
      isFit = isFit && visit(inner);
    });
    return isFit;
  }

  function visitArray(node: SyntaxNode | null): boolean {
    const array = node === null ? null : withoutTypes(node);
    if (array?.type !== "Identifier") return false;
    arrays.add(text(array, "name"));
    return true;
  }

  function visitElement(node: SyntaxNode): boolean {
    if (node.optional === true || !visitArray(child(node, "object"))) return false;
    if (node.computed === true) return visitField(node, "property");
    return text(child(node, "property") ?? node, "name") === "length";
  }

  function visitForOf(node: SyntaxNode): boolean {
    if (node.await === true || child(node, "left")?.type !== "VariableDeclaration") return false;
    return visitArray(child(node, "right")) && visitField(node, "left") && visitField(node, "body");
  }

  function visitField(node: SyntaxNode, field: string): boolean {
    const inner = child(node, field);
    return inner === null || visit(inner);
  }

  function visitTarget(target: SyntaxNode | null): boolean {
    if (target?.type !== "Identifier") return false;
    use(target, true);
    return true;
  }

  function visitDeclaration(node: SyntaxNode): boolean {
    const kind = text(node, "kind");
    if (kind !== "let" && kind !== "const") return false;
    for (const declarator of list(node, "declarations")) {
      const id = child(declarator, "id");
      if (id?.type !== "Identifier" || locals.has(text(id, "name"))) return false;
      locals.set(text(id, "name"), { declarator, isConstant: kind === "const" });
      if (!visitField(declarator, "init")) return false;
    }
    return true;
  }

  if (!visit(loop)) return null;
  // A text can be the name of anything: `xs["map"]`.
  if (arrays.size > 0 && makesText) return null;
  for (const name of arrays) if (locals.has(name)) return null;
  // Local variables must not be met in their dead zone, nor constants be written: both throw.
  const isFit = uses.every(({ name, identifier, isWritten }) => {
    if (arrays.has(name)) return false;
    const local = locals.get(name);
    if (local === undefined) return true;
    return identifier.start >= local.declarator.end && !(isWritten && local.isConstant);
  });
  return isFit ? arrays : null;
}
