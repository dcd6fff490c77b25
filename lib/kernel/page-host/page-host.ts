import { CellCompiler, CellSyntaxError, type CompiledCell, type Lower } from "../cell/index.ts";
import {
  createDisplays,
  errorOutput,
  serializeError,
  showValue,
  syntaxErrorOutput,
} from "../display/index.ts";
import { LastValues } from "../globals/index.ts";
import { HELPERS } from "../link/helper-names.ts";
import type { DisplayData } from "../link/messages.ts";
import { CellClock } from "./cell-clock.ts";
import { CellFrames, firefoxFrames } from "./cell-frames.ts";
import { completeNames } from "./complete-names.ts";
import { declareNames } from "./declare-names.ts";
import type { BundledModules, CellError, CellResult, FromWorker, ToWorker } from "./messages.ts";
import { ModuleTable } from "./module-table.ts";
import { OutputBuffer } from "./output-buffer.ts";
import { PageComms } from "./page-comms.ts";
import { PageDialogs, WAITED_FOR } from "./page-dialogs.ts";
import { explained, installRefusals, refusal } from "./refusals.ts";
import { captureConsole } from "./worker-console.ts";

type RunRequest = Extract<ToWorker, { type: "run" }>;

/** What a page's host is made with. */
export interface PageHostOptions {
  readonly modules: BundledModules;
  readonly post: (message: FromWorker) => void;
  /** Indirect `eval`. */
  readonly evaluate: (code: string) => unknown;
  /** Without it, syntax that must be lowered is an error of the cell that says so. */
  readonly lower?: Lower | undefined;
}

/** Where the lesson library looks for its files: a convention, since the two do not know each other. */
const DATA = Symbol.for("dropout-lab.data");
/** By which the library knows that the page draws controls: a convention too, `controls/convention.ts` there. */
const DRAWS_CONTROLS = Symbol.for("dropout-lab.controls");
const DECLARE = "__dropoutLabDeclare";

/** Runs the cells of a page in a worker, one after the other, and tells what they show. */
export class PageHost {
  readonly #output: OutputBuffer;
  readonly #evaluate: (code: string) => unknown;
  readonly #clock = new CellClock();
  readonly #frames = new CellFrames();
  readonly #lastValues = new LastValues();
  readonly #modules: ModuleTable;
  readonly #comms: PageComms;
  readonly #dialogs: PageDialogs;
  readonly #compiler: CellCompiler;
  readonly #globals: readonly string[];
  /** The promises that only say that something is shown. */
  readonly #silent = new WeakSet<object>();
  #last: Promise<void> = Promise.resolve();

  constructor({ modules, post, evaluate, lower }: PageHostOptions) {
    const output = new OutputBuffer(post);
    this.#output = output;
    this.#evaluate = evaluate;
    this.#modules = new ModuleTable(modules, evaluate);
    this.#comms = new PageComms(this.#clock, (message) => output.send(message));
    this.#dialogs = new PageDialogs({
      currentCell: () => this.#clock.current,
      send: (message) => output.send(message),
      print: (text) => output.print(this.#clock.current, "stdout", text),
    });
    this.#frames.install();
    this.#clock.wrapTimers();
    Reflect.set(globalThis, DATA, new Map(Object.entries(modules.data)));
    Reflect.set(globalThis, DRAWS_CONTROLS, true);
    this.#defineGlobals();
    this.#globals = globalNames();
    this.#compiler = new CellCompiler({
      target: "worker",
      globals: this.#globals,
      helpers: { ...HELPERS, declare: DECLARE },
      waitsFor: WAITED_FOR,
      ...(lower === undefined ? {} : { lower }),
    });
    // They are no globals to the compiler: a declaration hides them, and needs no other name.
    this.#lastValues.install();
    output.send({ type: "ready" });
  }

  /** Takes a message of the page. */
  receive(message: Exclude<ToWorker, { type: "start" }>): void {
    switch (message.type) {
      case "run":
        this.#run(message);
        break;
      case "seen":
        this.#output.seen();
        break;
      case "comm":
        this.#comms.receive(message);
        break;
      case "answer":
        this.#dialogs.answer(message);
        break;
      case "complete": {
        const { serial, source, offset } = message;
        const names = completeNames(source, offset, {
          names: [...this.#compiler.declared, ...this.#globals.filter(isLearners)],
          runtimeName: (name) => this.#compiler.runtimeName(name),
          modules: this.#modules.names,
        });
        this.#output.send({ type: "completed", serial, names });
        break;
      }
      default:
        message satisfies never;
    }
  }

  /** Tells of what was thrown where no cell waits for it. */
  uncaught(thrown: unknown): void {
    this.#output.send({
      type: "uncaught",
      cell: this.#clock.current,
      error: this.#errorOf(thrown),
    });
  }

  /** Runs a cell when those before it have ended. */
  #run(request: RunRequest): void {
    this.#last = this.#last.then(async () => {
      this.#clock.start(request.cell);
      const result = await this.#resultOf(request);
      this.#output.send({ type: "done", cell: request.cell, result });
    });
  }

  async #resultOf({ cell, title, source, count }: RunRequest): Promise<CellResult> {
    let compiled: CompiledCell;
    try {
      const shellLines = this.#compiler.shellLines(source);
      compiled = await this.#compiler.compile(source, { url: `Cell[${cell}]`, shellLines });
    } catch (error) {
      if (!(error instanceof CellSyntaxError))
        return { status: "error", error: this.#errorOf(error, title) };
      return {
        status: "error",
        error: { ...syntaxErrorOutput(error, title), line: error.line },
      };
    }
    this.#frames.add({ compiled, title });
    this.#compiler.commit(compiled);
    try {
      const { value } = (await this.#evaluate(compiled.code)) as { value?: unknown };
      if (!compiled.hasValue) return { status: "ok" };
      if (typeof value === "object" && value !== null && this.#silent.has(value)) {
        await value;
        return { status: "ok" };
      }
      this.#lastValues.remember(value, count);
      if (compiled.isHidden || value === undefined) return { status: "ok" };
      return { status: "ok", display: await this.#show(value) };
    } catch (error) {
      return { status: "error", error: this.#errorOf(error, title) };
    }
  }

  #show(value: unknown): DisplayData | Promise<DisplayData> {
    return showValue(value, { failed: (error) => this.uncaught(error), colors: false });
  }

  /** Without the title of the cell that it ends: what no cell waits for. */
  #errorOf(thrown: unknown, title?: string): CellError {
    const serialized = explained(serializeError(thrown, (_, stack) => firefoxFrames(stack)));
    const output = errorOutput(serialized, (line) => this.#frames.frame(line), {
      isUncaught: title === undefined,
    });
    const frames = serialized.frames.flatMap((line) => this.#frames.frame(line) ?? []);
    const own = title === undefined ? undefined : frames.find(({ text }) => text.includes(title));
    return own === undefined ? output : { ...output, line: own.line };
  }

  #defineGlobals(): void {
    const output = this.#output;
    const displays = createDisplays({
      currentCell: () => this.#clock.current,
      send: (message) => output.send(message),
      colors: false,
    });
    const display: typeof displays.display = (...values) => {
      const shown = displays.display(...values);
      this.#silent.add(shown);
      return shown;
    };
    captureConsole({
      print: (name, text) => output.print(this.#clock.current, name, text),
      show: (bundle) => void display(bundle, { raw: true }),
    });
    this.#dialogs.install();
    installRefusals();
    const broadcast = refusal("jupyter.broadcast", "in a page nobody hears Jupyter's messages");
    const { openComm, registerTarget } = this.#comms;
    const globals = {
      [HELPERS.import]: (specifier: string, options?: { optional?: boolean }) =>
        this.#modules.import(specifier, options),
      [HELPERS.meta]: META,
      [HELPERS.shell]: refuseShell,
      [DECLARE]: declareNames,
      jupyter: { ...displays, display, openComm, registerTarget, broadcast },
    };
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** A page's cells have no file: who asks for it is told. */
const META = Object.create(null) as object;
for (const name of ["url", "filename", "dirname", "resolve"]) {
  Object.defineProperty(META, name, {
    get() {
      throw new Error(`import.meta.${name}: a page has no files; run the notebook on a kernel`);
    },
  });
}

async function refuseShell(command: string): Promise<never> {
  throw new Error(`!${command}: a page has no shell; run the notebook on a kernel`);
}

/** Whether a global is for cells, and not between the host and what the compiler makes. */
function isLearners(name: string): boolean {
  return !name.startsWith("__");
}

/** Every name that `globalThis` has, of its own or inherited. */
function globalNames(): string[] {
  const names: string[] = [];
  for (let at: unknown = globalThis; at !== null; at = Object.getPrototypeOf(at))
    names.push(...Object.getOwnPropertyNames(at));
  return names;
}
