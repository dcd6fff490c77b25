import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"'\r\n]+)["']/g;
const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".cjs", ".json"];
const INDEXES = ["index.ts", "index.tsx", "index.d.ts", "index.js", "index.mjs"];

const COMMENT_OR_TEXT =
  /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

/** The modules that a text imports; what comments say does not count. */
function specifiers(source: string): string[] {
  const code = source.replace(COMMENT_OR_TEXT, (part) => (part.startsWith("/") ? " " : part));
  return [...code.matchAll(SPECIFIER)].map(([, name]) => name ?? "");
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

function importsOf(file: string): string[] {
  if (/[\\/]node_modules[\\/]|\.json$/.test(file)) return [];
  try {
    return specifiers(readFileSync(file, "utf8"));
  } catch {
    // One that may not be read, or is too long for a text.
    return [];
  }
}

/** A local file that a cell imports, itself or through others. */
export interface LocalModule {
  path: string;
  size: number;
  /** Another one after every change. */
  version: string;
}

/** Watches, by looking when asked, the local files that cells import, and what these import. */
export class LocalModules {
  readonly #seen = new Map<string, { time: number; size: number; imports: string[] }>();

  /**
   * The files that a cell reaches by relative imports, and those of them that changed, or went,
   * since they were looked at.
   */
  look(directory: string, source: string): { changed: string[]; reached: LocalModule[] } {
    const changed: string[] = [];
    const reached: LocalModule[] = [];
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
          entry = { time, size, imports: importsOf(file) };
          this.#seen.set(file, entry);
        }
        reached.push({ path: file, size, version: `${time}-${size}` });
        visit(dirname(file), entry.imports);
      }
    };
    try {
      visit(directory, specifiers(source));
    } catch {
      // A file that vanishes while it is looked at is found missing by the checker.
    }
    return { changed, reached };
  }
}
