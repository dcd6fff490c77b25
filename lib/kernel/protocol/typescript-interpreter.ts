import { completeness } from "../cell/index.ts";
import type { ErrorOutput } from "../display/index.ts";
import type { EvaluationResult } from "../link/messages.ts";
import type { Json } from "../wire/index.ts";
import { Assistant } from "./assistant.ts";
import type { Cell } from "./cell.ts";
import type { CellCompilation } from "./cell-compilation.ts";
import { CellPreparer, type Preparation } from "./cell-preparation.ts";
import { CellRunner } from "./cell-runner.ts";
import type { Cells } from "./cells.ts";
import { endChildren } from "./child-processes.ts";
import { INTERRUPTED, STUCK } from "./error-outputs.ts";
import type { HostInbox } from "./host-inbox.ts";
import type { HostLink } from "./host-link.ts";
import type {
  CommRequest,
  CompleteOutcome,
  ExecuteOutcome,
  ExecuteRequest,
  Interpreter,
  PreparedCell,
  Publisher,
} from "./interpreter.ts";
import type { Interruption, Interrupts } from "./interrupts.ts";
import type { Language } from "./language.ts";
import type { NativeOutput } from "./native-output.ts";
import type { Tracebacks } from "./traceback.ts";
import { UserExpressions } from "./user-expressions.ts";

/** What the interpreter is made with. */
export interface TypeScriptInterpreterOptions {
  link: HostLink;
  inbox: HostInbox;
  cells: Cells;
  interrupts: Interrupts;
  native: NativeOutput;
  language: Language;
  compilation: CellCompilation;
  tracebacks: Tracebacks;
}

/** TypeScript: cells are checked and compiled here and run on the main thread. */
export class TypeScriptInterpreter implements Interpreter {
  readonly #options: TypeScriptInterpreterOptions;
  readonly #preparer: CellPreparer;
  readonly #runner: CellRunner;
  readonly #expressions: UserExpressions;
  readonly #assistant: Assistant;

  constructor(options: TypeScriptInterpreterOptions) {
    const { link, language, compilation } = options;
    this.#options = options;
    this.#preparer = new CellPreparer(compilation, language);
    this.#runner = new CellRunner(options);
    this.#expressions = new UserExpressions({ ...options, runner: this.#runner });
    this.#assistant = new Assistant(link, language, compilation.compiler);
  }

  prepare(request: ExecuteRequest): PreparedCell {
    const interruption = this.#options.interrupts.watch();
    const preparing = this.#preparer.begin(request);
    return {
      run: async (publisher) => {
        const { cells, interrupts } = this.#options;
        await interrupts.over();
        const cell = cells.open(publisher);
        try {
          return await this.#execute(request, cell, { preparing, interruption });
        } finally {
          cells.close(cell);
        }
      },
    };
  }

  complete(code: string, offset: number): Promise<CompleteOutcome> {
    return this.#assistant.complete(code, offset);
  }

  inspect(code: string, offset: number): Promise<Json | undefined> {
    return this.#assistant.inspect(code, offset);
  }

  isComplete(code: string): { status: "complete" | "incomplete" | "invalid"; indent?: string } {
    return completeness(code, {
      shellLines: this.#options.compilation.now?.shellLines(code) ?? [],
    });
  }

  async comm(request: CommRequest, publisher: Publisher): Promise<void> {
    const { link, cells } = this.#options;
    const cell = cells.open(publisher);
    try {
      await link.comm(cell, request);
    } finally {
      cells.closeAside(cell);
    }
  }

  interrupt(): Promise<void> {
    return this.#options.interrupts.interrupt();
  }

  async dispose(): Promise<void> {
    const { interrupts, native, language } = this.#options;
    await interrupts.interrupt();
    native.close();
    interrupts.dispose();
    const { service } = await language.started;
    await Promise.all([endChildren(service?.pid), service?.dispose()]);
  }

  async #execute(
    request: ExecuteRequest,
    cell: Cell,
    { preparing, interruption }: { preparing: Promise<Preparation>; interruption: Interruption },
  ): Promise<ExecuteOutcome> {
    const { compilation, tracebacks } = this.#options;
    const { publisher } = cell;
    const preparation = await preparing;
    for (const notice of preparation.notices) publisher.stream("stderr", `${notice}\n`);
    const prepared = await this.#preparer.end(preparation, interruption);
    if ("error" in prepared) return { status: "error", error: prepared.error };
    const { compiled, warning } = prepared;
    if (warning !== undefined) publisher.stream("stderr", `${warning.traceback.join("\n")}\n`);
    tracebacks.add({ compiled, title: preparation.title });
    (await compilation.compiler).commit(compiled);
    const result = await this.#runner.run(cell, compiled, {
      result: request.silent || compiled.isHidden ? "none" : "colored",
      remember: request.counted ? request.count : undefined,
    });
    preparation.service?.publish(preparation.typed, compiled.declarations);
    // What a child process that the interrupt has ended makes the cell throw is no error of its own.
    const isInterrupted = result.status === "error" && interruption.hasCome;
    const error = isInterrupted ? INTERRUPTED : this.#errorOf(result, cell);
    if (error !== undefined) return { status: "error", error };
    if (result.status === "ok" && result.display !== undefined) {
      publisher.result(result.display, request.count);
    }
    const expressions = await this.#expressions.evaluate(request.expressions, publisher);
    return { status: "ok", expressions, exitCode: cell.exitCode };
  }

  #errorOf(result: EvaluationResult, { exitCode }: Cell): ErrorOutput | undefined {
    switch (result.status) {
      case "ok":
        return undefined;
      case "terminated":
        if (exitCode !== undefined) return undefined;
        return this.#options.interrupts.isStuck ? STUCK : INTERRUPTED;
      case "error":
        return this.#options.tracebacks.render(result.error);
    }
  }
}
