import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"'\r\n]+)["']/g;
const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".cjs", ".json"];
const INDEXES = ["index.ts", "index.tsx", "index.d.ts", "index.js", "index.mjs"];

/** The modules that a text imports. */
function specifiers(source: string): string[] {
  return [...source.matchAll(SPECIFIER)].map(([, name]) => name ?? "");
}

/** The files that a specifier may mean, the first first. */
function candidates(folder: string, specifier: string): string[] {
  const base = resolve(folder, specifier);
  return [
    base.replace(/\.([mc]?)js$/, ".$1ts"),
    ...ENDINGS.map((ending) => base + ending),
    ...INDEXES.map((index) => join(base, index)),
  ];
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A file in the place of a folder, a name that no file can have, links in a circle.
    return false;
  }
}

/** Whether a specifier names a file by its path. */
export function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}

/** What now stands on the disk for a module that was not found; empty if there is nothing. */
export function appearedFiles(directory: string, specifier: string): string[] {
  if (isRelative(specifier)) {
    return candidates(directory, specifier).filter(isFile).slice(0, 1);
  }
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  const plain = name.replace(/^@/, "").replace("/", "__");
  for (let folder = directory; ; folder = dirname(folder)) {
    const found = [name, `@types/${plain}`]
      .map((part) => join(folder, "node_modules", part, "package.json"))
      .filter((path) => existsSync(path));
    if (found.length > 0 || dirname(folder) === folder) return found;
  }
}

/** Watches, by looking when asked, the local files that cells import, and what these import. */
export class LocalModules {
  readonly #seen = new Map<string, { time: number; size: number; imports: string[] }>();

  /**
   * The files that a cell reaches by relative imports and that changed, or went, since they were
   * looked at.
   */
  changes(directory: string, source: string): string[] {
    const changed: string[] = [];
    const visited = new Set<string>();
    const visit = (folder: string, text: string[]) => {
      for (const specifier of text) {
        if (!/^\.{1,2}\//.test(specifier)) continue;
        const paths = candidates(folder, specifier);
        for (const path of paths) {
          if (!this.#seen.has(path) || isFile(path)) continue;
          this.#seen.delete(path);
          changed.push(path);
        }
        const file = paths.find(isFile);
        if (file === undefined || visited.has(file)) continue;
        visited.add(file);
        const { mtimeMs: time, size } = statSync(file);
        let entry = this.#seen.get(file);
        if (!entry || entry.time !== time || entry.size !== size) {
          if (entry) changed.push(file);
          entry = { time, size, imports: specifiers(readFileSync(file, "utf8")) };
          this.#seen.set(file, entry);
        }
        visit(dirname(file), entry.imports);
      }
    };
    try {
      visit(directory, specifiers(source));
    } catch {
      // A file that vanishes while it is looked at is found missing by the checker.
    }
    return changed;
  }
}
