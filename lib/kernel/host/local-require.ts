import { readFileSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { compileCommonJs } from "../../cell/esbuild/index.ts";
import { findTsconfig } from "../../language/tsconfig/index.ts";
import type { LoadedModule } from "../modules/hooks.ts";
import { moduleVersion } from "../modules/module-version.ts";
import { isLocal, resolveLocal } from "../modules/resolve-local.ts";
import { Aliases } from "../modules/tsconfig-aliases.ts";

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];

/**
 * Node's `require`, which gives local TypeScript and ES modules too. Such a module is another one
 * than what `import` gives, with a state of its own.
 */
export class LocalRequire {
  readonly #directory: string;
  readonly #compiled: (module: LoadedModule) => void;
  readonly #cache = createRequire(import.meta.url).cache;
  #aliases: Aliases | undefined;
  #compilerOptions: Record<string, unknown> | undefined;

  /** `compiled` is told of every module that was compiled. */
  constructor(directory: string, compiled: (module: LoadedModule) => void) {
    this.#directory = directory;
    this.#compiled = compiled;
  }

  /** The `require` of a file. */
  from(filename: string): NodeJS.Require {
    const plain = createRequire(filename);
    const find = (specifier: string) => this.#find(specifier, dirname(filename));
    const require = (specifier: string): unknown => {
      const path = find(specifier);
      return path === undefined ? plain(specifier) : this.#load(path);
    };
    const resolve = (specifier: string, options?: NodeJS.RequireResolveOptions): string =>
      find(specifier) ?? plain.resolve(specifier, options);
    return Object.assign(require, plain, { resolve: Object.assign(resolve, plain.resolve) });
  }

  /** The file that a specifier names, if Node's own `require` would not do for it. */
  #find(specifier: string, directory: string): string | undefined {
    if (isBuiltin(specifier)) return undefined;
    const path = isLocal(specifier) ? resolveLocal(specifier, directory) : this.#aliasOf(specifier);
    return path !== undefined && isToCompile(path) ? path : undefined;
  }

  #aliasOf(specifier: string): string | undefined {
    this.#aliases ??= new Aliases(this.#directory);
    return this.#aliases.resolve(specifier);
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
    this.#compilerOptions ??= findTsconfig(this.#directory).options;
    const compilerOptions = this.#compilerOptions;
    const { code, map } = compileCommonJs(source, { path, compilerOptions });
    // Not the URL of the imported module, whose source map is another.
    const url = `${pathToFileURL(path).href}?v=${moduleVersion(path)}&required`;
    this.#compiled({ url, path, source, map });
    const body = compileFunction(code, PARAMETERS, {
      filename: url,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const { exports } = module;
    body.call(exports, exports, this.from(path), module, path, dirname(path));
  }
}

function isToCompile(path: string): boolean {
  if (/[\\/]node_modules[\\/]/.test(path)) return false;
  if (/\.(?:[cm]?tsx?|mjs|jsx)$/.test(path)) return true;
  // Node takes an ES module, but keeps it for ever, edited or not.
  return path.endsWith(".js") && /^\s*(?:import|export)\b/m.test(readFileSync(path, "utf8"));
}
