import type { MessagePort } from "node:worker_threads";
import { yieldsNumbers } from "../../cell/elements/index.ts";
import { type AwaitedPort, waitForMessage } from "../link/awaited-port.ts";
import { wantsColors } from "../link/colors.ts";
import { HELPERS } from "../link/helper-names.ts";
import type { CellId, Ending, InputAnswer, ResultStyle, Thrown, ToHost } from "../link/messages.ts";
import type { LoadedModule } from "../modules/hooks.ts";
import { surviveOpenScopes } from "./async-hooks-checks.ts";
import { CellContext } from "./cell-context.ts";
import { Comms } from "./comms.ts";
import { showConsoleTables } from "./console-table.ts";
import { describeThrown } from "./describe-thrown.ts";
import { type Evaluation, Evaluator } from "./evaluator.ts";
import { FrameLocator } from "./frame-locator.ts";
import { Importer, type ImportOptions, silenceOwnWarning } from "./importer.ts";
import { createJupyter, type JupyterGlobal } from "./jupyter-global.ts";
import { noteChildren } from "./note-children.ts";
import type { Ask, Outbox } from "./outbox.ts";
import { guardProcess } from "./process-guard.ts";
import { defineDialogs } from "./prompt.ts";
import { askThroughReadline } from "./readline-questions.ts";
import { redirectDescriptors } from "./redirect-descriptors.ts";
import { showValue } from "./show-value.ts";
import { StackTraces } from "./stack-traces.ts";
import { captureStandardStreams } from "./standard-streams.ts";
import { wrapTimers } from "./timers.ts";
import { createTslab } from "./tslab-module.ts";

/** What the host is made with. */
export interface HostOptions {
  directory: string;
  outbox: Outbox;
  answers: AwaitedPort;
  frames: AwaitedPort;
  /** Where the source maps of local modules go. */
  loaded: MessagePort;
}

/** The main thread: the learner's code, and what it takes to run it and to show what it does. */
export class Host {
  readonly #outbox: Outbox;
  readonly #context = new CellContext();
  readonly #colors = wantsColors();
  readonly #evaluator: Evaluator;
  readonly #comms: Comms;
  readonly #frames: FrameLocator;
  readonly #stacks: StackTraces;
  readonly #exit: (code: number) => never;
  readonly #closeScopes = surviveOpenScopes();

  constructor({ directory, outbox, answers, frames, loaded }: HostOptions) {
    this.#outbox = outbox;
    const context = this.#context;
    const colors = this.#colors;
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
    this.#comms = new Comms((...values) => void jupyter.broadcast(...values));
    const jupyter = createJupyter(context, outbox, { comms: this.#comms, colors });
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

  #receiveComm(message: Extract<ToHost, { type: "comm" }>): void {
    try {
      this.#comms.receive(message);
    } catch (error) {
      this.#uncaught(error);
    }
  }

  #run({ cell, code, hasAwait, result }: Extract<ToHost, { type: "run" }>): void {
    this.#frames.forget();
    this.#context.start(cell, () =>
      this.#evaluator.evaluate(code, hasAwait, (evaluation) =>
        this.#ended(cell, evaluation, result),
      ),
    );
  }

  #ended(cell: CellId, evaluation: Evaluation, result: ResultStyle): void {
    // An evaluation that was declared interrupted has had its ending.
    if (this.#context.isAbandoned(cell)) return;
    let ending: Ending | Promise<Ending>;
    try {
      ending = this.#endingOf(evaluation, result);
    } catch (error) {
      ending = brokenEnding(evaluation, error);
    }
    if (ending instanceof Promise) void ending.then((later) => this.#end(cell, later));
    else this.#end(cell, ending);
  }

  #end(cell: CellId, ending: Ending): void {
    if (this.#context.isAbandoned(cell)) return;
    this.#context.finish(cell);
    this.#outbox.send({ type: "done", cell, ending });
    if (ending.status === "terminated") this.#context.abandon(cell);
  }

  #endingOf(evaluation: Evaluation, result: ResultStyle): Ending | Promise<Ending> {
    if (evaluation.status === "terminated") return evaluation;
    const { status, value } = evaluation;
    if (status === "thrown") return { status: "error", error: this.#describe(value) };
    if (result === "none" || value === undefined) return { status: "ok" };
    const shown = showValue(value, {
      failed: (error) => this.#uncaught(error),
      colors: this.#colors && result === "colored",
    });
    return shown instanceof Promise
      ? shown.then((later) => ({ status: "ok", shown: later }))
      : { status: "ok", shown };
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

  #defineGlobals(importer: Importer, jupyter: JupyterGlobal): void {
    const globals = {
      [HELPERS.import]: (specifier: string, options?: ImportOptions) =>
        importer.import(specifier, options),
      [HELPERS.meta]: importer.meta,
      [HELPERS.yieldsNumbers]: yieldsNumbers,
      require: importer.require,
      jupyter,
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }
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
