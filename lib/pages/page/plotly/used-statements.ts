import { type Expression, type Node, parse, type Statement } from "acorn";

/** A statement of a script, and what it gives a name or adds to: `d3_map`, or `d3.layout.force`. */
interface Named {
  readonly start: number;
  readonly end: number;
  /** Undefined if it does something else, and stays. */
  readonly names: readonly string[] | undefined;
}

/**
 * A script without the statements whose names are not used, neither by the names given nor by what
 * stays. For scripts that do nothing but define: a statement is taken for one whose work nobody misses.
 * @param within the start of the function whose statements are looked at; by default the script's own
 */
export function usedStatements(script: string, used: Iterable<string>): string {
  const statements = definitions(script);
  const known = new Set(used);
  const waiting = new Set(statements);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const statement of waiting) {
      const { start, end, names } = statement;
      if (names !== undefined && !names.some((name) => known.has(name))) continue;
      waiting.delete(statement);
      isNew = true;
      for (const name of namesIn(script.slice(start, end))) known.add(name);
    }
  }
  return without(script, [...waiting]);
}

/** A text without some of its ranges, in their order. */
export function without(text: string, ranges: readonly { start: number; end: number }[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of ranges) {
    rest += text.slice(at, start);
    at = end;
  }
  return rest + text.slice(at);
}

/** Every name in a code, and of `a.b.c` also `a.b`; what stands in texts and comments too. */
export function* namesIn(code: string): Generator<string> {
  for (const [path] of code.matchAll(/[\w$]+(?:\.[\w$]+)*/g)) {
    for (let name = path; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
      yield name;
    }
  }
}

function definitions(script: string): Named[] {
  const { body } = parse(script, { ecmaVersion: 2022, allowReturnOutsideFunction: true });
  const only = body.length === 1 ? functionBody(body[0]) : undefined;
  return (only ?? body).map((statement) => {
    const { start, end } = statement;
    return { start, end, names: namesOf(statement as Statement) };
  });
}

/** The statements of the one function that a script calls, as libraries hide their names. */
function functionBody(statement: Node | undefined): readonly Node[] | undefined {
  let node: Node | undefined = statement;
  while (node !== undefined) {
    const { type, expression, argument, callee, object, body } = node as Inner;
    if (type === "FunctionExpression") return (body as unknown as { body: Node[] }).body;
    node = expression ?? argument ?? callee ?? object;
  }
  return undefined;
}

/** What leads into a call of a function: `!function () {}.apply(self)`. */
interface Inner extends Node {
  readonly expression?: Node;
  readonly argument?: Node;
  readonly callee?: Node;
  readonly object?: Node;
  readonly body?: Node;
}

function namesOf(statement: Statement): string[] | undefined {
  if (statement.type === "FunctionDeclaration") return [statement.id.name];
  if (statement.type === "VariableDeclaration") {
    return statement.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : ""));
  }
  if (statement.type !== "ExpressionStatement") return undefined;
  const names: string[] = [];
  let { expression } = statement;
  while (expression.type === "AssignmentExpression") {
    names.push(assignedName(expression.left as Expression));
    expression = expression.right;
  }
  return names.length > 0 ? names : undefined;
}

/** `d3.layout.force` of what is assigned to it; of `d3_map.prototype.get` the object it belongs to. */
function assignedName(node: Expression): string {
  const path: string[] = [];
  let inner = node;
  while (inner.type === "MemberExpression") {
    path.unshift(inner.property.type === "Identifier" ? inner.property.name : "");
    inner = inner.object as Expression;
  }
  const root = inner.type === "Identifier" ? inner.name : "";
  return root === "d3" ? [root, ...path].join(".") : root;
}
