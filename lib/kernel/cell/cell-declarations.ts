import type { Declaration, DeclarationKind, ImportedModule } from "./compiled-cell.ts";
import { isTypeStatement } from "./erase-types.ts";
import { declaredIdentifiers, eachVar, runs } from "./scope-names.ts";
import { positionsIn } from "./source-position.ts";
import { child, list, type SyntaxNode, text } from "./syntax-node.ts";

/** The top-level names of a cell, in the order in which they are written; a name may come twice. */
export function cellDeclarations(program: SyntaxNode, source: string): Declaration[] {
  const found: Declaration[] = [];
  const placeOf = positionsIn(source);
  const add = (id: SyntaxNode | null, kind: DeclarationKind, typeOnly = false) => {
    if (id === null || id.type !== "Identifier") return;
    const place = placeOf(id.start);
    found.push({ name: text(id, "name"), kind, typeOnly, start: id.start, ...place });
  };
  for (const statement of list(program, "body")) addDeclarations(statement, add);
  return found;
}

type Add = (id: SyntaxNode | null, kind: DeclarationKind, typeOnly?: boolean) => void;

function addDeclarations(statement: SyntaxNode, add: Add): void {
  const isTypeOnly = isTypeStatement(statement);
  if (statement.type === "ImportDeclaration") {
    for (const specifier of list(statement, "specifiers"))
      add(
        child(specifier, "local"),
        "import",
        isTypeOnly || text(specifier, "importKind") === "type",
      );
    return;
  }
  const node = child(statement, "declaration") ?? statement;
  const id = child(node, "id");
  switch (node.type) {
    case "VariableDeclaration":
      addVariables(node, add, isTypeOnly);
      return;
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      // Overload signatures say nothing that their implementation does not.
      if (node.type === "FunctionDeclaration" || node.declare === true)
        add(id, "function", isTypeOnly);
      return;
    case "ClassDeclaration":
      add(id, "class", isTypeOnly);
      return;
    case "TSEnumDeclaration":
      add(id, "enum", isTypeOnly);
      return;
    case "TSModuleDeclaration":
      if (node.global !== true) add(id, "namespace", isTypeOnly || !runs(node));
      return;
    case "TSInterfaceDeclaration":
      add(id, "interface", true);
      return;
    case "TSTypeAliasDeclaration":
      add(id, "type", true);
      return;
    case "TSImportEqualsDeclaration":
      add(id, "import", isTypeOnly);
      return;
    default:
      // A `var` in blocks and loops belongs to the cell.
      eachVar(node, (declaration) => addVariables(declaration, add, false));
  }
}

function addVariables(node: SyntaxNode, add: Add, isTypeOnly: boolean): void {
  const written = text(node, "kind");
  const kind: DeclarationKind = written.endsWith("using")
    ? "using"
    : written === "const" || written === "var"
      ? written
      : "let";
  for (const id of declaredIdentifiers(node)) add(id, kind, isTypeOnly);
}

/** The modules that a cell names, in the order in which they are written. */
export function importedModules(
  program: SyntaxNode,
  dynamicImports: readonly SyntaxNode[],
): ImportedModule[] {
  const found: ImportedModule[] = [];
  const add = (source: SyntaxNode | null, typeOnly: boolean, dynamic: boolean) => {
    const specifier = source?.value;
    if (source === null || typeof specifier !== "string") return;
    found.push({ specifier, typeOnly, dynamic, start: source.start });
  };
  for (const statement of list(program, "body")) {
    const specifiers = list(statement, "specifiers");
    const allTypes =
      specifiers.length > 0 &&
      specifiers.every((s) => text(s, "importKind") === "type" || text(s, "exportKind") === "type");
    const typeOnly = isTypeStatement(statement) || allTypes;
    if (/^(?:Import|ExportAll|ExportNamed)Declaration$/.test(statement.type))
      add(child(statement, "source"), typeOnly, false);
    const reference = child(statement, "moduleReference");
    if (reference !== null) add(child(reference, "expression"), typeOnly, false);
  }
  for (const node of dynamicImports) add(child(node, "source"), false, true);
  return found.sort((a, b) => a.start - b.start);
}

/** Whether the cell ends in an expression; empty statements after it do not count. */
export function endsInExpression(program: SyntaxNode): boolean {
  return lastStatement(program)?.type === "ExpressionStatement";
}

/** Whether the cell ends in an expression with a semicolon behind it. */
export function endsInSemicolon(program: SyntaxNode, source: string): boolean {
  const last = lastStatement(program);
  if (last?.type !== "ExpressionStatement") return false;
  return source[last.end - 1] === ";" || list(program, "body").at(-1) !== last;
}

/** The last statement that is not empty. */
export function lastStatement(program: SyntaxNode): SyntaxNode | undefined {
  return list(program, "body")
    .filter((statement) => statement.type !== "EmptyStatement")
    .at(-1);
}
