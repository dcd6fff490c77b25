import { cellDeclarations } from "./cell-declarations.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** The top-level names of lowered code that the learner did not declare: helpers and temporaries. */
export function introducedNames(
  program: SyntaxNode,
  isOwn: (name: string) => boolean,
): Set<string> {
  // Positions do not matter here, so the text need not be given.
  const names = cellDeclarations(program, "").map(({ name }) => name);
  return new Set(names.filter((name) => !isOwn(name)));
}

/** What a learner calls the syntax. */
export function describeSyntax(node: SyntaxNode): string {
  switch (node.type) {
    case "TSEnumDeclaration":
      return "An enum";
    case "TSModuleDeclaration":
      return "A namespace with values";
    case "Decorator":
      return "A decorator";
    case "TSParameterProperty":
      return "A constructor parameter that declares a property";
    case "Program":
      return "A `using` declaration";
    default:
      return node.type.startsWith("JSX") ? "JSX" : "An accessor field";
  }
}
