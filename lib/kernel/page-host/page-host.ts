import { CellCompiler, CellSyntaxError, type CompiledCell, type Lower } from "../cell/index.ts";
import {
  createDisplays,
  errorOutput,
  serializeError,
  showValue,
  syntaxErrorOutput,
} from "../display/index.ts";
import { HELPERS } from "../link/helper-names.ts";
import type { CellId, DisplayData } from "../link/messages.ts";
import { CellFrames } from "./cell-frames.ts";
import { declareNames } from "./declare-names.ts";
import type { BundledModules, CellError, CellResult, FromWorker, ToWorker } from "./messages.ts";
import { ModuleTable } from "./module-table.ts";
import { OutputBuffer } from "./output-buffer.ts";
import { captureConsole } from "./worker-console.ts";

/** What a page's host is made with. */
export interface PageHostOptions {
  readonly modules: BundledModules;
  readonly post: (message: FromWorker) => void;
  /** Indirect `eval`. */
  readonly evaluate: (code: string) => unknown;
  /** Without it, syntax that must be lowered is an error of the cell that says so. */
  readonly lower?: Lower;
}

/** Where the lesson library looks for its files: a convention, since the two do not know each other. */
const DATA = Symbol.for("dropout-lab.data");
const DECLARE = "__dropoutLabDeclare";

/** Runs the cells of a page in a worker, one after the other, and tells what they show. */
export class PageHost {
  readonly #output: OutputBuffer;
  readonly #evaluate: (code: string) => unknown;
  readonly #frames = new CellFrames();
  readonly #compiler: CellCompiler;
  /** The promises that only say that something is shown. */
  readonly #silent = new WeakSet<object>();
  #latest: CellId = 0;
  #last: Promise<void> = Promise.resolve();

  constructor({ modules, post, evaluate, lower }: PageHostOptions) {
    this.#output = new OutputBuffer(post);
    this.#evaluate = evaluate;
    this.#frames.install();
    Reflect.set(globalThis, DATA, new Map(Object.entries(modules.data)));
    this.#defineGlobals(new ModuleTable(modules, evaluate));
    this.#compiler = new CellCompiler({
      target: "worker",
      globals: globalNames(),
      helpers: { ...HELPERS, declare: DECLARE },
      ...(lower === undefined ? {} : { lower }),
    });
    this.#output.send({ type: "ready" });
  }

  /** Takes a message of the page. */
  receive(message: Exclude<ToWorker, { type: "start" }>): void {
    void this.#run(message);
  }

  /** Runs a cell when those before it have ended. */
  #run(request: Extract<ToWorker, { type: "run" }>): Promise<void> {
    const ended = this.#last.then(async () => {
      this.#latest = request.cell;
      const result = await this.#resultOf(request);
      this.#output.send({ type: "done", cell: request.cell, result });
    });
    this.#last = ended;
    return ended;
  }

  /** Tells of what was thrown where no cell waits for it. */
  uncaught(thrown: unknown): void {
    this.#output.send({ type: "uncaught", cell: this.#latest, error: this.#errorOf(thrown) });
  }

  async #resultOf({
    cell,
    title,
    source,
  }: Extract<ToWorker, { type: "run" }>): Promise<CellResult> {
    let compiled: CompiledCell;
    try {
      compiled = await this.#compiler.compile(source, { url: `Cell[${cell}]` });
    } catch (error) {
      if (!(error instanceof CellSyntaxError)) throw error;
      return {
        status: "error",
        error: { ...syntaxErrorOutput(error, title), line: error.line },
      };
    }
    this.#frames.add({ compiled, title });
    this.#compiler.commit(compiled);
    try {
      const { value } = (await this.#evaluate(compiled.code)) as { value?: unknown };
      if (typeof value === "object" && value !== null && this.#silent.has(value)) await value;
      else if (compiled.hasValue && !compiled.isHidden && value !== undefined)
        return { status: "ok", display: await this.#show(value) };
      return { status: "ok" };
    } catch (error) {
      return { status: "error", error: this.#errorOf(error, title) };
    }
  }

  #show(value: unknown): DisplayData | Promise<DisplayData> {
    return showValue(value, { failed: (error) => this.uncaught(error), colors: false });
  }

  #errorOf(thrown: unknown, title?: string): CellError {
    const serialized = serializeError(thrown, () => undefined);
    const output = errorOutput(serialized, (line) => this.#frames.frame(line));
    const frames = serialized.frames.flatMap((line) => this.#frames.frame(line) ?? []);
    const own = title === undefined ? undefined : frames.find(({ text }) => text.includes(title));
    return own === undefined ? output : { ...output, line: own.line };
  }

  #defineGlobals(modules: ModuleTable): void {
    const output = this.#output;
    const displays = createDisplays({
      currentCell: () => this.#latest,
      send: (message) => output.send(message),
      colors: false,
    });
    const display: typeof displays.display = (...values) => {
      const shown = displays.display(...values);
      this.#silent.add(shown);
      return shown;
    };
    captureConsole({
      print: (name, text) => output.print(this.#latest, name, text),
      show: (bundle) => void display(bundle, { raw: true }),
    });
    const globals = {
      [HELPERS.import]: (specifier: string, options?: { optional?: boolean }) =>
        modules.import(specifier, options),
      [HELPERS.meta]: {},
      [DECLARE]: declareNames,
      jupyter: { ...displays, display },
    };
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** Every name that `globalThis` has, of its own or inherited. */
function globalNames(): string[] {
  const names: string[] = [];
  for (let at: unknown = globalThis; at !== null; at = Object.getPrototypeOf(at))
    names.push(...Object.getOwnPropertyNames(at));
  return names;
}
