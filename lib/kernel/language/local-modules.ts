import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isFile, type OwnFiles } from "./modules/index.ts";

const SPECIFIER = /\b(from|import|require)\s*\(?\s*["']([^"'\r\n]+)["']/g;
const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".cjs", ".json"];
const INDEXES = ["index.ts", "index.tsx", "index.d.ts", "index.js", "index.mjs"];

const COMMENT_OR_TEXT =
  /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

/** What a text imports, and whether by a `require`, which TypeScript does not follow. */
interface Import {
  specifier: string;
  isRequired: boolean;
}

/** The modules that a text imports; what comments say does not count. */
function importsIn(source: string): Import[] {
  const code = source.replace(COMMENT_OR_TEXT, (part) => (part.startsWith("/") ? " " : part));
  return [...code.matchAll(SPECIFIER)].map(([, word, specifier = ""]) => ({
    specifier,
    isRequired: word === "require",
  }));
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

/** Is it a file of which the server tells errors? */
export function isTypeScript(path: string): boolean {
  return /(?<!\.d)\.[cm]?tsx?$/.test(path);
}

/** Whether a specifier names a file by its path. */
export function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}

function isOfPath(specifier: string): boolean {
  return /^\.{1,2}\//.test(specifier);
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

function importsOf(file: string): Import[] {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
  try {
    return importsIn(readFileSync(file, "utf8"));
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
  /** Whether TypeScript does not find it by itself, as the kernel does: `./x` for `x.mts`. */
  isUnknown: boolean;
}

function isFound(specifier: string, file: string): boolean {
  return !/\.[mc]ts$/.test(file) || /\.[mc][jt]s$/.test(specifier);
}

/**
 * Watches, by looking when asked, the learner's own files that cells import, and what these import.
 */
export class LocalModules {
  readonly #own: OwnFiles;
  readonly #seen = new Map<string, { time: number; size: number; imports: Import[] }>();
  /** What each path meant at the last look, so that a file that comes is told as a change. */
  readonly #meant = new Map<string, string | undefined>();

  constructor(own: OwnFiles) {
    this.#own = own;
  }

  /**
   * The own files that a cell reaches by imports and that changed, came, or went, since they
   * were looked at; and those that TypeScript reaches, too, or would if the cell named them otherwise.
   */
  look(directory: string, source: string): { changed: string[]; reached: LocalModule[] } {
    const changed: string[] = [];
    const reached: LocalModule[] = [];
    const visited = new Set<string>();
    const named = importsIn(source);
    // The files of a package import the same ones many times.
    const found = new Map<string, string[]>();
    const filesOf = (specifier: string, folder: string): string[] => {
      const key = isOfPath(specifier) ? resolve(folder, specifier) : `${folder}\0${specifier}`;
      const files = found.get(key) ?? this.#files(specifier, folder, changed);
      found.set(key, files);
      return files;
    };
    const visit = (folder: string, imports: Import[], isReached: boolean) => {
      for (const { specifier, isRequired } of imports) {
        const files = filesOf(specifier, folder);
        // A package has a file for each condition, of which the checker knows best.
        const isSure = files.filter((file) => !file.endsWith(".json")).length === 1;
        for (const file of files) {
          if (visited.has(file)) continue;
          visited.add(file);
          const isUnknown = isRequired || (isOfPath(specifier) && !isFound(specifier, file));
          const isWithin = isReached && isSure && (!isUnknown || imports === named);
          const { entry, size, version } = this.#entry(file, changed);
          if (isWithin) reached.push({ path: file, size, version, isUnknown });
          visit(dirname(file), entry.imports, isWithin);
        }
      }
    };
    try {
      visit(directory, named, true);
    } catch {
      // A file that vanishes while it is looked at is found missing by the checker.
    }
    return { changed, reached };
  }

  /** The files that a specifier means; adds those that went or came to `changed`. */
  #files(specifier: string, folder: string, changed: string[]): string[] {
    const isPath = isOfPath(specifier);
    const paths = isPath ? candidates(folder, specifier) : this.#paths(specifier, folder);
    for (const path of paths) {
      if (!this.#seen.has(path) || isFile(path)) continue;
      this.#seen.delete(path);
      changed.push(path);
    }
    if (!isPath) return paths.filter(isFile);
    const first = paths.find(isFile);
    const path = resolve(folder, specifier);
    const hasCome = this.#meant.has(path) && this.#meant.get(path) !== first;
    this.#meant.set(path, first);
    if (first === undefined) return [];
    if (hasCome) changed.push(first);
    return [first];
  }

  /** What is known of a file; adds it to `changed` if it was known otherwise. */
  #entry(file: string, changed: string[]) {
    const { mtimeMs: time, size } = statSync(file);
    let entry = this.#seen.get(file);
    if (!entry || entry.time !== time || entry.size !== size) {
      if (entry) changed.push(file);
      entry = { time, size, imports: importsOf(file) };
      this.#seen.set(file, entry);
    }
    return { entry, size, version: `${time}-${size}` };
  }

  /** What stands behind a name of package.json or tsconfig.json, or of a package that is a link. */
  #paths(specifier: string, folder: string): string[] {
    const manifest = this.#own.manifest(specifier, folder);
    const paths = this.#own.find(specifier, folder);
    return manifest === undefined ? paths : [manifest, ...paths];
  }
}
