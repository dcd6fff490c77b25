import { isBuiltin, register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { EditedModules } from "../modules/edited-modules.ts";
import type { HooksData, LoadedModule } from "../modules/hooks.ts";
import { isLocal } from "../modules/resolve-local.ts";
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
  readonly #native: NativeImport;
  readonly #provided: ReadonlyMap<string, () => object>;
  readonly #edited = new EditedModules();
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
    const plain = new LocalRequire(directory, compiled).from(filename);
    const fresh = (specifier: string): unknown => {
      const module = this.#providedModule(specifier);
      if (module !== undefined) return module;
      // For an `import()` within what is required.
      if (!isBuiltin(specifier)) this.#prepareLocal();
      try {
        return plain(specifier);
      } finally {
        this.#edited.note();
      }
    };
    this.require = Object.assign(fresh, plain);
    const resolve = (specifier: string): string => {
      const found = plain.resolve(specifier);
      return found.startsWith("node:") || !isLocal(found) ? found : pathToFileURL(found).href;
    };
    this.meta = { url: pathToFileURL(filename).href, dirname: directory, filename, resolve };
  }

  async import(specifier: string, options: ImportOptions = {}): Promise<object> {
    const provided = this.#providedModule(specifier);
    if (provided !== undefined) return provided;
    if (!isBuiltin(specifier)) this.#prepareLocal();
    try {
      const attributes = attributesOf(specifier, options);
      const namespace = await this.#attempts.run(() => this.#native(specifier, attributes));
      return this.#withNames(specifier, namespace);
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
  #withNames(specifier: string, namespace: object): object {
    const whole = (namespace as { default?: unknown }).default;
    if (typeof whole !== "object" && typeof whole !== "function") return namespace;
    if (whole === null || Array.isArray(whole)) return namespace;
    if (!specifier.endsWith(".json") && !this.#isCommonJs(specifier, whole)) return namespace;
    let merged = this.#merged.get(namespace);
    if (merged === undefined) {
      merged = { ...whole, ...namespace };
      this.#merged.set(namespace, merged);
    }
    return merged;
  }

  #isCommonJs(specifier: string, whole: unknown): boolean {
    try {
      return this.require.cache[this.require.resolve(specifier)]?.exports === whole;
    } catch {
      return false;
    }
  }

  /** Registers the hooks that load local TypeScript, once, and forgets what was edited. */
  #prepareLocal(): void {
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
  return specifier.endsWith(".json") ? { with: { type: "json" } } : undefined;
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
