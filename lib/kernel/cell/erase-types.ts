import type MagicString from "magic-string";
import { runs } from "./scope-names.ts";
import {
  child,
  eachChild,
  isTypeNode,
  list,
  type NodeType,
  nameEnd,
  type SyntaxNode,
  text,
} from "./syntax-node.ts";

/**
 * Takes every type out of the cell. What remains is the same JavaScript at the same places: where
 * taking a type away would let two lines grow together, a semicolon is left.
 */
export function eraseTypes(buffer: MagicString, source: string, program: SyntaxNode): void {
  const eraser = new Eraser(buffer, source);
  for (const statement of list(program, "body")) eraser.visit(statement);
}

/** Whether a statement only says something about types, so that nothing of it is left to run. */
export function isTypeStatement(statement: SyntaxNode): boolean {
  const inner = child(statement, "declaration") ?? statement;
  if (inner.declare === true || isTypeNode(inner)) return true;
  if (inner.type === "TSModuleDeclaration") return !runs(inner);
  if (statement.type === "ImportDeclaration" || statement.type === "TSImportEqualsDeclaration")
    return text(statement, "importKind") === "type";
  return statement.type.startsWith("Export") && text(statement, "exportKind") === "type";
}

const SEMICOLON_ENDED = new Set<NodeType>([
  "ExpressionStatement",
  "VariableDeclaration",
  "ReturnStatement",
  "ThrowStatement",
  "PropertyDefinition",
]);

class Eraser {
  readonly #buffer: MagicString;
  readonly #source: string;
  /** Where the innermost statement that may end without a semicolon ends. */
  #statementEnd = -1;

  constructor(buffer: MagicString, source: string) {
    this.#buffer = buffer;
    this.#source = source;
  }

  visit(node: SyntaxNode): void {
    if (isTypeStatement(node)) {
      this.#buffer.update(node.start, node.end, ";");
      return;
    }
    const outerEnd = this.#statementEnd;
    if (SEMICOLON_ENDED.has(node.type)) {
      this.#statementEnd = this.#source[node.end - 1] === ";" ? -1 : node.end;
    }
    this.#visitInside(node);
    this.#statementEnd = outerEnd;
  }

  #visitInside(node: SyntaxNode): void {
    switch (node.type) {
      case "Identifier": {
        // Covers `?`, `!` and the annotation, which the parser counts in.
        const end = nameEnd(node, this.#source);
        if (end < node.end) this.#remove(end, node.end);
        return;
      }
      case "ImportDeclaration":
      case "TSImportEqualsDeclaration":
        return;
      case "TSAsExpression":
      case "TSSatisfiesExpression": {
        const expression = child(node, "expression");
        if (expression === null) return;
        this.visit(expression);
        this.#remove(this.#skip(expression.end, ")"), node.end);
        return;
      }
      case "TSNonNullExpression":
        this.#visitChildren(node);
        this.#remove(node.end - 1, node.end);
        return;
      case "TSTypeAssertion": {
        const expression = child(node, "expression");
        const type = child(node, "typeAnnotation");
        if (expression === null || type === null) return;
        this.visit(expression);
        // Parentheses keep `() => <T>{}` an object and `return <T>⏎x` a value.
        this.#buffer.update(node.start, this.#source.indexOf(">", type.end) + 1, "(");
        this.#buffer.appendLeft(node.end, ")");
        return;
      }
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.#eraseInFunction(node);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        this.#eraseInClass(node);
        return;
      default:
        this.#visitChildren(node);
    }
  }

  #visitChildren(node: SyntaxNode): void {
    eachChild(node, (inner) => {
      if (!isTypeNode(inner)) this.visit(inner);
      else if (inner.type === "TSDeclareFunction" || /Declaration$/.test(inner.type))
        this.#visitTypeInside(inner);
      else this.#remove(inner.start, inner.end);
    });
  }

  #visitTypeInside(node: SyntaxNode): void {
    if (isTypeStatement(node) && !node.type.startsWith("TSTypeParameter")) this.visit(node);
    else this.#remove(node.start, node.end);
  }

  #eraseInFunction(node: SyntaxNode): void {
    const parameters = list(node, "params");
    const [first, second] = parameters;
    const body = child(node, "body");
    const typeParameters = child(node, "typeParameters");
    if (typeParameters !== null) this.#remove(typeParameters.start, typeParameters.end);
    if (first?.type === "Identifier" && text(first, "name") === "this") {
      const comma = this.#skip(first.end, ",");
      this.#buffer.remove(first.start, second?.start ?? comma);
      parameters.shift();
    }
    for (const parameter of parameters) this.visit(parameter);
    const returnType = child(node, "returnType");
    if (returnType !== null) {
      // No line may end between an arrow's parameters and `=>`.
      const from = this.#source.slice(0, returnType.start).trimEnd().length;
      this.#buffer.remove(from, returnType.end);
    }
    if (body !== null) this.visit(body);
  }

  #eraseInClass(node: SyntaxNode): void {
    if (node.abstract === true) {
      const keyword = this.#source.indexOf("class", node.start);
      this.#buffer.remove(node.start, keyword);
    }
    for (const field of ["typeParameters", "superTypeParameters"] as const) {
      const types = child(node, field);
      if (types !== null) this.#remove(types.start, types.end);
    }
    const superClass = child(node, "superClass");
    if (superClass !== null) this.visit(superClass);
    const interfaces = list(node, "implements");
    const [first] = interfaces;
    const last = interfaces.at(-1);
    if (first !== undefined && last !== undefined)
      this.#buffer.remove(this.#source.lastIndexOf("implements", first.start), last.end);
    const body = child(node, "body");
    for (const member of body === null ? [] : list(body, "body")) this.#eraseInMember(member);
  }

  #eraseInMember(member: SyntaxNode): void {
    const value = child(member, "value");
    const isDeclared = member.abstract === true || member.declare === true;
    if (isDeclared || isTypeNode(member) || value?.type === "TSDeclareMethod") {
      this.#buffer.update(member.start, member.end, ";");
      return;
    }
    const key = child(member, "key");
    if (key !== null) {
      this.#eraseModifiers(member, key);
      this.#eraseMark(member, key);
    }
    const typeParameters = child(member, "typeParameters");
    if (typeParameters !== null) this.#remove(typeParameters.start, typeParameters.end);
    const outerEnd = this.#statementEnd;
    if (member.type === "PropertyDefinition" && this.#source[member.end - 1] !== ";")
      this.#statementEnd = member.end;
    const annotation = child(member, "typeAnnotation");
    if (annotation !== null) this.#remove(annotation.start, annotation.end);
    this.#statementEnd = outerEnd;
    if (member.type === "PropertyDefinition") {
      if (member.computed === true && key !== null) this.visit(key);
      if (value !== null) {
        this.#statementEnd = this.#source[member.end - 1] === ";" ? -1 : member.end;
        this.visit(value);
        this.#statementEnd = outerEnd;
      }
    } else if (member.type === "MethodDefinition") {
      if (member.computed === true && key !== null) this.visit(key);
      if (value !== null) this.visit(value);
    } else {
      this.#visitChildren(member);
    }
  }

  /** `private`, `readonly` and the like; a semicolon stands in for one that began the member. */
  #eraseModifiers(member: SyntaxNode, key: SyntaxNode): void {
    const word = /([a-z]+)(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*/y;
    word.lastIndex = member.start;
    for (let at = member.start; at < key.start; at = word.lastIndex) {
      const match = word.exec(this.#source);
      if (match === null || match[1] === undefined) return;
      if (/^(?:public|private|protected|readonly|override)$/.test(match[1]))
        this.#buffer.update(at, at + match[1].length, at === member.start ? ";" : " ");
    }
  }

  /** The `?` or `!` after a member's name. */
  #eraseMark(member: SyntaxNode, key: SyntaxNode): void {
    if (member.optional !== true && member.definite !== true) return;
    const at = this.#skip(key.end, member.computed === true ? "]" : "");
    if (/[?!]/.test(this.#source.charAt(at))) this.#buffer.remove(at, at + 1);
  }

  /** The first place from `from` on that is not white space, a comment or that character. */
  #skip(from: number, character: string): number {
    const blank = /(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*/y;
    for (let at = from; ; at += 1) {
      blank.lastIndex = at;
      blank.exec(this.#source);
      at = blank.lastIndex;
      if (character === "" || this.#source[at] !== character) return at;
    }
  }

  #remove(start: number, end: number): void {
    if (end === this.#statementEnd) this.#buffer.update(start, end, ";");
    else this.#buffer.remove(start, end);
  }
}
