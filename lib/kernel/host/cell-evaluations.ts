import { types } from "node:util";
import { serializeError, showValue } from "../display/index.ts";
import { LastValues } from "../globals/index.ts";
import type { EvaluationResult, SerializedError, ToHost } from "../link/messages.ts";
import type { Outbox } from "../link/outbox.ts";
import { brokenResult } from "./broken-result.ts";
import type { CellContext } from "./cell-context.ts";
import type { Evaluation, Evaluator } from "./evaluator.ts";
import type { FrameLocator } from "./frame-locator.ts";
import { NewGlobals } from "./new-globals.ts";
import type { StackTraces } from "./stack-traces.ts";

const { isPromise } = types;

type RunRequest = Extract<ToHost, { type: "run" }>;

/** What evaluations are made with. */
export interface CellEvaluationsOptions {
  context: CellContext;
  outbox: Outbox;
  evaluator: Evaluator;
  frames: FrameLocator;
  stacks: StackTraces;
  colors: boolean;
  /** The promises that are no cell's value: see `createJupyter`. */
  silent: WeakSet<object>;
}

/** Evaluates the code of cells, and says how each ended. */
export class CellEvaluations {
  readonly #options: CellEvaluationsOptions;
  readonly #newGlobals = new NewGlobals();
  readonly #lastValues = new LastValues();

  /** Made when all globals are there that cells begin with, but for the last values. */
  constructor(options: CellEvaluationsOptions) {
    this.#options = options;
    // They are no globals to the compiler: a declaration hides them, and needs no other name.
    this.#lastValues.install();
  }

  /** Evaluates a cell. */
  run(request: RunRequest): void {
    const { context, evaluator, frames } = this.#options;
    const { cell, code, hasAwait } = request;
    frames.forget();
    context.start(cell, () =>
      evaluator.evaluate(code, hasAwait, (evaluation) => this.#ended(request, evaluation)),
    );
  }

  /** Ends the running cell by an error that it cannot catch. */
  fail(error: Error): void {
    const { context } = this.#options;
    const { running } = context;
    if (running === undefined) this.uncaught(error);
    else {
      this.#end(running, { status: "error", error: this.#serialize(error) });
      context.abandon(running);
    }
  }

  /** Tells of what was thrown where no cell waits for it. */
  uncaught(error: unknown): void {
    const { context, outbox } = this.#options;
    const cell = context.current;
    context.settle();
    // Its child processes have ended, say, or what it prints is refused.
    if (context.isSilenced(cell)) return;
    outbox.send({ type: "uncaught", cell, error: this.#serialize(error) });
  }

  #ended(request: RunRequest, evaluation: Evaluation): void {
    const { cell } = request;
    // An evaluation that was declared interrupted has had its result.
    if (this.#options.context.isAbandoned(cell)) return;
    let result: EvaluationResult | Promise<EvaluationResult>;
    try {
      result = this.#resultOf(evaluation, request);
    } catch (error) {
      result = brokenResult(evaluation, error);
    }
    if (isPromise(result)) void result.then((later) => this.#end(cell, later));
    else this.#end(cell, result);
  }

  #end(cell: number, result: EvaluationResult): void {
    const { context, outbox } = this.#options;
    if (context.isAbandoned(cell)) return;
    context.finish(cell);
    const names = this.#newGlobals.take();
    if (names.length > 0) outbox.send({ type: "globals", names });
    outbox.send({ type: "done", cell, result });
    if (result.status === "terminated") context.abandon(cell);
  }

  #resultOf(
    evaluation: Evaluation,
    { result: style, remember }: RunRequest,
  ): EvaluationResult | Promise<EvaluationResult> {
    if (evaluation.status === "terminated") return evaluation;
    const { value } = evaluation;
    if (evaluation.status === "thrown") return this.#thrown(value, evaluation.frame);
    if (this.#isSilent(value)) return this.#settled(value);
    if (remember !== undefined) this.#lastValues.remember(value, remember);
    if (style === "none" || value === undefined) return { status: "ok" };
    const display = showValue(value, {
      failed: (error) => this.uncaught(error),
      colors: this.#options.colors && style === "colored",
    });
    return isPromise(display)
      ? display.then((later) => ({ status: "ok", display: later }))
      : { status: "ok", display };
  }

  #thrown(value: unknown, frame: string | undefined): EvaluationResult {
    const error = this.#serialize(value);
    // What V8 cannot compile has no frame of the cell's.
    if (error.name === "SyntaxError" && frame !== undefined && !hasPlaceIn(error, frame))
      error.frames = [frame];
    return { status: "error", error };
  }

  #isSilent(value: unknown): value is Promise<void> {
    return typeof value === "object" && value !== null && this.#options.silent.has(value);
  }

  /** The result of a cell whose last statement shows something. */
  #settled(shown: Promise<void>): Promise<EvaluationResult> {
    return shown.then(
      () => ({ status: "ok" }),
      (error) => ({ status: "error", error: this.#serialize(error) }),
    );
  }

  #serialize(value: unknown): SerializedError {
    const { stacks } = this.#options;
    return serializeError(value, (error, stack) => stacks.compiledFrames(error, stack));
  }
}

/** Whether an error has a frame of the script that the frame names. */
function hasPlaceIn({ frames }: SerializedError, frame: string): boolean {
  const script = frame
    .replace(/:\d+:\d+$/, ":")
    .trim()
    .replace(/^at /, "");
  return frames.some((line) => line.includes(script));
}
