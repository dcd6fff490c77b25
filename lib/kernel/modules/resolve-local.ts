import { statSync } from "node:fs";
import { extname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ADDED = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".json"];
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

/** The file that a local specifier names, with or without its extension; undefined if none. */
export function resolveLocal(specifier: string, directory: string): string | undefined {
  const plain = specifier.replace(/[?#].*$/, "");
  const path = plain.startsWith("file:") ? fileURLToPath(plain) : resolve(directory, plain);
  return candidates(path).find(isFile);
}

function candidates(path: string): string[] {
  const extension = extname(path);
  const bare = path.slice(0, path.length - extension.length);
  return [
    path,
    ...(WRITTEN_AS[extension] ?? []).map((other) => bare + other),
    ...ADDED.map((added) => path + added),
    ...ADDED.map((added) => resolve(path, `index${added}`)),
  ];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
