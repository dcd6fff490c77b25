import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { OwnFiles } from "../language/modules/index.ts";

const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'])([^"'\n]+)\1/g;
/** What an example in a comment imports is no import; a line of a template may look like one. */
const COMMENT_OR_TEMPLATE = /^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)|`(?:\\[\s\S]|[^`\\])*`/gm;

/** Milliseconds without a question after which a graph is loaded. */
const QUIET = 200;

/** What is known of a file while it stays as it is on the disk. */
interface Known {
  stamp: string;
  hash: string;
  specifiers: readonly string[];
}

/**
 * The versions of the learner's files: texts that change when the file, or any of the learner's that
 * it imports, directly or not, changes. Under a URL that carries it, an edited module and its
 * importers are loaded anew.
 */
export class ModuleVersions {
  readonly #own: OwnFiles;
  readonly #known = new Map<string, Known>();
  /** What was looked up since `forget`: a file's state, and the files that it imports. */
  readonly #looked = new Map<string, { hash: string; imports: readonly string[] }>();
  /** What names mean, since `forget`: the files of a package import the same ones many times. */
  readonly #found = new Map<string, readonly string[]>();
  readonly #versions = new Map<string, string>();
  #forgetting: NodeJS.Timeout | undefined;

  constructor(own: OwnFiles) {
    this.#own = own;
  }

  /** Makes the files be looked at again. */
  forget(): void {
    this.#looked.clear();
    this.#found.clear();
    this.#versions.clear();
  }

  /**
   * Makes the files be looked at again once nobody has asked for a while. Node asks for each import of
   * a graph in a turn of its own: looking at all files again in each took half a minute for 230 files.
   */
  forgetSoon(): void {
    this.#forgetting ??= setTimeout(() => this.forget(), QUIET).unref();
    this.#forgetting.refresh();
  }

  /** The version of a file as it was when it was first asked for since `forget`. */
  of(path: string): string {
    let version = this.#versions.get(path);
    if (version === undefined) {
      version = this.#compute(path);
      this.#versions.set(path, version);
    }
    return version;
  }

  #compute(path: string): string {
    const hash = createHash("sha1");
    const pending = [path];
    const seen = new Set(pending);
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const { hash: own, imports } = this.#look(file);
      hash.update(`${file}\0${own}\0`);
      for (const other of imports) {
        if (seen.has(other)) continue;
        seen.add(other);
        pending.push(other);
      }
    }
    return hash.digest("hex").slice(0, 10);
  }

  #look(file: string): { hash: string; imports: readonly string[] } {
    let looked = this.#looked.get(file);
    if (looked === undefined) {
      const { hash, specifiers } = this.#read(file);
      const folder = dirname(file);
      const imports = specifiers.flatMap((specifier) => this.#find(specifier, folder));
      looked = { hash, imports };
      this.#looked.set(file, looked);
    }
    return looked;
  }

  #find(specifier: string, folder: string): readonly string[] {
    const key = `${folder}\0${specifier}`;
    let files = this.#found.get(key);
    if (files === undefined) {
      files = this.#own.find(specifier, folder);
      this.#found.set(key, files);
    }
    return files;
  }

  #read(file: string): Known {
    const stats = statSync(file, { throwIfNoEntry: false });
    const stamp = `${stats?.mtimeMs} ${stats?.ctimeMs} ${stats?.size} ${stats?.ino}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known;
    const source = read(file);
    const hash = createHash("sha1").update(source).digest("hex");
    const text = /\.[cm]?[jt]sx?$/.test(file) ? source.toString() : "";
    const code = text.replace(COMMENT_OR_TEMPLATE, (part) => (part.startsWith("`") ? part : ""));
    const specifiers = [...code.matchAll(SPECIFIER)].map(([, , specifier = ""]) => specifier);
    const entry = { stamp, hash, specifiers: [...new Set(specifiers)] };
    this.#known.set(file, entry);
    return entry;
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
