import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { nearestName } from "./nearest-name.ts";
import { isFile, isLoadable, localPath, resolveLocal } from "./resolve-local.ts";

const KINDS = "a .ts, .js, .json or .wasm file";
/** Files that hold text, by their extension. */
const TEXT =
  /^\.(?:txt|md|csv|tsv|html?|css|scss|less|ya?ml|toml|xml|svg|ini|env|log|sql|graphql)$/i;

/** Why a local file cannot be imported, and what would be right; undefined if it can be. */
export function explainLocal(specifier: string, folder: string): string | undefined {
  const found = resolveLocal(specifier, folder);
  if (found === undefined) return explainMissing(specifier, localPath(specifier, folder));
  if (isLoadable(found)) return undefined;
  const extension = extname(found);
  const got = extension === "" ? "a file without an extension" : `a ${extension} file`;
  return `Cannot import '${specifier}': ${found} must be ${KINDS}, got ${got}; ${wayTo(specifier, extension)}`;
}

function wayTo(specifier: string, extension: string): string {
  if (extension === ".node") return `load it with require(${JSON.stringify(specifier)})`;
  if (extension === ".ipynb") return "move what both notebooks need to a .ts file";
  const url = `new URL(${JSON.stringify(specifier)}, import.meta.url)`;
  const read = TEXT.test(extension) || extension === "" ? `${url}, "utf8"` : url;
  return `read it with readFileSync(${read}) of node:fs`;
}

function explainMissing(specifier: string, path: string): string {
  const cannot = `Cannot find '${specifier}'`;
  if (isFolder(path)) {
    const files = namesIn(path).filter((name) => isLoadable(name));
    const holds = files.length === 0 ? "nothing to import" : listed(files);
    return `${cannot}: ${path} is a folder without index.ts or index.js; it holds ${holds}`;
  }
  const parent = dirname(path);
  if (!isFolder(parent)) {
    const reason = isFile(parent) ? `${parent} is a file` : `there is no folder ${parent}`;
    return `${cannot}: ${reason}`;
  }
  const meant = suggestion(path, parent);
  const written = meant && specifier.slice(0, specifier.lastIndexOf("/") + 1) + meant;
  const hint = written === undefined ? "" : `; did you mean '${written}'?`;
  const ended = extname(path) === "" ? " (nor with .ts or .js)" : "";
  return `${cannot}: there is no file ${path}${ended}${hint}`;
}

/** The file of a folder whose name is nearest to what was asked for, its extension left aside. */
function suggestion(path: string, parent: string): string | undefined {
  const files = namesIn(parent).filter((name) => isLoadable(name) && isFile(join(parent, name)));
  const stem = (name: string) => name.slice(0, name.length - extname(name).length);
  const asked = basename(path);
  const name = isLoadable(asked) ? stem(asked) : asked;
  const same = files.find((file) => stem(file).toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same;
  const near = nearestName(name, files.map(stem));
  return files.find((file) => stem(file) === near);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
