import { statSync } from "node:fs";
import { extname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readManifest } from "./package-manifest.ts";

const ADDED = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".json"];
const LOADABLE = new Set([...ADDED, ".wasm"]);
// TypeScript lets an import name the file that the compiler would write.
const WRITTEN_AS: Record<string, readonly string[]> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  ".jsx": [".tsx"],
};

/** Whether a specifier names a file rather than a package. */
export function isLocal(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier) || isAbsolute(specifier);
}

/** Whether a file is of a kind that can be imported. */
export function isLoadable(path: string): boolean {
  return LOADABLE.has(extname(path));
}

/** The path that a local specifier names. */
export function localPath(specifier: string, directory: string): string {
  const plain = specifier.replace(/[?#].*$/, "");
  return plain.startsWith("file:") ? fileURLToPath(plain) : resolve(directory, plain);
}

/** The file that a local specifier names, with or without its extension; undefined if none. */
export function resolveLocal(specifier: string, directory: string): string | undefined {
  const path = localPath(specifier, directory);
  return firstFile(candidates(path)) ?? mainOf(path);
}

/** The file that the package.json of a folder names. */
function mainOf(folder: string): string | undefined {
  const { main } = readManifest(folder) ?? {};
  return main === undefined ? undefined : firstFile(candidates(resolve(folder, main)));
}

/** Whether there is a file of this path. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // Something above it is no folder, or may not be looked into.
    return false;
  }
}

function firstFile(paths: Iterable<string>): string | undefined {
  for (const path of paths) if (isFile(path)) return path;
  return undefined;
}

/** One at a time: most imports name their file, and the others need not be made up. */
function* candidates(path: string): Generator<string> {
  const extension = extname(path);
  const bare = path.slice(0, path.length - extension.length);
  // Beside `x.ts`, `./x` does not mean a file `x`, nor `./x.config` a file `x.config`.
  if (LOADABLE.has(extension)) yield path;
  for (const other of WRITTEN_AS[extension] ?? []) yield bare + other;
  for (const end of ADDED) yield path + end;
  yield path;
  for (const end of ADDED) yield resolve(path, `index${end}`);
}
