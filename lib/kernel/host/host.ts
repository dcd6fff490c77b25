import type { MessagePort } from "node:worker_threads";
import { lookAt } from "../display/index.ts";
import { Comms } from "../globals/index.ts";
import { type AwaitedPort, waitForMessage } from "../link/awaited-port.ts";
import { passOn, wantedColors } from "../link/colors.ts";
import type { LoadedModule } from "../link/loaded-module.ts";
import type { InputAnswer, ToHost } from "../link/messages.ts";
import type { Outbox } from "../link/outbox.ts";
import { surviveOpenScopes } from "./async-hooks-checks.ts";
import { CellContext } from "./cell-context.ts";
import { CellEvaluations } from "./cell-evaluations.ts";
import { defineCellGlobals, globalNames } from "./cell-globals.ts";
import { showConsoleTables } from "./console-table.ts";
import { noteEndedChildren } from "./ended-children.ts";
import { Evaluator } from "./evaluator.ts";
import { FrameLocator } from "./frame-locator.ts";
import { Importer, silenceOwnWarning } from "./importer.ts";
import { createJupyter } from "./jupyter-global.ts";
import { noteChildren } from "./note-children.ts";
import { guardProcess } from "./process-guard.ts";
import { type Ask, defineDialogs } from "./prompt.ts";
import { askThroughReadline } from "./readline-questions.ts";
import { redirectDescriptors } from "./redirect-descriptors.ts";
import type { ShellCommands } from "./shell-commands.ts";
import { StackTraces } from "./stack-traces.ts";
import { captureStandardStreams } from "./standard-streams.ts";
import { wrapTimers } from "./timers.ts";
import { createTslab } from "./tslab-module.ts";

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
  readonly #evaluator: Evaluator;
  readonly #evaluations: CellEvaluations;
  readonly #comms: Comms;
  readonly #exit: (code: number) => never;
  readonly #closeScopes = surviveOpenScopes();
  #commands: ShellCommands | undefined;

  constructor({ directory, outbox, answers, frames, children, loaded }: HostOptions) {
    this.#outbox = outbox;
    const context = this.#context;
    const wanted = wantedColors();
    passOn(wanted);
    const colors = wanted === "on";
    const locator = new FrameLocator(outbox, frames);
    const stacks = new StackTraces((lines) => locator.locate(lines));
    stacks.install();
    silenceOwnWarning();
    const { exit } = guardProcess({
      uncaught: (error) => this.#evaluations.uncaught(error),
      exit: (code) => outbox.send({ type: "exit", cell: context.current, code }),
      sigint: () => outbox.send({ type: "sigint" }),
    });
    this.#exit = exit;
    this.#captureOutput({ colors, children });
    wrapTimers(context);
    /** The promises that are no cell's value: see `createJupyter`. */
    const silent = new WeakSet<object>();
    this.#comms = new Comms((...values) => void jupyter.broadcast(...values));
    const jupyter = createJupyter(context, outbox, { comms: this.#comms, colors, silent });
    this.#askTheReader(answers);
    showConsoleTables((bundle) => void jupyter.display(bundle, { raw: true }), { colors });
    const provided = new Map([["tslab", () => createTslab(jupyter)]]);
    const compiled = (module: LoadedModule) => outbox.send({ type: "compiled", module });
    defineCellGlobals({
      importer: new Importer(directory, { context, provided, loaded, compiled }),
      jupyter,
      runCommand: (command) => this.#runCommand(command),
    });
    this.#evaluator = new Evaluator();
    outbox.send({ type: "ready", globals: globalNames() });
    const evaluator = this.#evaluator;
    const parts = { context, outbox, evaluator, frames: locator, stacks };
    this.#evaluations = new CellEvaluations({ ...parts, colors, silent });
  }

  /** Takes a message of the protocol thread. */
  receive(message: ToHost): void {
    switch (message.type) {
      case "run":
        this.#evaluations.run(message);
        break;
      case "ping":
        this.#outbox.send({ type: "pong", serial: message.serial });
        break;
      case "abandon":
        this.#context.settle();
        this.#closeScopes();
        if (message.cell !== undefined) this.#context.abandon(message.cell);
        break;
      case "look": {
        const { serial, name, path } = message;
        const look = lookAt(name, path, (variable) => this.#evaluator.lookUp(variable));
        this.#outbox.send({ type: "look", serial, look });
        break;
      }
      case "comm":
        this.#context.start(message.cell, () => this.#receiveComm(message));
        this.#context.finish(message.cell);
        this.#outbox.send({ type: "done", cell: message.cell, result: { status: "ok" } });
        break;
      case "redirect":
        redirectDescriptors(message);
        this.#outbox.send({ type: "redirected" });
        break;
      case "exit":
        // Node waits for a debugger that has not gone.
        this.#evaluator.dispose();
        this.#exit(message.code);
        break;
      default:
        message satisfies never;
    }
  }

  #receiveComm(message: Extract<ToHost, { type: "comm" }>): void {
    try {
      this.#comms.receive(message);
    } catch (error) {
      this.#evaluations.uncaught(error);
    }
  }

  /** Has all that is printed here, or by a child process, find the cell that it belongs to. */
  #captureOutput({ colors, children }: { colors: boolean; children: AwaitedPort }): void {
    const outbox = this.#outbox;
    const context = this.#context;
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
    let ended = 0;
    noteEndedChildren(() => {
      outbox.send({ type: "childEnded", serial: ++ended });
      let heard: unknown;
      // One that an interrupt has ended the wait for comes late.
      do heard = waitForMessage(children, PATIENCE);
      while (heard !== undefined && heard !== ended);
    });
  }

  /** Has whoever asks for a line of input ask the frontend. */
  #askTheReader(answers: AwaitedPort): void {
    const ask: Ask = ({ prompt, password }) => {
      this.#outbox.send({ type: "input", cell: this.#context.current, prompt, password });
      return waitForMessage(answers) as InputAnswer;
    };
    defineDialogs(ask);
    askThroughReadline(ask, {
      isRunning: () => this.#context.running !== undefined,
      fail: (error) => this.#evaluations.fail(error),
    });
  }

  async #runCommand(command: string): Promise<void> {
    // Not at the start, which it would delay: few notebooks have commands.
    const { ShellCommands } = await import("./shell-commands.ts");
    this.#commands ??= new ShellCommands(this.#context, this.#outbox);
    await this.#commands.run(command);
  }
}
