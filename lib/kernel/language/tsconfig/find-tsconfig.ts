import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** The parts of a tsconfig.json that matter to a notebook. */
interface Tsconfig {
  extends?: string | string[];
  files?: string[];
  include?: string[];
  exclude?: string[];
  compilerOptions?: Record<string, unknown>;
}

/** Reads JSON that may hold comments and trailing commas, as TypeScript does. */
function readTolerantly(path: string): Tsconfig {
  const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  const bare = text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : " ",
  );
  const parsed: unknown = JSON.parse(
    bare.replace(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, (part) => (part === "," ? "" : part)),
  );
  return typeof parsed === "object" && parsed !== null ? parsed : {};
}

/** The file that `extends` names, in a folder or a package. */
function baseFile(folder: string, base: string): string | undefined {
  if (base.startsWith(".") || isAbsolute(base)) {
    const file = resolve(folder, base.endsWith(".json") ? base : `${base}.json`);
    return existsSync(file) ? file : undefined;
  }
  const { resolve: find } = createRequire(join(folder, "tsconfig.json"));
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return find(name);
    } catch {
      // The next way to name it.
    }
  }
  return undefined;
}

/** Options that hold paths, with these made absolute. */
function absoluteOptions(folder: string, options: Record<string, unknown> = {}) {
  const absolute = { ...options };
  const base = typeof options.baseUrl === "string" ? resolve(folder, options.baseUrl) : folder;
  if ("baseUrl" in options) absolute.baseUrl = base;
  for (const name of ["typeRoots", "rootDirs"]) {
    const paths = options[name];
    if (Array.isArray(paths)) absolute[name] = paths.map((path) => resolve(folder, String(path)));
  }
  if (typeof options.paths === "object" && options.paths !== null) {
    absolute.paths = Object.fromEntries(
      Object.entries(options.paths).map(([name, paths]) => [
        name,
        [paths].flat().map((path) => resolve(base, String(path))),
      ]),
    );
  }
  return absolute;
}

/** TypeScript 7 looks no more into the `baseUrl`, but does so for an entry of `paths`. */
function withBaseUrlAsPath(options: Record<string, unknown>): Record<string, unknown> {
  const { baseUrl, ...others } = options;
  if (typeof baseUrl !== "string") return options;
  const paths = { ...(others.paths as Record<string, string[]> | undefined) };
  return { ...others, paths: { ...paths, "*": [...(paths["*"] ?? []), join(baseUrl, "*")] } };
}

/** A config with what it inherits; its paths and patterns become absolute. */
function readConfig(path: string, depth = 0): Tsconfig {
  const config = readTolerantly(path);
  const folder = dirname(path);
  const inherited: Tsconfig = {};
  let compilerOptions: Record<string, unknown> = {};
  for (const base of [config.extends ?? []].flat()) {
    const file = depth > 8 ? undefined : baseFile(folder, base);
    if (file === undefined) continue;
    const read = readConfig(file, depth + 1);
    compilerOptions = { ...compilerOptions, ...read.compilerOptions };
    Object.assign(inherited, read);
  }
  const absolute = (patterns: string[] | undefined) =>
    Array.isArray(patterns) ? patterns.map((pattern) => resolve(folder, pattern)) : undefined;
  const files = absolute(config.files) ?? inherited.files;
  const include = absolute(config.include) ?? inherited.include;
  const exclude = absolute(config.exclude) ?? inherited.exclude;
  return {
    ...(files && { files }),
    ...(include && { include }),
    ...(exclude && { exclude }),
    compilerOptions: { ...compilerOptions, ...absoluteOptions(folder, config.compilerOptions) },
  };
}

/** Does a pattern of `include` or `exclude` match a file? `*` and `?` stay within a folder. */
function matches(pattern: string, file: string): boolean {
  const parts = pattern.split(sep).map((part) => {
    if (part === "**") return "(?:[^/]+/)*";
    const escaped = part.replace(/[.+^$|()[\]{}\\]/g, "\\$&");
    return `${escaped.replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}/`;
  });
  // A pattern that ends in a folder stands for all that is in it.
  return new RegExp(`^${parts.join("")}(?:.*)$`).test(`${file.split(sep).join("/")}/`);
}

function covers({ files, include, exclude }: Tsconfig, root: string, directory: string): boolean {
  // The kind of name that any file of the notebook's folder could have.
  const file = join(directory, "cell.ts");
  if (files && !include) return false;
  const inPackages = relative(root, directory).split(sep).includes("node_modules");
  if (inPackages || exclude?.some((pattern) => matches(pattern, file))) return false;
  return (include ?? [root]).some((pattern) => matches(pattern, file));
}

/** What a folder's tsconfig.json comes to. */
export interface FoundTsconfig {
  /**
   * The compiler options of the nearest that covers the folder, with all that it inherits: `paths`
   * and the like absolute, a `baseUrl` among the `paths`.
   */
  options: Record<string, unknown>;
  /** The nearest, if it does not cover the folder and nothing above does. */
  ignored?: string;
  /** The nearest, if it is not JSON. */
  unreadable?: string;
}

/** Looks for the tsconfig.json of a folder, as an editor does: upwards, to one that covers it. */
export function findTsconfig(directory: string): FoundTsconfig {
  let ignored: string | undefined;
  for (const path of [join(directory, "tsconfig.json"), ...configsAbove(directory)]) {
    if (!existsSync(path)) continue;
    try {
      const config = readConfig(path);
      if (covers(config, dirname(path), directory)) {
        return { options: withBaseUrlAsPath(config.compilerOptions ?? {}) };
      }
    } catch {
      return { options: {}, unreadable: path };
    }
    ignored ??= path;
  }
  return ignored === undefined ? { options: {} } : { options: {}, ignored };
}

/** Every tsconfig.json in the folders above a folder, the nearest first. */
export function configsAbove(directory: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(directory); ; folder = dirname(folder)) {
    const path = join(folder, "tsconfig.json");
    if (folder !== directory && existsSync(path)) found.push(path);
    if (dirname(folder) === folder) return found;
  }
}
