import { readFile } from "node:fs/promises";
import {
  type InitializeHook,
  isBuiltin,
  type LoadHook,
  type ResolveFnOutput,
  type ResolveHook,
} from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { checkJson, compileModule } from "../cell/esbuild/index.ts";
import {
  isFile,
  isInstalled,
  isLoadable,
  isLocal,
  OwnFiles,
  resolveForImport,
  resolveLocal,
} from "../language/modules/index.ts";
import { findTsconfig } from "../language/tsconfig/index.ts";
import { REQUIRE_OF } from "../link/helper-names.ts";
import type { LoadedModule } from "../link/loaded-module.ts";
import { type Asked, explainedError, unmetNeed } from "./explained-error.ts";
import { ModuleVersions } from "./module-versions.ts";
import { Reloads } from "./reloads.ts";
import {
  holdsValue,
  isJson,
  isValueUrl,
  namesTaken,
  valueSource,
  valueUrl,
} from "./value-modules.ts";
import { wasmSource } from "./wasm-source.ts";

// Node runs these hooks in a thread of its own, and loads them when a cell first imports a file.

/** What the hooks are registered with. */
export interface HooksData {
  directory: string;
  /** Gets the compiled modules; without it they carry their source maps themselves. */
  loaded?: MessagePort;
  /** Brings the news of imports. */
  news?: MessagePort;
}

/** The kernel's own modules, which have nothing to do with the notebook's. */
const KERNEL = new URL("..", import.meta.url).href;
const TYPED = /\.(?:[cm]?tsx?|jsx)$/;

let data: HooksData;
let own: OwnFiles;
let versions: ModuleVersions;
let reloads: Reloads;
let compilerOptions: Record<string, unknown> = {};
/** The names that compiled modules take from others, by URL and specifier. */
const taken = new Map<string, Map<string, string[]>>();

/** Called by Node with what `module.register` was given. */
export const initialize: InitializeHook<HooksData> = (given) => {
  data = given;
  // It must not keep the process alive.
  data.loaded?.unref();
  own = new OwnFiles(data.directory);
  versions = new ModuleVersions(own);
  reloads = new Reloads(data.news);
  compilerOptions = findTsconfig(data.directory).options;
};

/**
 * Finds local modules with or without extension, gives edited ones a new URL, and gives CommonJS to
 * TypeScript as TypeScript means it.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const { parentURL = "" } = context;
  if (isValueUrl(parentURL)) return { url: specifier, shortCircuit: true };
  if (isKernels(parentURL)) return next(specifier, context);
  const found = await find(specifier, context, next);
  // What a cell imports is looked at as it is now; the rest of its graph goes with it.
  if (!isVersioned(parentURL)) versions.forget();
  const url = reloads.renew(versioned(found.url));
  if (isTyped(parentURL) && holdsValue(found)) {
    const names = taken.get(parentURL)?.get(specifier) ?? [];
    // What the learner wrote for JSON is said again within.
    const importAttributes = {};
    return { url: valueUrl(url, names), format: "module", importAttributes, shortCircuit: true };
  }
  return { ...found, url };
};

const find: ResolveHook = async (specifier, context, next) => {
  const { parentURL } = context;
  if (parentURL === undefined || !isOwnFile(parentURL)) return next(specifier, context);
  const parent = fileURLToPath(parentURL.replace(/[?#].*$/, ""));
  const folder = dirname(parent);
  const path = isLocal(specifier)
    ? resolveLocal(specifier, folder)
    : (own.aliases.resolve(specifier) ?? ownPath(specifier, folder));
  try {
    if (path !== undefined && !isLoadable(path)) throw notLoadable(extname(path));
    // Node would take it for found, and complain when it loads it.
    if (isForeign(specifier)) throw notLoadable(specifier);
    if (path !== undefined && !isInstalled(path)) return await here(path, context, next);
    // What is not there is reported by Node first.
    return await next(specifier, context);
  } catch (error) {
    const url = resolveForImport(specifier, folder, own);
    // `lodash/fp`, which TypeScript takes as `require` does.
    if (url !== undefined && isPlainFile(url)) return next(url, context);
    const isNotebook = parent === join(data.directory, "notebook.ts");
    const asked: Asked = { specifier, folder, own, by: isNotebook ? undefined : parent };
    throw parent.endsWith(".wasm") ? unmetNeed(error, asked) : explainedError(error, asked);
  }
};

/** What Node says of some; others it would run as JavaScript. */
function notLoadable(what: string): Error {
  const code = "ERR_UNKNOWN_FILE_EXTENSION";
  return Object.assign(new TypeError(`Unknown file extension: ${what}`), { code });
}

function isForeign(specifier: string): boolean {
  return /^(?!file:|data:)[a-z][a-z\d+.-]+:/i.test(specifier) && !isBuiltin(specifier);
}

function isPlainFile(url: string): boolean {
  return url.startsWith("file:") && isFile(fileURLToPath(url)) && isLoadable(fileURLToPath(url));
}

/** The file of the learner's own behind a name: Node reads a package.json once and for all. */
function ownPath(specifier: string, folder: string): string | undefined {
  if (own.find(specifier, folder).length === 0) return undefined;
  const url = resolveForImport(specifier, folder, own);
  return url !== undefined && isPlainFile(url) ? fileURLToPath(url) : undefined;
}

/** What Node makes of a file that is there. */
async function here(
  path: string,
  context: Parameters<ResolveHook>[1],
  next: Parameters<ResolveHook>[2],
): Promise<ResolveFnOutput> {
  const url = pathToFileURL(path).href;
  if (isJson(url)) {
    return { url, format: "json", importAttributes: { type: "json" }, shortCircuit: true };
  }
  return TYPED.test(path) || path.endsWith(".wasm")
    ? { url, format: "module", shortCircuit: true }
    : next(url, context);
}

/** Compiles local TypeScript, and what else Node does not load by itself. */
export const load: LoadHook = async (url, context, next) => {
  if (isValueUrl(url)) return { format: "module", source: valueSource(url), shortCircuit: true };
  reloads.loading(url);
  if (!url.startsWith("file:") || isKernels(url)) return next(url, context);
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  // A package may hold TypeScript too, which Node refuses.
  if (!isOwnFile(url) && !TYPED.test(path)) return next(url, context);
  if (extname(path) === ".wasm") {
    return { format: "module", source: wasmSource(path), shortCircuit: true };
  }
  if (isJson(url)) {
    const source = (await readFile(path, "utf8")).replace(/^\ufeff/, "");
    checkJson(source, path);
    return { format: "json", source, shortCircuit: true };
  }
  if (!TYPED.test(path)) return next(url, context);
  const source = await readFile(path, "utf8");
  const { code, map } = await compileModule(source, {
    path,
    compilerOptions,
    requireOf: `globalThis.${REQUIRE_OF}`,
  });
  taken.set(url, namesTaken(code));
  const { loaded } = data;
  loaded?.postMessage({ url, path, source, map } satisfies LoadedModule);
  return { format: "module", source: loaded ? code : code + inline(map), shortCircuit: true };
};

function inline(map: string): string {
  const encoded = Buffer.from(map).toString("base64");
  return `\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

/** A URL with the version of the learner's file that it names. */
function versioned(url: string): string {
  if (!isOwnFile(url) || isKernels(url)) return url;
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  const version = versions.of(path);
  // Afterwards: to look at a large graph takes longer than the pause that ends it.
  versions.forgetSoon();
  return `${pathToFileURL(path).href}?v=${version}`;
}

function isVersioned(url: string): boolean {
  return isOwnFile(url) && /[?&]v=/.test(url);
}

function isTyped(url: string): boolean {
  return isOwnFile(url) && TYPED.test(url.replace(/[?#].*$/, ""));
}

function isOwnFile(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/");
}

function isKernels(url: string): boolean {
  return url.startsWith(KERNEL);
}
