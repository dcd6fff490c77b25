import { declareNames } from "../../page-host/declare-names.ts";
import { CellCompiler, type CompiledCell, type Position } from "../index.ts";
import type { Lower } from "../lower.ts";
import type { CellHost, Outcome } from "./cell-host.ts";
import { cellPlaces } from "./cell-places.ts";
import { globalNames } from "./global-names.ts";

let hosts = 0;

/** A small notebook host: cells run by indirect `eval`, as in a page's worker. */
export class WorkerHost implements CellHost {
  readonly modules = new Map<string, () => unknown>();
  readonly #compiler: CellCompiler;
  readonly #evaluate: (code: string) => unknown;
  readonly #cells = new Map<string, CompiledCell>();
  readonly #declared = new Set<string>();
  readonly #id = ++hosts;

  constructor({
    lower,
    // biome-ignore lint/security/noGlobalEval: this is how a worker runs cells
    evaluate = globalThis.eval,
  }: {
    lower?: Lower;
    /** Indirect `eval`; where a content policy wants trusted scripts, of one. */
    evaluate?: (code: string) => unknown;
  } = {}) {
    const helper = `__test_host_${this.#id}`;
    this.#evaluate = evaluate;
    this.#compiler = new CellCompiler({
      target: "worker",
      globals: globalNames(),
      helpers: {
        import: `${helper}.import`,
        meta: `${helper}.meta`,
        declare: `${helper}.declare`,
      },
      ...(lower === undefined ? {} : { lower }),
    });
    Object.defineProperty(globalThis, helper, {
      configurable: true,
      value: {
        import: (...parameters: unknown[]) => this.#import(parameters),
        meta: { url: "file:///notebook.ipynb" },
        declare: (...names: Parameters<typeof declareNames>) => {
          for (const name of [...names[0], ...names[1].map(([name]) => name)])
            this.#declared.add(name);
          declareNames(...names);
        },
      },
    });
  }

  async run(source: string): Promise<Outcome> {
    const url = `cell-${this.#id}-${this.#cells.size + 1}`;
    const compiled = await this.#compiler.compile(source, { url });
    this.#cells.set(url, compiled);
    this.#compiler.commit(compiled);
    try {
      const { value } = (await this.#evaluate(compiled.code)) as { value?: unknown };
      return compiled.hasValue ? { compiled, value } : { compiled };
    } catch (error) {
      return { compiled, error };
    }
  }

  places(error: unknown): (Position & { cell: number })[] {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    return cellPlaces(stack, (url) => this.#cells.get(url));
  }

  dispose(): void {
    for (const name of this.#declared) Reflect.deleteProperty(globalThis, name);
  }

  async #import(parameters: unknown[]): Promise<unknown> {
    const [specifier, options] = parameters as [string, { optional?: boolean } | undefined];
    const module = this.modules.get(specifier);
    if (module !== undefined) return module();
    if (options?.optional === true) return {};
    throw new Error(`there is no module ${specifier}`);
  }
}
