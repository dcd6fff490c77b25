import { readFileSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { checkJson, compileCommonJs } from "../cell/esbuild/index.ts";
import {
  isInstalled,
  isLoadable,
  isLocal,
  type OwnFiles,
  resolveForImport,
  resolveLocal,
} from "../language/modules/index.ts";
import { findTsconfig } from "../language/tsconfig/index.ts";
import type { LoadedModule } from "../link/loaded-module.ts";
import { explainedError } from "../modules/explained-error.ts";
import type { ModuleVersions } from "../modules/module-versions.ts";

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];

/** What a `LocalRequire` is made with. */
export interface LocalRequireOptions {
  directory: string;
  /** The path that stands for the notebook. */
  notebook: string;
  own: OwnFiles;
  versions: ModuleVersions;
  /** Told of every module that was compiled. */
  compiled: (module: LoadedModule) => void;
}

/**
 * Node's `require`, which gives local TypeScript and ES modules too. Such a module is another one
 * than what `import` gives, with a state of its own.
 */
export class LocalRequire {
  readonly #options: LocalRequireOptions;
  readonly #cache = createRequire(import.meta.url).cache;
  #compilerOptions: Record<string, unknown> | undefined;

  constructor(options: LocalRequireOptions) {
    this.#options = options;
  }

  /** The `require` of a file. */
  from(filename: string): NodeJS.Require {
    const plain = createRequire(filename);
    const require = (specifier: string): unknown => {
      try {
        const path = this.#find(specifier, plain, filename);
        if (path !== undefined) return this.#load(path);
        checkFile(specifier, plain);
        return plain(specifier);
      } catch (error) {
        throw this.#explained(error, specifier, filename);
      }
    };
    const resolve = (specifier: string, options?: NodeJS.RequireResolveOptions): string => {
      try {
        return this.#find(specifier, plain, filename) ?? plain.resolve(specifier, options);
      } catch (error) {
        throw this.#explained(error, specifier, filename);
      }
    };
    return Object.assign(require, plain, { resolve: Object.assign(resolve, plain.resolve) });
  }

  /** The file that a specifier names, if Node's own `require` would not do for it. */
  #find(specifier: string, plain: NodeJS.Require, filename: string): string | undefined {
    if (isBuiltin(specifier)) return undefined;
    const folder = dirname(filename);
    const { own } = this.#options;
    const path = isLocal(specifier)
      ? resolveLocal(specifier, folder)
      : (own.aliases.resolve(specifier) ??
        (own.find(specifier, folder).length > 0 ? plain.resolve(specifier) : undefined));
    return path !== undefined && isToCompile(path) ? path : undefined;
  }

  #explained(error: unknown, specifier: string, filename: string): unknown {
    const { own, notebook } = this.#options;
    const { requireStack = [filename] } = Object(error) as { requireStack?: string[] };
    // Else it was a module in between that did not find another.
    if (requireStack[0] !== filename) return error;
    const by = filename === notebook ? undefined : filename;
    const folder = dirname(filename);
    const url = resolveForImport(specifier, folder, own);
    if ((error as { code?: unknown })?.code === "ERR_PACKAGE_PATH_NOT_EXPORTED" && url) {
      const message = `Cannot require '${specifier}': the package can only be imported; write import, or await import('${specifier}')`;
      return Object.assign(error as Error, { message });
    }
    return explainedError(error, { specifier, folder, own, by });
  }

  #load(path: string): unknown {
    const known = this.#cache[path];
    if (known !== undefined) return known.exports;
    const module = new Module(path);
    module.filename = path;
    this.#cache[path] = module;
    try {
      this.#run(module, path);
      module.loaded = true;
    } catch (error) {
      delete this.#cache[path];
      throw error;
    }
    return module.exports;
  }

  #run(module: NodeJS.Module, path: string): void {
    const source = readFileSync(path, "utf8");
    this.#compilerOptions ??= findTsconfig(this.#options.directory).options;
    const compilerOptions = this.#compilerOptions;
    const { code, map } = compileCommonJs(source, { path, compilerOptions });
    // Not the URL of the imported module, whose source map is another.
    const url = `${pathToFileURL(path).href}?v=${this.#options.versions.of(path)}&required`;
    this.#options.compiled({ url, path, source, map });
    const body = compileFunction(code, PARAMETERS, {
      filename: url,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const { exports } = module;
    body.call(exports, exports, this.from(path), module, path, dirname(path));
  }
}

/** Complains of local files that Node would run as JavaScript, or say too little of. */
function checkFile(specifier: string, plain: NodeJS.Require): void {
  if (!isLocal(specifier)) return;
  const path = plain.resolve(specifier);
  const extension = extname(path);
  if (extension === ".json") checkJson(readFileSync(path, "utf8").replace(/^\ufeff/, ""), path);
  if (extension === "" || extension in plain.extensions || isLoadable(path)) return;
  const code = "ERR_UNKNOWN_FILE_EXTENSION";
  throw Object.assign(new TypeError(`Unknown file extension: ${extension}`), { code });
}

function isToCompile(path: string): boolean {
  if (isInstalled(path)) return false;
  if (/\.(?:[cm]?tsx?|mjs|jsx)$/.test(path)) return true;
  // Node takes an ES module, but keeps it for ever, edited or not.
  return path.endsWith(".js") && /^\s*(?:import|export)\b/m.test(readFileSync(path, "utf8"));
}
