import Module, { createRequire, isBuiltin, register } from "node:module";
import { join, parse } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { OwnFiles, resolveForImport } from "../language/modules/index.ts";
import type { LoadedModule } from "../link/loaded-module.ts";
import { EditedModules } from "../modules/edited-modules.ts";
import type { HooksData } from "../modules/hooks.ts";
import { ModuleVersions } from "../modules/module-versions.ts";
import { startTypeScript } from "../modules/start-typescript.ts";
import { isJson, WHOLE } from "../modules/value-modules.ts";
import type { CellContext } from "./cell-context.ts";
import { ImportAttempts } from "./import-attempts.ts";
import { LocalRequire } from "./local-require.ts";

/** The import options that a cell's compiled code gives along. */
export interface ImportOptions {
  with?: Record<string, string>;
  /** The cell uses the module's names only as types: a module that is not there gives `{}`. */
  optional?: boolean;
}

/** What `import.meta` is in a cell. */
export interface CellMeta {
  url: string;
  dirname: string;
  filename: string;
  main: boolean;
  resolve(specifier: string): string;
}

/** What an importer is made with. */
export interface ImporterOptions {
  context: CellContext;
  /** The kernel's own modules, by name. */
  provided: ReadonlyMap<string, () => object>;
  /** Where the hooks send the local modules that they compile for `import`. */
  loaded: MessagePort;
  /** Told of those that are compiled for `require`. */
  compiled: (module: LoadedModule) => void;
}

type NativeImport = (specifier: string, options?: ImportCallOptions) => Promise<object>;

/** Imports modules as if from a file in the notebook's folder. */
export class Importer {
  readonly meta: CellMeta;
  readonly require: NodeJS.Require;
  /** Makes the `require` of the local module with a URL. */
  readonly requireOf: (url: string) => NodeJS.Require;
  /** What `module` is in a cell. */
  readonly module: NodeJS.Module;
  readonly #native: NativeImport;
  readonly #provided: ReadonlyMap<string, () => object>;
  readonly #edited: EditedModules;
  readonly #made = new Map<string, object>();
  readonly #merged = new WeakMap<object, object>();
  readonly #attempts: ImportAttempts;
  /** What the hooks are registered with, once. */
  #hooks: HooksData | undefined;

  constructor(directory: string, { context, provided, loaded, compiled }: ImporterOptions) {
    const filename = join(directory, "notebook.ts");
    const { port1, port2: news } = new MessageChannel();
    // It must not keep the process alive.
    port1.unref();
    this.#attempts = new ImportAttempts(port1, context);
    this.#hooks = { loaded, news, directory };
    this.#provided = provided;
    this.#native = nativeImport(filename);
    const own = new OwnFiles(directory);
    const versions = new ModuleVersions(own);
    this.#edited = new EditedModules(versions);
    const options = { directory, notebook: filename, own, versions, compiled };
    const local = new LocalRequire(options);
    const plain = local.from(filename);
    this.requireOf = (url) => local.from(fileURLToPath(url.replace(/[?#].*$/, "")));
    const fresh = (specifier: string): unknown => {
      const module = this.#providedModule(specifier);
      if (module !== undefined) return module;
      // For an `import()` within what is required.
      this.#prepare(specifier);
      try {
        return plain(specifier);
      } finally {
        this.#edited.note();
      }
    };
    this.module = notebookModule(filename, fresh);
    // As in a file that Node was started with.
    this.require = Object.assign(fresh, plain, { main: this.module });
    const resolve = (specifier: string): string =>
      resolveForImport(specifier, directory, own) ?? plain.resolve(specifier);
    const { href: url } = pathToFileURL(filename);
    this.meta = { url, dirname: directory, filename, main: true, resolve };
  }

  async import(specifier: string, options: ImportOptions = {}): Promise<object> {
    const provided = this.#providedModule(specifier);
    if (provided !== undefined) return { default: provided, ...provided };
    this.#prepare(specifier);
    try {
      const attributes = attributesOf(specifier, options);
      const namespace = await this.#attempts.run(() => this.#native(specifier, attributes));
      return this.#withNames(namespace);
    } catch (error) {
      if (options.optional === true && isMissing(error)) return {};
      throw error;
    } finally {
      this.#edited.note();
    }
  }

  /** A module of the kernel's own, made when it is first asked for. */
  #providedModule(specifier: string): object | undefined {
    const make = this.#provided.get(specifier);
    if (make === undefined) return undefined;
    let module = this.#made.get(specifier);
    if (module === undefined) {
      module = make();
      this.#made.set(specifier, module);
    }
    return module;
  }

  /**
   * The namespace with every property of what a CommonJS module exports, of which Node finds only
   * those names that it can read off the text, or of what a JSON file holds.
   */
  #withNames(namespace: object): object {
    if (!(WHOLE in namespace)) return namespace;
    let merged = this.#merged.get(namespace);
    if (merged === undefined) {
      const { [WHOLE]: whole, ...names } = namespace as Record<string, unknown>;
      merged = typeof whole === "object" || typeof whole === "function" ? membersOf(whole) : {};
      Object.assign(merged, names);
      this.#merged.set(namespace, merged);
    }
    return merged;
  }

  /** Registers the hooks that load local TypeScript, once, and forgets what was edited. */
  #prepare(specifier: string): void {
    if (isBuiltin(specifier) && !/^(?:node:)?(?:worker_threads|child_process)$/.test(specifier)) {
      return;
    }
    startTypeScript(this.meta.dirname);
    if (isBuiltin(specifier)) return;
    this.#edited.forget();
    if (this.#hooks === undefined) return;
    const data = this.#hooks;
    this.#hooks = undefined;
    register(new URL("../modules/hooks.js", import.meta.url), {
      data,
      transferList: [data.loaded, data.news],
    });
  }
}

function attributesOf(specifier: string, options: ImportOptions): ImportCallOptions | undefined {
  if (options.with !== undefined) return { with: options.with };
  return isJson(specifier) ? { with: { type: "json" } } : undefined;
}

/** A module as Node makes it for a CommonJS file. */
function notebookModule(filename: string, require: (specifier: string) => unknown): NodeJS.Module {
  const module = new Module(filename);
  const { dir } = parse(filename);
  return Object.assign(module, {
    id: ".",
    filename,
    path: dir,
    paths: createRequire(filename).resolve.paths("x") ?? [],
    require,
  });
}

/** All that can be imported by name from a value: its members, and those of its class. */
function membersOf(value: object | null): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  if (value === null || Array.isArray(value)) return members;
  for (const name of Object.keys(value)) {
    try {
      members[name] = (value as Record<string, unknown>)[name];
    } catch {
      // Whoever reads it from the whole gets to see what it throws.
    }
  }
  const isOfClass = (owner: object | null): owner is object =>
    owner !== null && owner !== Object.prototype && owner !== Function.prototype;
  let owner: object | null = Object.getPrototypeOf(value);
  for (; isOfClass(owner); owner = Object.getPrototypeOf(owner)) {
    for (const [name, found] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name === "constructor" || name in members || found.value === undefined) continue;
      Object.defineProperty(members, name, { ...found, enumerable: false });
    }
  }
  return members;
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}

/** Node's own `import()`, with the given file as its base. */
function nativeImport(filename: string): NativeImport {
  const source = "return import(specifier, options)";
  return compileFunction(source, ["specifier", "options"], {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as NativeImport;
}

/** Keeps Node from telling the learner that the kernel itself uses an experimental door. */
export function silenceOwnWarning(): void {
  const emit = process.emitWarning as (...values: unknown[]) => void;
  process.emitWarning = (warning: unknown, ...rest: unknown[]): void => {
    if (!String(warning).startsWith("vm.USE_MAIN_CONTEXT_DEFAULT_LOADER")) emit(warning, ...rest);
  };
}
