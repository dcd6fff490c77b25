import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

/** What can be completed at a place of a source, and where it begins. */
export type CompletionPlace =
  /** A value's name, a keyword, or in a type a type's. */
  | { readonly kind: "name"; readonly from: number; readonly inType: boolean }
  /** What stands behind the dot of an object, which has a name if it is a variable. */
  | { readonly kind: "property"; readonly from: number; readonly object: string | undefined }
  /** A package's name in an import. */
  | { readonly kind: "specifier"; readonly from: number }
  /** A name between the braces of an import; the package may not be written yet. */
  | { readonly kind: "export"; readonly from: number; readonly specifier: string | undefined };

/** Parts of a source that are the reader's own to write. */
const OWN_TEXT = new Set([
  "String",
  "TemplateString",
  "RegExp",
  "Number",
  "LineComment",
  "BlockComment",
  "VariableDefinition",
  "TypeDefinition",
  "Label",
  "PropertyDefinition",
  "PrivatePropertyDefinition",
  "JSXText",
]);

/** What can be completed before an offset; undefined where nothing can, or nothing was begun or asked for. */
export function completionPlace(
  state: EditorState,
  offset: number,
  isAsked: boolean,
): CompletionPlace | undefined {
  const node = syntaxTree(state).resolveInner(offset, -1);
  const read = (one: { from: number; to: number } | null | undefined) =>
    one ? state.sliceDoc(one.from, one.to) : undefined;
  const word = wordBefore(state, offset);
  const from = offset - word.length;
  const owner = node.parent;
  if (node.name === "String" && /^(?:Import|Export)Declaration$/.test(owner?.name ?? "")) {
    return { kind: "specifier", from: node.from + 1 };
  }
  const group = node.name === "ImportGroup" ? node : owner?.name === "ImportGroup" ? owner : null;
  if (group !== null) {
    const specifier = read(group.parent?.getChild("String"))?.slice(1, -1);
    return word === "" && !isAsked ? undefined : { kind: "export", from, specifier };
  }
  const member = node.name === "MemberExpression" ? node : owner;
  if (member?.name === "MemberExpression" && /^(?:\?\.|\.|PropertyName|⚠)$/.test(node.name)) {
    const object = member.firstChild;
    return { kind: "property", from, object: object?.name === "VariableName" ? read(object) : "" };
  }
  if (OWN_TEXT.has(node.name) || (word === "" && !isAsked) || /^\d/.test(word)) return undefined;
  return { kind: "name", from, inType: node.name === "TypeName" };
}

/** The part of a name that stands before an offset; may be empty. */
export function wordBefore(state: EditorState, offset: number): string {
  const text = state.sliceDoc(state.doc.lineAt(offset).from, offset);
  return /[\w$]*$/.exec(text)?.[0] ?? "";
}
