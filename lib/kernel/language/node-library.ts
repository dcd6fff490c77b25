import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The types that describe a Node version: JavaScript's own, and a copy of @types/node. */
export interface NodeLibrary {
  /** Files that hold JavaScript's own types. */
  files: string[];
  /** The folders that hold the packages of types: first that of `node`, then the notebook's own. */
  typeRoots: [string, ...string[]];
}

/**
 * TypeScript's libraries by the first Node version that has all of them; each holds those before
 * it. The build joins them, since the server goes through every file and every global name that
 * several files declare with every check: 0.5 ms of 2.7 for the 60 to 80 files.
 */
export const LIBRARIES: ReadonlyMap<number, string[]> = new Map([
  // What V8 11.3 has beyond ES2023. `using` needs Symbol.dispose only, which @types/node has for
  // Nodes without DisposableStack.
  [20, ["es2023", "es2024.string", "es2024.regexp", "es2024.sharedmemory"]],
  // What V8 12.4 has beyond ES2024: iterator helpers, Set methods, Array.fromAsync.
  [22, ["es2024", "es2025.iterator", "es2025.collection", "esnext.array"]],
  // V8 13.6 has the whole of ES2025.
  [24, ["es2025", "esnext.array", "esnext.disposable", "esnext.error"]],
]);

function dependency(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** Where packages of types are looked for from a folder, the nearest first. */
function ownRoots(directory: string): string[] {
  const folder = dirname(directory);
  const root = join(directory, "node_modules", "@types");
  const above = folder === directory ? [] : ownRoots(folder);
  return existsSync(root) ? [root, ...above] : above;
}

/** The copy of @types/node that a package.json at or above a folder asks for, if there is one. */
function chosenTypes(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    const types = join(folder, "node_modules", "@types", "node");
    if (existsSync(join(types, "index.d.ts"))) {
      try {
        const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        const asked = { ...manifest.dependencies, ...manifest.devDependencies };
        if ("@types/node" in asked) return types;
      } catch {
        // No package.json: the copy is there by accident, as someone else's dependency.
      }
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** The types for a Node version, seen from a notebook's folder: its own choice goes first. */
export function nodeLibrary(directory: string, version: string): NodeLibrary {
  const major = Number.parseInt(version, 10);
  const own = major >= 24 ? "@types-24/node" : major >= 22 ? "@types-22/node" : "@types/node";
  const folder = join(dependency("dropout-lab-kernel"), "dist", "language", "library");
  const lines = [...LIBRARIES.keys()].filter((line) => line <= Math.max(major, 20));
  return {
    files: lines.map((line) => join(folder, `es-${line}.d.ts`)),
    typeRoots: [dirname(chosenTypes(directory) ?? dependency(own)), ...ownRoots(directory)],
  };
}
