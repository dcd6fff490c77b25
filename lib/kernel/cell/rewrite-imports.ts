import type MagicString from "magic-string";
import type { CellAnalysis } from "./cell-analysis.ts";
import { isTypeStatement } from "./erase-types.ts";
import { child, list, type SyntaxNode, text } from "./syntax-node.ts";

export interface ImportHelpers {
  readonly import: string;
  readonly meta: string;
}

/** Sends `import(…)` and `import.meta` to the host's helpers. */
export function rewriteDynamicImports(
  buffer: MagicString,
  { dynamicImports, importMetas }: CellAnalysis,
  helpers: ImportHelpers,
): void {
  for (const node of dynamicImports)
    buffer.update(node.start, node.start + "import".length, helpers.import);
  for (const node of importMetas) buffer.update(node.start, node.end, helpers.meta);
}

/**
 * The statement that loads what an import, or an `export … from`, names; null where there is nothing
 * to load. Imported names are read once, when the import runs.
 */
export function importStatement(
  node: SyntaxNode,
  {
    analysis,
    helpers,
    rename,
    declaring,
  }: {
    analysis: CellAnalysis;
    helpers: ImportHelpers;
    rename: (name: string) => string;
    declaring: (names: readonly string[]) => string;
  },
): string | null {
  if (isTypeStatement(node)) return null;
  const source = child(node, "source");
  if (source === null) return null;
  const specifiers = list(node, "specifiers").filter(
    (specifier) => text(specifier, "importKind") !== "type",
  );
  // `import { type A } from "m"` loads nothing; `import {} from "m"` and `import "m"` do.
  if (specifiers.length === 0 && list(node, "specifiers").length > 0) return null;
  const options = optionsOf(node, isUsedAsTypes(specifiers, analysis));
  const load = `await ${helpers.import}(${text(source, "raw")}${options})`;
  if (node.type !== "ImportDeclaration" || specifiers.length === 0) return `${load};`;

  const entries: string[] = [];
  let namespace: string | null = null;
  for (const specifier of specifiers) {
    const local = rename(localName(specifier));
    if (specifier.type === "ImportNamespaceSpecifier") namespace = local;
    else entries.push(entry(specifier, local));
  }
  const pattern = `{ ${entries.join(", ")} }`;
  const bindings =
    namespace === null
      ? [`${pattern} = ${load}`]
      : [`${namespace} = ${load}`, ...(entries.length > 0 ? [`${pattern} = ${namespace}`] : [])];
  return `${declaring(specifiers.map(localName))}${bindings.join(", ")};`;
}

export function localName(specifier: SyntaxNode): string {
  const local = child(specifier, "local");
  return local === null ? "" : text(local, "name");
}

function entry(specifier: SyntaxNode, local: string): string {
  if (specifier.type === "ImportDefaultSpecifier") return `default: ${local}`;
  const imported = child(specifier, "imported");
  if (imported === null) return local;
  const name = text(imported, "name");
  if (name === "") return `${text(imported, "raw")}: ${local}`;
  return name === local ? local : `${name}: ${local}`;
}

function isUsedAsTypes(specifiers: readonly SyntaxNode[], analysis: CellAnalysis): boolean {
  const names = specifiers.map(localName);
  return (
    names.some((name) => analysis.typeNames.has(name)) &&
    !analysis.references.some((reference) => names.includes(reference.name))
  );
}

function optionsOf(node: SyntaxNode, optional: boolean): string {
  const attributes = list(node, "attributes").map((attribute) => {
    const key = child(attribute, "key");
    const value = child(attribute, "value");
    if (key === null || value === null) return "";
    return `${text(key, "name") || text(key, "raw")}: ${text(value, "raw")}`;
  });
  const parts: string[] = [];
  if (attributes.length > 0) parts.push(`with: { ${attributes.join(", ")} }`);
  if (optional) parts.push("optional: true");
  return parts.length === 0 ? "" : `, { ${parts.join(", ")} }`;
}
