import type MagicString from "magic-string";
import { isTypeStatement } from "./erase-types.ts";
import { declaredIdentifiers, eachVar } from "./scope-names.ts";
import {
  boundIdentifiers,
  child,
  list,
  type SyntaxNode,
  text,
  withoutTypes,
} from "./syntax-node.ts";

export interface HoistOptions {
  /** The name under which the session knows a name of the cell. */
  readonly rename: (name: string) => string;
  /**
   * The code that loads what an import or an `export … from` names, null for nothing; `declaring` is
   * what begins a declaration of names.
   */
  readonly importStatement: (
    node: SyntaxNode,
    declaring: (names: readonly string[]) => string,
  ) => string | null;
  readonly mode: HoistMode;
}

/**
 * "let" declares in place, with its temporal dead zone; "assign" declares at the head and assigns in
 * place, so that the cell's statements can stand in a block (as a top-level `using` needs);
 * "properties" assigns everything, to properties of the global object.
 */
export type HoistMode = "let" | "assign" | "properties";

/** The names that must be declared before the code runs, as the session knows them. */
export interface HeadNames {
  /** With those that have a value from the start, and how they are written. */
  readonly initialized: ReadonlyMap<string, string>;
  /** Those that cannot be read before their declaration has run. */
  readonly uninitialized: ReadonlySet<string>;
}

/**
 * Makes every top-level declaration of one kind, a `let` (the one that REPL mode lets replace itself)
 * or an assignment, and moves functions and imports to the head. Answers with the names that the head
 * must declare.
 */
export function hoistDeclarations(
  buffer: MagicString,
  program: SyntaxNode,
  options: HoistOptions,
): HeadNames {
  const hoister = new Hoister(buffer, options);
  const statements = list(program, "body");
  const body = statements.find((statement) => !isHoisted(statement));
  for (const statement of statements) {
    hoister.hoist(statement);
    if (body !== undefined && statement.start > body.start && isHoisted(statement))
      buffer.move(statement.start, statement.end, body.start);
  }
  if (options.mode === "assign" && body !== undefined) {
    buffer.prependRight(body.start, "{");
    buffer.append("\n}");
  }
  return hoister;
}

function isHoisted(statement: SyntaxNode): boolean {
  const inner = child(statement, "declaration") ?? statement;
  if (inner.type === "FunctionDeclaration") return child(inner, "id") !== null;
  return (
    statement.type === "ImportDeclaration" ||
    statement.type === "ExportAllDeclaration" ||
    (statement.type === "ExportNamedDeclaration" && child(statement, "source") !== null)
  );
}

class Hoister implements HeadNames {
  readonly initialized = new Map<string, string>();
  readonly uninitialized = new Set<string>();
  readonly #buffer: MagicString;
  readonly #options: HoistOptions;

  constructor(buffer: MagicString, options: HoistOptions) {
    this.#buffer = buffer;
    this.#options = options;
  }

  hoist(statement: SyntaxNode): void {
    if (isTypeStatement(statement)) return;
    switch (statement.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        this.#replaceImport(statement);
        return;
      case "ExportNamedDeclaration": {
        const declaration = child(statement, "declaration");
        if (declaration === null) {
          this.#replaceImport(statement);
          return;
        }
        this.#buffer.remove(statement.start, declaration.start);
        this.#hoistDeclaration(declaration);
        return;
      }
      case "ExportDefaultDeclaration": {
        const declaration = child(statement, "declaration");
        if (declaration === null) return;
        const isNamed = /^(?:Function|Class)Declaration$/.test(declaration.type);
        if (isNamed && child(declaration, "id") !== null) {
          this.#buffer.remove(statement.start, declaration.start);
          this.#hoistDeclaration(declaration);
        } else {
          this.#evaluate(statement, declaration);
        }
        return;
      }
      case "TSExportAssignment": {
        const expression = child(statement, "expression");
        if (expression !== null) this.#evaluate(statement, expression);
        return;
      }
      default:
        this.#hoistDeclaration(statement);
    }
  }

  /** An export without a name is an expression; "0, " keeps it one, whatever it begins with. */
  #evaluate(statement: SyntaxNode, expression: SyntaxNode): void {
    const original = this.#buffer.original;
    const keyword = /^export\s*(?:default\b|=)/.exec(original.slice(statement.start));
    if (keyword === null) return;
    this.#buffer.update(statement.start, statement.start + keyword[0].length, "0, ");
    if (original[statement.end - 1] !== ";")
      this.#buffer.appendLeft(Math.max(statement.end, expression.end), ";");
  }

  #hoistDeclaration(node: SyntaxNode): void {
    switch (node.type) {
      case "FunctionDeclaration":
        this.#hoistFunction(node);
        return;
      case "ClassDeclaration":
        this.#hoistClass(node);
        return;
      case "TSImportEqualsDeclaration":
        this.#hoistImportEquals(node);
        return;
      case "VariableDeclaration":
        if (text(node, "kind") === "var") this.#hoistVars(node);
        else this.#hoistVariables(node);
        return;
      default:
        this.#hoistVars(node);
    }
  }

  #hoistFunction(node: SyntaxNode): void {
    const id = child(node, "id");
    if (id === null) return;
    const name = text(id, "name");
    const renamed = this.#options.rename(name);
    // Without its own name inside, a recursive function sees a later redeclaration, too.
    this.#buffer.remove(id.start, id.end);
    const declaring = this.#options.mode === "properties" ? this.#declaring([name]) : "let ";
    this.#buffer.prependRight(node.start, `${declaring}${renamed} = ${opening(name, renamed)}`);
    this.#buffer.appendLeft(node.end, `${closing(name, renamed)};`);
  }

  #hoistClass(node: SyntaxNode): void {
    const id = child(node, "id");
    if (id === null) return;
    const name = text(id, "name");
    this.#buffer.prependRight(
      node.start,
      `${this.#declaring([name])}${this.#options.rename(name)} = `,
    );
    this.#buffer.appendLeft(node.end, ";");
  }

  #hoistImportEquals(node: SyntaxNode): void {
    const id = child(node, "id");
    if (id === null) return;
    this.#buffer.update(node.start, id.start, this.#declaring([text(id, "name")]));
  }

  #hoistVariables(node: SyntaxNode): void {
    const kind = text(node, "kind");
    const declarators = list(node, "declarations");
    for (const declarator of declarators) this.#keepFunctionName(declarator);
    if (kind.endsWith("using")) {
      for (const declarator of declarators) {
        const [id] = boundIdentifiers(child(declarator, "id"));
        if (id === undefined) continue;
        const name = this.#declareAtHead(text(id, "name"));
        this.#buffer.appendLeft(id.start, `using_${name} = `);
      }
      return;
    }
    const first = declarators[0];
    if (first === undefined) return;
    this.#buffer.update(
      node.start,
      first.start,
      this.#declaring(declaredIdentifiers(node).map((id) => text(id, "name"))),
    );
    if (this.#options.mode === "let") return;
    for (const declarator of declarators)
      if (child(declarator, "init") === null)
        this.#buffer.appendLeft(declarator.end, " = undefined");
  }

  #declaring(names: readonly string[]): string {
    switch (this.#options.mode) {
      case "let":
        return "let ";
      case "assign":
        for (const name of names) this.#declareAtHead(name);
        return "0, ";
      case "properties":
        for (const name of names) this.uninitialized.add(this.#options.rename(name));
        return "0, ";
    }
  }

  #declareAtHead(name: string): string {
    const renamed = this.#options.rename(name);
    this.initialized.set(renamed, name);
    return renamed;
  }

  /** Every `var` of the statement, those of nested functions left out, becomes an assignment. */
  #hoistVars(statement: SyntaxNode): void {
    eachVar(statement, (declaration, loop) => {
      const declarators = list(declaration, "declarations");
      const [first] = declarators;
      if (first === undefined) return;
      for (const id of declaredIdentifiers(declaration)) this.#declareAtHead(text(id, "name"));
      for (const declarator of declarators) this.#keepFunctionName(declarator);
      // "0, " begins an expression that no line before can swallow, whatever the pattern is.
      this.#buffer.update(declaration.start, first.start, loop === null ? "0, " : "");
    });
  }

  /** A function takes its name from what it is first assigned to: see to it that it is the learner's. */
  #keepFunctionName(declarator: SyntaxNode): void {
    const id = child(declarator, "id");
    const init = child(declarator, "init");
    if (id?.type !== "Identifier" || init === null) return;
    const name = text(id, "name");
    const renamed = this.#options.rename(name);
    const value = withoutTypes(init);
    const isFunction = /^(?:FunctionExpression|ArrowFunctionExpression|ClassExpression)$/;
    if (name === renamed || !isFunction.test(value.type) || child(value, "id") !== null) return;
    this.#buffer.prependRight(value.start, opening(name, renamed));
    this.#buffer.appendLeft(value.end, closing(name, renamed));
  }

  #replaceImport(statement: SyntaxNode): void {
    const { importStatement, mode } = this.#options;
    const declaring = (names: readonly string[]) =>
      mode === "properties" ? this.#declaring(names) : "let ";
    this.#buffer.update(
      statement.start,
      statement.end,
      importStatement(statement, declaring) ?? ";",
    );
  }
}

function opening(name: string, renamed: string): string {
  return name === renamed ? "" : `({ ${name}: `;
}

function closing(name: string, renamed: string): string {
  return name === renamed ? "" : ` }).${name}`;
}
