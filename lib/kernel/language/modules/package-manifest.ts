import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The conditions under which Node looks for what an import names. */
export const IMPORT_CONDITIONS = ["node", "import", "module-sync", "default", "node-addons"];

/** The parts of a package.json that say which files an import means. */
export interface Manifest {
  name?: string;
  type?: string;
  main?: string;
  module?: string;
  types?: string;
  typings?: string;
  exports?: unknown;
  imports?: unknown;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The package.json of a folder; undefined if there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A folder and all above it, the nearest first. */
export function foldersUp(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUp(above)];
}

/** The nearest folder, at or above the given one, that has a package.json, and that. */
export function nearestManifest(folder: string): { root: string; manifest: Manifest } | undefined {
  for (const root of foldersUp(folder)) {
    const manifest = readManifest(root);
    if (manifest !== undefined) return { root, manifest };
  }
  return undefined;
}

/** The package that a bare specifier names, and the path within it: `["@a/b", "./c"]`. */
export function packageOf(specifier: string): [name: string, subpath: string] {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return [name, [".", ...parts].join("/")];
}

/** The field `exports` with its sugar dissolved: by subpath. */
export function exportsOf({ exports }: Manifest): Record<string, unknown> | undefined {
  if (exports === undefined || exports === null) return undefined;
  if (typeof exports !== "object" || Array.isArray(exports)) return { ".": exports };
  const keys = Object.keys(exports);
  return keys.some((key) => key.startsWith(".")) || keys.length === 0
    ? (exports as Record<string, unknown>)
    : { ".": exports };
}

/**
 * The targets of a key in `exports` or `imports`: with conditions those that they choose, the one
 * that counts first; without, all that any conditions would choose.
 */
export function targetsOf(
  field: Record<string, unknown>,
  key: string,
  conditions?: readonly string[],
): string[] {
  if (key in field && !key.includes("*")) return leaves(field[key], conditions);
  // As Node has it: the longest beginning goes first.
  const patterns = Object.keys(field)
    .filter((pattern) => pattern.includes("*"))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*"));
  for (const pattern of patterns) {
    const [before = "", after = ""] = pattern.split("*");
    if (key.length < pattern.length || !key.startsWith(before) || !key.endsWith(after)) continue;
    const middle = key.slice(before.length, key.length - after.length);
    return leaves(field[pattern], conditions).map((leaf) => leaf.replaceAll("*", middle));
  }
  return [];
}

function leaves(target: unknown, conditions: readonly string[] | undefined): string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return target.flatMap((each) => leaves(each, conditions));
  if (typeof target !== "object" || target === null) return [];
  return Object.entries(target)
    .filter(([condition]) => conditions?.includes(condition) ?? true)
    .flatMap(([, each]) => leaves(each, conditions));
}
