import { type ParsedScript, parseScript } from "../../code/index.ts";

/** A name that a cell imports, and what it is called in its package; `*` is the whole package. */
export interface ImportedName {
  readonly name: string;
  readonly specifier: string;
  readonly exported: string;
}

/** What a cell gives to the cells of its notebook. */
export interface CellNames {
  readonly declared: readonly string[];
  readonly imported: readonly ImportedName[];
}

/** What has names of its own. */
const INNER = new Set([
  "ParamList",
  "Block",
  "ClassBody",
  "EnumBody",
  "ForStatement",
  "ArrowFunction",
  "FunctionExpression",
  "ClassExpression",
]);

/** The names that a cell declares and imports; also of one that is half written. */
export function cellNames(source: string): CellNames {
  const declared: string[] = [];
  const imported: ImportedName[] = [];
  parseScript(source, "typescript").iterate({
    enter({ name, from, to, node }) {
      if (name === "ImportDeclaration") {
        imported.push(...importedNames(source, node));
        return false;
      }
      if (name === "VariableDefinition" || name === "TypeDefinition")
        declared.push(source.slice(from, to));
      return !INNER.has(name);
    },
  });
  return { declared, imported };
}

function importedNames(source: string, declaration: ParsedScript["topNode"]): ImportedName[] {
  const read = (node: { from: number; to: number }) => source.slice(node.from, node.to);
  const from = declaration.getChild("String");
  if (from === null) return [];
  const specifier = read(from).slice(1, -1);
  const group = declaration.getChild("ImportGroup");
  const whole = declaration.getChild("Star") === null ? "default" : "*";
  return [
    ...declaration.getChildren("VariableDefinition").map((node) => {
      return { name: read(node), specifier, exported: whole };
    }),
    ...(group?.getChildren("VariableDefinition") ?? []).map((node) => {
      const isRenamed = node.prevSibling?.name === "as" ? node.prevSibling.prevSibling : null;
      return { name: read(node), specifier, exported: read(isRenamed ?? node) };
    }),
  ];
}
