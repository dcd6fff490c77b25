import type { Diagnostic } from "vscode-languageserver-protocol";
import { codeOf, messageOf } from "./diagnostic.ts";
import { explainImport, isLocal, type OwnFiles } from "./modules/index.ts";

/** A module, its types, or those of one that is imported for its effects, are not found. */
const NO_MODULE = new Set([2307, 2792, 2732, 2882, 7016]);

/** Whether an item says that a module is not found. */
export function lacksModule(item: Diagnostic): boolean {
  // Of Node's own modules it says that a name is not found.
  return NO_MODULE.has(codeOf(item)) || /^Cannot find name 'node:/.test(messageOf(item));
}

/** The module that an item says is not found. */
export function missingModule(item: Diagnostic): string {
  return /'(.+?)'(?=\s|\.|$)/.exec(messageOf(item))?.[1] ?? "";
}

/** Whether the host finds a module that the checker does not: it has no types, that is all. */
export function isFoundByHost(specifier: string, folder: string, own: OwnFiles): boolean {
  if (specifier.startsWith("data:")) return true;
  const isOwn = isLocal(specifier) || own.find(specifier, folder).length > 0;
  return isOwn && explainImport(specifier, folder, own) === undefined;
}

/** The items with the reason why a module is not found, and the way out, as its message. */
export function explainedItems(
  items: readonly Diagnostic[],
  folder: string,
  own: OwnFiles,
): Diagnostic[] {
  return items.map((item) => {
    if (!lacksModule(item) || codeOf(item) === 7016) return item;
    const message = explainImport(missingModule(item), folder, own);
    return message === undefined ? item : { ...item, message };
  });
}
