import { createRequire } from "node:module";
import { inspect } from "node:util";
import { CellCompiler, type CompiledCell, type Position } from "../index.ts";
import type { Lower } from "../lower.ts";
import type { CellHost, Outcome } from "./cell-host.ts";
import { cellPlaces } from "./cell-places.ts";
import { globalNames } from "./global-names.ts";

/** The part of an inspector session that the tests need. */
interface Session {
  connect(): void;
  disconnect(): void;
  post(method: string, params: object, callback: (error: unknown, answer: Answer) => void): void;
}

interface RemoteObject {
  readonly type: string;
  readonly objectId?: string;
}

interface Answer {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly exception?: RemoteObject; readonly text: string };
}

// Asked for by its name at run time: only the kernel depends on the inspector.
const inspector = createRequire(import.meta.url)("node:inspector") as {
  Session: new () => Session;
};

let hosts = 0;

/** A small notebook host: cells run by `Runtime.evaluate` in REPL mode, in this very process. */
export class ReplHost implements CellHost {
  readonly compiler: CellCompiler;
  /** What `import` answers with, by specifier; what is missing here is imported for real. */
  readonly modules = new Map<string, () => unknown>();
  /** The calls of the import helper. */
  readonly imported: unknown[][] = [];
  readonly #session = new inspector.Session();
  readonly #cells = new Map<string, CompiledCell>();
  readonly #id: number;
  #slot: unknown;

  constructor(options: { lower?: Lower; globals?: Iterable<string> } = {}) {
    this.#id = ++hosts;
    const helper = `__test_host_${this.#id}`;
    this.compiler = new CellCompiler({
      globals: options.globals ?? globalNames(),
      helpers: {
        import: `${helper}.import`,
        meta: `${helper}.meta`,
      },
      ...(options.lower === undefined ? {} : { lower: options.lower }),
    });
    Object.defineProperty(globalThis, helper, {
      configurable: true,
      value: {
        import: (...parameters: unknown[]) => this.#import(parameters),
        meta: { url: "file:///notebook.ipynb" },
        keep: (value: unknown) => {
          this.#slot = value;
        },
      },
    });
    this.#session.connect();
  }

  /** Runs one cell, for that many milliseconds at most; rejects where it does not compile. */
  async run(source: string, options: { interruptAfter?: number } = {}): Promise<Outcome> {
    const url = `cell-${this.#id}-${this.#cells.size + 1}`;
    const compiled = await this.compiler.compile(source, { url });
    this.#cells.set(url, compiled);
    this.compiler.commit(compiled);
    const answer = await this.#post("Runtime.evaluate", {
      expression: compiled.code,
      replMode: true,
      awaitPromise: true,
      ...(options.interruptAfter === undefined ? {} : { timeout: options.interruptAfter }),
    });
    if (answer.exceptionDetails !== undefined) {
      const { exception, text } = answer.exceptionDetails;
      const error = exception === undefined ? new Error(text) : await this.#fetch(exception);
      return { compiled, error };
    }
    return compiled.hasValue ? { compiled, value: await this.#fetch(answer.result) } : { compiled };
  }

  places(error: unknown): (Position & { cell: number })[] {
    const stack = error instanceof Error ? (error.stack ?? "") : inspect(error);
    return cellPlaces(stack, (url) => this.#cells.get(url));
  }

  dispose(): void {
    this.#session.disconnect();
  }

  async #import(parameters: unknown[]): Promise<unknown> {
    this.imported.push(parameters);
    const [specifier, options] = parameters as [string, { optional?: boolean } | undefined];
    const module = this.modules.get(specifier);
    if (module !== undefined) return module();
    try {
      return await import(specifier);
    } catch (error) {
      if (options?.optional === true) return {};
      throw error;
    }
  }

  async #fetch(remote: RemoteObject): Promise<unknown> {
    if (remote.objectId === undefined) {
      return "value" in remote
        ? remote.value
        : "unserializableValue" in remote
          ? remote
          : undefined;
    }
    await this.#post("Runtime.callFunctionOn", {
      objectId: remote.objectId,
      functionDeclaration: `function () { __test_host_${this.#id}.keep(this); }`,
    });
    return this.#slot;
  }

  #post(method: string, params: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, params, (error, answer) => {
        if (error) reject(error);
        else resolve(answer);
      });
    });
  }
}
