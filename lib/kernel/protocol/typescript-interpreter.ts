import { lowerWithEsbuild } from "../cell/esbuild/index.ts";
import {
  blankShellLines,
  CellCompiler,
  CellSyntaxError,
  type CompiledCell,
  completeness,
  isUnspecific,
  mayHoldShellLines,
  type ShellLine,
  withExpectation,
} from "../cell/index.ts";
import type { LanguageService, VarUses } from "../language/index.ts";
import { findTsconfig } from "../language/tsconfig/index.ts";
import { HELPERS, OF_CELLS } from "../link/helper-names.ts";
import type { CellId, Ending, FromHost, ResultStyle } from "../link/messages.ts";
import type { StreamName } from "../link/output-ring.ts";
import type { LoadedModule } from "../modules/hooks.ts";
import { LoadedModules } from "../modules/loaded-modules.ts";
import type { Json } from "../wire/index.ts";
import { marked } from "./ansi.ts";
import { Assistant } from "./assistant.ts";
import { ChildProcesses, endChildren } from "./child-processes.ts";
import type { HostLink } from "./host-link.ts";
import type {
  CommRequest,
  CompleteOutcome,
  ErrorOutput,
  ExecuteOutcome,
  ExecuteRequest,
  Interpreter,
  Publisher,
} from "./interpreter.ts";
import { Interrupter } from "./interrupter.ts";
import type { Language } from "./language.ts";
import { NativeOutput } from "./native-output.ts";
import { Tracebacks } from "./traceback.ts";
import { typeCheckingSetting } from "./type-checking.ts";
import { renderTypeErrors } from "./type-errors.ts";

const INTERRUPTED = interrupted("the cell was interrupted");
const STUCK = interrupted(
  "the cell was interrupted, but native code that it called cannot be: it still runs, and later cells wait for it; only a restart of the kernel ends it now",
);
const WAITS =
  "native code that an interrupt cannot end still runs: this cell waits until it returns, or until the kernel is restarted\n";

/** TypeScript: cells are checked and compiled here and run on the main thread. */
export class TypeScriptInterpreter implements Interpreter {
  readonly #link: HostLink;
  readonly #interrupter: Interrupter;
  readonly #compiler: Promise<CellCompiler>;
  #compilerNow: CellCompiler | undefined;
  readonly #assistant: Assistant;
  readonly #language: Language;
  readonly #checking = typeCheckingSetting().value ?? "error";
  readonly #modules = new LoadedModules();
  readonly #tracebacks = new Tracebacks(this.#modules);
  readonly #publishers = new Map<CellId, Publisher>();
  #native: NativeOutput | undefined;
  #serial = 0;
  /** The cells that asked to end the process, and the codes that they gave. */
  readonly #exits = new Map<CellId, number>();
  /** The cells of which an interrupt has ended at least a part. */
  readonly #broken = new Set<CellId>();
  readonly #children: ChildProcesses;
  #running: CellId | undefined;
  #began = 0;
  #interrupting: Promise<void> | undefined;
  #interrupts = 0;
  /** Ends the wait for the type checker. */
  #stopWaiting: () => void = () => {};

  constructor(
    link: HostLink,
    {
      directory,
      language,
      globals,
    }: { directory: string; language: Language; globals: Promise<string[]> },
  ) {
    this.#link = link;
    this.#interrupter = new Interrupter(link);
    this.#children = new ChildProcesses(() => language.now?.service?.pid);
    this.#language = language;
    const lower = lowerWithEsbuild({ compilerOptions: findTsconfig(directory).options });
    this.#compiler = globals.then((names) => {
      const options = { globals: names, helpers: HELPERS, ofCells: OF_CELLS, lower };
      this.#compilerNow = new CellCompiler(options);
      return this.#compilerNow;
    });
    this.#assistant = new Assistant(link, language, this.#compiler);
  }

  async execute(request: ExecuteRequest, publisher: Publisher): Promise<ExecuteOutcome> {
    const interrupts = this.#interrupts;
    const interrupted = new Promise<undefined>((resolve) => {
      this.#stopWaiting = () => resolve(undefined);
    });
    // Until an interrupt is over it may end whatever runs.
    while (this.#interrupting !== undefined) await this.#interrupting;
    const cell = this.#register(publisher);
    const title = request.silent ? "Cell [*]" : `Cell [${request.count}]`;
    const url = request.silent ? `Cell[*${cell}]` : `Cell[${request.count}]`;
    const { service: language, notices } = this.#language.now ?? (await this.#language.started);
    const source = request.code;
    const shellLines = mayHoldShellLines(source) ? (await this.#compiler).shellLines(source) : [];
    const typed = blankShellLines(source, shellLines);
    // After the check is asked for: its answer takes longest, and the server works beside this thread.
    const compiling = Promise.resolve().then(() => this.#compile(source, { url, shellLines }));
    const checking =
      this.#checking === "off" ? [] : (language?.check(typed, () => compiling.then(varUses)) ?? []);
    // Here the caller says that the cell runs.
    await undefined;
    // A silent request is a program's, which shows nobody what it brings.
    const told = request.silent ? [] : notices.splice(0);
    for (const notice of told) publisher.stream("stderr", `${notice}\n`);
    const compiled = await compiling;
    if (compiled instanceof CellSyntaxError) {
      language?.cancel();
      const error = await Promise.race([this.#explain(compiled, typed, language), interrupted]);
      return { status: "error", error: syntaxError(error ?? compiled, title) };
    }
    const diagnostics = await Promise.race([checking, interrupted]);
    if (diagnostics === undefined) {
      language?.cancel();
      return { status: "error", error: INTERRUPTED };
    }
    if (diagnostics.length > 0) {
      const error = renderTypeErrors(source, title, diagnostics);
      if (this.#checking === "error") return { status: "error", error };
      publisher.stream("stderr", `${error.traceback.join("\n")}\n`);
    }
    if (this.#interrupts !== interrupts) return { status: "error", error: INTERRUPTED };
    this.#tracebacks.add({ compiled, title });
    (await this.#compiler).commit(compiled);
    const ending = await this.#run(cell, compiled, {
      result: request.silent || compiled.isHidden ? "none" : "colored",
      remember: request.counted ? request.count : undefined,
    });
    language?.publish(typed, compiled.declarations);
    // What a child process that the interrupt has ended makes the cell throw is no error of its own.
    const isInterrupted = ending.status === "error" && this.#interrupts !== interrupts;
    const error = isInterrupted ? INTERRUPTED : this.#errorOf(ending, cell);
    if (error !== undefined) return { status: "error", error };
    if (ending.status === "ok" && ending.shown !== undefined) {
      publisher.result(ending.shown, request.count);
    }
    const expressions = await this.#evaluateAll(request.expressions, cell);
    return { status: "ok", expressions, exitCode: this.#exits.get(cell) };
  }

  complete(code: string, offset: number): Promise<CompleteOutcome> {
    return this.#assistant.complete(code, offset);
  }

  inspect(code: string, offset: number): Promise<Json | undefined> {
    return this.#assistant.inspect(code, offset);
  }

  isComplete(code: string): { status: "complete" | "incomplete" | "invalid"; indent?: string } {
    return completeness(code, { shellLines: this.#compilerNow?.shellLines(code) ?? [] });
  }

  comm(request: CommRequest, publisher: Publisher): Promise<void> {
    return this.#link.comm(this.#register(publisher), request);
  }

  interrupt(): Promise<void> {
    this.#interrupts++;
    this.#stopWaiting();
    const victim = this.#running;
    const began = this.#began;
    return this.#terminate(victim, (isBlocked) => {
      if (victim !== undefined) void this.#children.interrupt(victim, began);
      else if (isBlocked) void this.#children.interruptLatest();
    });
  }

  async dispose(): Promise<void> {
    await this.interrupt();
    this.#native?.close();
    this.#interrupter.dispose();
    const { service } = await this.#language.started;
    await Promise.all([endChildren(service?.pid), service?.dispose()]);
  }

  /** Makes what child processes and native code print reach the cell. */
  redirectNativeOutput(): void {
    this.#native = NativeOutput.create((stream, text) => {
      this.#link.print(this.#running ?? this.#serial, stream, text);
    });
    if (this.#native !== undefined) this.#link.post({ type: "redirect", ...this.#native.pipes });
  }

  /** Takes note of a local module that was compiled. */
  moduleLoaded(module: LoadedModule): void {
    this.#modules.add(module);
  }

  /** Hands output of the main thread to the request that it belongs to. */
  output(cell: CellId, stream: StreamName, text: string): void {
    this.#publisherOf(cell)?.stream(stream, text);
  }

  /** Hands a message of the main thread to the request that it belongs to. */
  message(message: FromHost): void {
    if (!("cell" in message)) {
      if (message.type === "sigint" && this.#running !== undefined) void this.interrupt();
      if (message.type === "globals") this.#language.now?.service?.addGlobals(message.names);
      if (message.type === "redirected") this.#native?.listen();
      if (message.type === "childEnded") {
        this.#native?.flush();
        this.#link.answerChild(message.serial);
      }
      if (message.type === "compiled") this.moduleLoaded(message.module);
      if (message.type === "frames") {
        const { serial, lines } = message;
        this.#link.answerFrames({ serial, lines: this.#tracebacks.locate(lines) });
      }
      return;
    }
    if (message.type === "child") this.#children.note(message.id, message.cell);
    const publisher = this.#publisherOf(message.cell);
    if (publisher === undefined) return;
    switch (message.type) {
      case "display": {
        const { displayId, update } = message;
        publisher.display(message.shown, {
          ...(displayId === undefined ? {} : { displayId }),
          ...(update === undefined ? {} : { update }),
        });
        break;
      }
      case "clear":
        publisher.clear(message.wait);
        break;
      case "broadcast":
        publisher.broadcast(message.messageType, message.content, message);
        break;
      case "exit":
        void this.#leave(message, publisher);
        break;
      case "uncaught":
        publisher.error(this.#tracebacks.render(message.error));
        break;
      case "input":
        void publisher.input(message).then((answer) => this.#link.answer(answer));
    }
  }

  async #terminate(
    victim: CellId | undefined,
    endChildren: (isBlocked: boolean) => void = () => {},
  ): Promise<void> {
    const earlier = this.#interrupting ?? Promise.resolve();
    const mine = earlier
      .then(() => this.#interrupter.interrupt(() => this.#running, victim, endChildren))
      .then((hasEnded) => {
        if (hasEnded && victim !== undefined) this.#broken.add(victim);
      });
    this.#interrupting = mine;
    await mine;
    this.#link.forgetComms();
    if (this.#interrupting === mine) this.#interrupting = undefined;
  }

  /** Ends what called `process.exit()`, a cell or a callback, which waits for that. */
  #leave({ cell, code }: { cell: CellId; code: number }, publisher: Publisher): Promise<void> {
    const what = this.#running === cell ? "cell" : "callback";
    publisher.stream("stderr", `process.exit(${code}) ended the ${what}; the session goes on.\n`);
    this.#exits.set(cell, code);
    return this.#terminate(cell);
  }

  #register(publisher: Publisher): CellId {
    this.#publishers.set(++this.#serial, publisher);
    return this.#serial;
  }

  #publisherOf(cell: CellId): Publisher | undefined {
    return this.#publishers.get(cell) ?? this.#publishers.get(this.#serial);
  }

  async #compile(
    source: string,
    options: { url: string; shellLines?: readonly ShellLine[] },
  ): Promise<CompiledCell | CellSyntaxError> {
    try {
      return await (await this.#compiler).compile(source, options);
    } catch (error) {
      if (error instanceof CellSyntaxError) return error;
      throw error;
    }
  }

  /** The fault of a cell, with what TypeScript expected there. */
  async #explain(
    error: CellSyntaxError,
    source: string,
    language: LanguageService | undefined,
  ): Promise<CellSyntaxError> {
    if (!isUnspecific(error)) return error;
    const [first] = (await language?.syntaxErrors(source)) ?? [];
    return withExpectation(error, source, first);
  }

  async #run(
    cell: CellId,
    compiled: CompiledCell,
    value: { result: ResultStyle; remember?: number | undefined },
  ): Promise<Ending> {
    const { code, hasAwait, hasValue } = compiled;
    if (this.#interrupter.isStuck) this.#publisherOf(cell)?.stream("stderr", WAITS);
    this.#running = cell;
    this.#began = performance.now();
    const ending = await this.#link.run(cell, {
      code,
      hasAwait,
      ...(hasValue ? value : { result: "none" }),
    });
    this.#native?.flush();
    this.#link.flush();
    this.#running = undefined;
    if (ending.status !== "ok") return ending;
    // It may have gone on behind a callback of its own that an interrupt has ended.
    while (this.#interrupting !== undefined) await this.#interrupting;
    return this.#broken.has(cell) ? { status: "terminated" } : ending;
  }

  #errorOf(ending: Ending, cell: CellId): ErrorOutput | undefined {
    switch (ending.status) {
      case "ok":
        return undefined;
      case "terminated":
        if (this.#exits.has(cell)) return undefined;
        return this.#interrupter.isStuck ? STUCK : INTERRUPTED;
      case "error":
        return this.#tracebacks.render(ending.error);
    }
  }

  async #evaluateAll(
    expressions: Record<string, string>,
    parent: CellId,
  ): Promise<Record<string, Json>> {
    const results: Record<string, Json> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      results[name] = await this.#evaluateExpression(String(expression), parent);
    }
    return results;
  }

  async #evaluateExpression(expression: string, parent: CellId): Promise<Json> {
    const cell = this.#register(this.#publishers.get(parent) as Publisher);
    // Programs ask these, and read the text: it has no colours.
    const compiled = await this.#compile(expression, { url: `Expression[${cell}]` });
    if (compiled instanceof CellSyntaxError) {
      const error = await this.#explain(compiled, expression, this.#language.now?.service);
      return { status: "error", ...syntaxError(error, "Expression") };
    }
    this.#tracebacks.add({ compiled, title: "Expression" });
    const ending = await this.#run(cell, compiled, { result: "plain" });
    if (ending.status === "error") {
      return { status: "error", ...this.#tracebacks.render(ending.error) };
    }
    if (ending.status !== "ok") return { status: "error", ...INTERRUPTED };
    const { data = { "text/plain": "undefined" }, metadata = {} } = ending.shown ?? {};
    return { status: "ok", data, metadata };
  }
}

function varUses(compiled: CompiledCell | CellSyntaxError): VarUses {
  if (compiled instanceof CellSyntaxError) return { names: [], previousReads: [] };
  const { declarations, previousReads } = compiled;
  const vars = declarations.filter(({ kind }) => kind === "var");
  return { names: vars.map(({ name }) => name), previousReads };
}

function interrupted(evalue: string): ErrorOutput {
  const ename = "Interrupted";
  return { ename, evalue, traceback: [`${marked(ename)}: ${evalue}`] };
}

function syntaxError(error: CellSyntaxError, title: string): ErrorOutput {
  const traceback = [
    `${marked("SyntaxError")}: ${error.message}`,
    ...error.frame.split("\n"),
    `    at ${title}, line ${error.line}, column ${error.column}`,
  ];
  return { ename: "SyntaxError", evalue: error.message, traceback };
}
