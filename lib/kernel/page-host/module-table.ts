import type { BundledModules } from "./messages.ts";

type Loaders = Record<string, (() => Promise<unknown>) | undefined>;

/** Answers the imports of cells from what the page brings along. */
export class ModuleTable {
  readonly #modules: BundledModules;
  readonly #evaluate: (code: string) => unknown;
  #loaders: Loaders | undefined;

  constructor(modules: BundledModules, evaluate: (code: string) => unknown) {
    this.#modules = modules;
    this.#evaluate = evaluate;
  }

  /** The names of the modules that can be imported. */
  get names(): readonly string[] {
    this.#loaders ??= this.#evaluate(this.#modules.code) as Loaders;
    return Object.keys(this.#loaders);
  }

  /** The module; `optional` gives an empty one where there is none. */
  async import(specifier: string, options: { readonly optional?: boolean } = {}): Promise<unknown> {
    this.#loaders ??= this.#evaluate(this.#modules.code) as Loaders;
    const load = Object.hasOwn(this.#loaders, specifier) ? this.#loaders[specifier] : undefined;
    if (load !== undefined) return await load();
    if (options.optional === true) return {};
    throw new Error(this.#modules.missing[specifier] ?? reasonFor(specifier));
  }
}

function reasonFor(specifier: string): string {
  return specifier.startsWith("node:")
    ? `Cannot import "${specifier}": a page has no Node; run the notebook on a kernel`
    : `Cannot import "${specifier}": the page does not bring it along; import it in the notebook and export that again`;
}
