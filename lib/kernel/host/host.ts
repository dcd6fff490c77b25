import { types } from "node:util";
import type { MessagePort } from "node:worker_threads";
import { type AwaitedPort, waitForMessage } from "../link/awaited-port.ts";
import { passOn, wantedColors } from "../link/colors.ts";
import { HELPERS, OF_CELLS, REQUIRE_OF } from "../link/helper-names.ts";
import type { CellId, Ending, InputAnswer, Thrown, ToHost, ValueLook } from "../link/messages.ts";
import type { LoadedModule } from "../modules/hooks.ts";
import { surviveOpenScopes } from "./async-hooks-checks.ts";
import { CellContext } from "./cell-context.ts";
import { Comms } from "./comms.ts";
import { showConsoleTables } from "./console-table.ts";
import { describeThrown } from "./describe-thrown.ts";
import { noteEndedChildren } from "./ended-children.ts";
import { type Evaluation, Evaluator } from "./evaluator.ts";
import { FrameLocator } from "./frame-locator.ts";
import { Importer, type ImportOptions, silenceOwnWarning } from "./importer.ts";
import { createJupyter, type JupyterGlobal } from "./jupyter-global.ts";
import { LastValues } from "./last-values.ts";
import { NewGlobals } from "./new-globals.ts";
import { noteChildren } from "./note-children.ts";
import type { Ask, Outbox } from "./outbox.ts";
import { guardProcess } from "./process-guard.ts";
import { defineDialogs } from "./prompt.ts";
import { askThroughReadline } from "./readline-questions.ts";
import { redirectDescriptors } from "./redirect-descriptors.ts";
import type { ShellCommands } from "./shell-commands.ts";
import { showValue } from "./show-value.ts";
import { StackTraces } from "./stack-traces.ts";
import { captureStandardStreams } from "./standard-streams.ts";
import { wrapTimers } from "./timers.ts";
import { createTslab } from "./tslab-module.ts";
import { isPlainGlobal, membersOf, summaryOf, valueAt } from "./value-members.ts";

const { isPromise } = types;

type RunRequest = Extract<ToHost, { type: "run" }>;

// How long a child's output may take to be read, in milliseconds.
const PATIENCE = 500;

/** What the host is made with. */
export interface HostOptions {
  directory: string;
  outbox: Outbox;
  answers: AwaitedPort;
  frames: AwaitedPort;
  children: AwaitedPort;
  /** Where the source maps of local modules go. */
  loaded: MessagePort;
}

/** The main thread: the learner's code, and what it takes to run it and to show what it does. */
export class Host {
  readonly #outbox: Outbox;
  readonly #context = new CellContext();
  readonly #colors: boolean;
  readonly #evaluator: Evaluator;
  readonly #newGlobals: NewGlobals;
  #commands: ShellCommands | undefined;
  readonly #comms: Comms;
  readonly #frames: FrameLocator;
  readonly #stacks: StackTraces;
  readonly #lastValues = new LastValues();
  /** The promises that are no cell's value: see `createJupyter`. */
  readonly #silent = new WeakSet<object>();
  readonly #exit: (code: number) => never;
  readonly #closeScopes = surviveOpenScopes();

  constructor({ directory, outbox, answers, frames, children, loaded }: HostOptions) {
    this.#outbox = outbox;
    const context = this.#context;
    const wanted = wantedColors();
    passOn(wanted);
    const colors = wanted === "on";
    this.#colors = colors;
    this.#frames = new FrameLocator(outbox, frames);
    this.#stacks = new StackTraces((lines) => this.#frames.locate(lines));
    this.#stacks.install();
    silenceOwnWarning();
    const { exit } = guardProcess({
      uncaught: (error) => this.#uncaught(error),
      exit: (code) => outbox.send({ type: "exit", cell: context.current, code }),
      sigint: () => outbox.send({ type: "sigint" }),
    });
    this.#exit = exit;
    const mayGoOn = (what: string): void => {
      if (!context.isSilenced(context.current)) return;
      throw new Error(`interrupted: this cell may not ${what} any more`);
    };
    captureStandardStreams(
      (stream, chunk) => {
        mayGoOn("print");
        outbox.print(context.current, stream, chunk);
      },
      { colors },
    );
    noteChildren(
      (id, { isDetached }) =>
        outbox.send({ type: "child", cell: isDetached ? 0 : context.current, id }),
      () => mayGoOn("start a process"),
    );
    wrapTimers(context);
    let ended = 0;
    noteEndedChildren(() => {
      outbox.send({ type: "childEnded", serial: ++ended });
      let heard: unknown;
      // One that an interrupt has ended the wait for comes late.
      do heard = waitForMessage(children, PATIENCE);
      while (heard !== undefined && heard !== ended);
    });
    this.#comms = new Comms((...values) => void jupyter.broadcast(...values));
    const jupyter = createJupyter(context, outbox, {
      comms: this.#comms,
      colors,
      silent: this.#silent,
    });
    const ask: Ask = ({ prompt, password }) => {
      outbox.send({ type: "input", cell: context.current, prompt, password });
      return waitForMessage(answers) as InputAnswer;
    };
    defineDialogs(ask);
    askThroughReadline(ask, {
      isRunning: () => context.running !== undefined,
      fail: (error) => this.#fail(error),
    });
    showConsoleTables((bundle) => void jupyter.display(bundle, { raw: true }), { colors });
    const provided = new Map([["tslab", () => createTslab(jupyter)]]);
    const compiled = (module: LoadedModule) => outbox.send({ type: "compiled", module });
    this.#defineGlobals(new Importer(directory, { context, provided, loaded, compiled }), jupyter);
    this.#evaluator = new Evaluator();
    outbox.send({ type: "ready", globals: globalNames() });
    this.#newGlobals = new NewGlobals();
    // Later, so that they are no globals to the compiler: a declaration hides them, and needs no
    // other name.
    this.#lastValues.install();
  }

  /** Takes a message of the protocol thread. */
  receive(message: ToHost): void {
    switch (message.type) {
      case "run":
        this.#run(message);
        break;
      case "ping": {
        const { running } = this.#context;
        this.#outbox.send({ type: "pong", serial: message.serial, running });
        break;
      }
      case "abandon":
        this.#context.settle();
        this.#closeScopes();
        if (message.cell !== undefined) this.#context.abandon(message.cell);
        break;
      case "look": {
        const { serial } = message;
        this.#outbox.send({ type: "look", serial, look: this.#lookAt(message) });
        break;
      }
      case "comm":
        this.#context.start(message.cell, () => this.#receiveComm(message));
        this.#context.finish(message.cell);
        this.#outbox.send({ type: "commDone", cell: message.cell });
        break;
      case "redirect":
        redirectDescriptors(message);
        this.#outbox.send({ type: "redirected" });
        break;
      case "exit":
        // Node waits for a debugger that has not gone.
        this.#evaluator.dispose();
        this.#exit(message.code);
    }
  }

  #lookAt({ name, path }: { name: string; path: string[] }): ValueLook {
    try {
      if (!isPlainGlobal(name)) return { members: [] };
      const value = valueAt(this.#evaluator.lookUp(name), path);
      return { members: membersOf(value), summary: summaryOf(value) };
    } catch {
      return { members: [] };
    }
  }

  #receiveComm(message: Extract<ToHost, { type: "comm" }>): void {
    try {
      this.#comms.receive(message);
    } catch (error) {
      this.#uncaught(error);
    }
  }

  #run(request: RunRequest): void {
    const { cell, code, hasAwait } = request;
    this.#frames.forget();
    this.#context.start(cell, () =>
      this.#evaluator.evaluate(code, hasAwait, (evaluation) => this.#ended(request, evaluation)),
    );
  }

  #ended(request: RunRequest, evaluation: Evaluation): void {
    const { cell } = request;
    // An evaluation that was declared interrupted has had its ending.
    if (this.#context.isAbandoned(cell)) return;
    let ending: Ending | Promise<Ending>;
    try {
      ending = this.#endingOf(evaluation, request);
    } catch (error) {
      ending = brokenEnding(evaluation, error);
    }
    if (isPromise(ending)) void ending.then((later) => this.#end(cell, later));
    else this.#end(cell, ending);
  }

  #end(cell: CellId, ending: Ending): void {
    if (this.#context.isAbandoned(cell)) return;
    this.#context.finish(cell);
    const names = this.#newGlobals.take();
    if (names.length > 0) this.#outbox.send({ type: "globals", names });
    this.#outbox.send({ type: "done", cell, ending });
    if (ending.status === "terminated") this.#context.abandon(cell);
  }

  #endingOf(evaluation: Evaluation, request: RunRequest): Ending | Promise<Ending> {
    if (evaluation.status === "terminated") return evaluation;
    const { value } = evaluation;
    if (evaluation.status === "thrown") {
      const error = this.#describe(value);
      const { frame } = evaluation;
      // What V8 cannot compile has no frame of the cell's.
      if (error.name === "SyntaxError" && frame !== undefined && !hasPlaceIn(error, frame))
        error.frames = [frame];
      return { status: "error", error };
    }
    if (this.#isSilent(value)) return this.#settled(value);
    const { result, remember } = request;
    if (remember !== undefined) this.#lastValues.remember(value, remember);
    if (result === "none" || value === undefined) return { status: "ok" };
    const shown = showValue(value, {
      failed: (error) => this.#uncaught(error),
      colors: this.#colors && result === "colored",
    });
    return isPromise(shown)
      ? shown.then((later) => ({ status: "ok", shown: later }))
      : { status: "ok", shown };
  }

  #isSilent(value: unknown): value is Promise<void> {
    return typeof value === "object" && value !== null && this.#silent.has(value);
  }

  /** The ending of a cell whose last statement shows something. */
  #settled(shown: Promise<void>): Promise<Ending> {
    return shown.then(
      () => ({ status: "ok" }),
      (error) => ({ status: "error", error: this.#describe(error) }),
    );
  }

  #describe(value: unknown): Thrown {
    return describeThrown(value, (error, stack) => this.#stacks.compiledFrames(error, stack));
  }

  /** Ends the running cell by an error that it cannot catch. */
  #fail(error: Error): void {
    const { running } = this.#context;
    if (running === undefined) this.#uncaught(error);
    else {
      this.#end(running, { status: "error", error: this.#describe(error) });
      this.#context.abandon(running);
    }
  }

  #uncaught(error: unknown): void {
    const cell = this.#context.current;
    this.#context.settle();
    // Its child processes have ended, say, or what it prints is refused.
    if (this.#context.isSilenced(cell)) return;
    this.#outbox.send({ type: "uncaught", cell, error: this.#describe(error) });
  }

  async #runCommand(command: string): Promise<void> {
    // Not at the start, which it would delay: few notebooks have commands.
    const { ShellCommands } = await import("./shell-commands.ts");
    this.#commands ??= new ShellCommands(this.#context, this.#outbox);
    await this.#commands.run(command);
  }

  #defineGlobals(importer: Importer, jupyter: JupyterGlobal): void {
    const globals = {
      [HELPERS.import]: (specifier: string, options?: ImportOptions) =>
        importer.import(specifier, options),
      [HELPERS.meta]: importer.meta,
      [HELPERS.shell]: (command: string) => this.#runCommand(command),
      [OF_CELLS.module]: importer.module,
      [OF_CELLS.exports]: importer.module.exports,
      [OF_CELLS.__filename]: importer.meta.filename,
      [OF_CELLS.__dirname]: importer.meta.dirname,
      [REQUIRE_OF]: importer.requireOf,
      require: importer.require,
      jupyter,
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }
}

/** Whether an error has a frame of the script that the frame names. */
function hasPlaceIn({ frames }: Thrown, frame: string): boolean {
  const script = frame
    .replace(/:\d+:\d+$/, ":")
    .trim()
    .replace(/^at /, "");
  return frames.some((line) => line.includes(script));
}

/**
 * The ending of a cell that cannot be shown, since a cell has broken what that takes, as
 * `Array.prototype.map`. It calls nothing that may be broken, too.
 */
function brokenEnding(evaluation: Evaluation, failure: unknown): Ending {
  const read = (held: unknown): string => {
    try {
      return `${(held as Error).message}`;
    } catch {
      return "no message";
    }
  };
  const why = `a cell has changed a built-in that the kernel needs (${read(failure)}): restart the kernel`;
  const message =
    evaluation.status === "thrown"
      ? `${read(evaluation.value)}; where it was thrown cannot be shown: ${why}`
      : `the value cannot be shown: ${why}`;
  return { status: "error", error: { name: "Error", message, frames: [] } };
}

/** Every name that `globalThis` has, of its own or inherited. */
function globalNames(): string[] {
  const names = new Set<string>();
  for (
    let owner: object | null = globalThis;
    owner !== null;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
  }
  return [...names];
}
