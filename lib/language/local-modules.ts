import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isFile, type OwnFiles } from "./modules/index.ts";

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
  if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
  try {
    return specifiers(readFileSync(file, "utf8"));
  } catch {
    // One that may not be read, or is too long for a text.
    return [];
  }
}

/** A file of the learner's own that a cell imports, itself or through others. */
export interface LocalModule {
  path: string;
  size: number;
  /** Another one after every change. */
  version: string;
}

/**
 * Watches, by looking when asked, the learner's own files that cells import, and what these import.
 */
export class LocalModules {
  readonly #own: OwnFiles;
  readonly #seen = new Map<string, { time: number; size: number; imports: string[] }>();

  constructor(own: OwnFiles) {
    this.#own = own;
  }

  /**
   * The own files that a cell reaches by imports, and those of them that changed, or went, since
   * they were looked at.
   */
  look(directory: string, source: string): { changed: string[]; reached: LocalModule[] } {
    const changed: string[] = [];
    const reached = new Map<string, LocalModule>();
    const visit = (folder: string, text: string[]) => {
      for (const specifier of text) {
        const isPath = /^\.{1,2}\//.test(specifier);
        const paths = isPath ? candidates(folder, specifier) : this.#paths(specifier, folder);
        for (const path of paths) {
          if (!this.#seen.has(path) || isFile(path)) continue;
          this.#seen.delete(path);
          changed.push(path);
        }
        // A package has a file for each condition, of which the checker knows best.
        const files = paths.filter(isFile).slice(0, isPath ? 1 : paths.length);
        for (const file of files) look(file);
      }
    };
    const look = (file: string) => {
      if (reached.has(file)) return;
      const { mtimeMs: time, size } = statSync(file);
      reached.set(file, { path: file, size, version: `${time}-${size}` });
      let entry = this.#seen.get(file);
      if (!entry || entry.time !== time || entry.size !== size) {
        if (entry) changed.push(file);
        entry = { time, size, imports: importsOf(file) };
        this.#seen.set(file, entry);
      }
      visit(dirname(file), entry.imports);
    };
    try {
      visit(directory, specifiers(source));
    } catch {
      // A file that vanishes while it is looked at is found missing by the checker.
    }
    return { changed, reached: [...reached.values()] };
  }

  /** What stands behind a name of package.json or tsconfig.json, or of a package that is a link. */
  #paths(specifier: string, folder: string): string[] {
    const manifest = this.#own.manifest(specifier, folder);
    const paths = this.#own.find(specifier, folder);
    return manifest === undefined ? paths : [manifest, ...paths];
  }
}
