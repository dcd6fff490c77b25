import type { ErrorOutput } from "../display/index.ts";
import type { Json, Message } from "../wire/index.ts";
import type { HistoryStore } from "./history.ts";
import type { ExecuteOutcome, Interpreter } from "./interpreter.ts";
import type { RequestPublisher } from "./request-publisher.ts";

const BAD_REQUEST = "BadRequest";

interface Task {
  request: Message;
  channel: "shell" | "control";
  publisher: RequestPublisher;
}

// How long after a failure a request may arrive that was sent before it, in milliseconds.
const LATEST_ARRIVAL = 500;
// What makes a console end its session too.
const EXIT = [{ source: "ask_exit", keepkernel: false }];

/** Runs execute requests one after the other; after an error those that wait are aborted. */
export class ExecuteQueue {
  readonly #interpreter: Interpreter;
  readonly #history: HistoryStore;
  readonly #waiting: Task[] = [];
  readonly #leave: () => void;
  #count = 0;
  #failedAt = 0;
  #current: RequestPublisher | undefined;

  /** `leave` is called after the cell `%exit` has been answered. */
  constructor(interpreter: Interpreter, history: HistoryStore, leave: () => void) {
    this.#interpreter = interpreter;
    this.#history = history;
    this.#leave = leave;
  }

  /** The publisher of the request that runs. */
  get current(): RequestPublisher | undefined {
    return this.#current;
  }

  /** Takes a request; it runs when those before it have ended. */
  push(task: Task): void {
    if (this.#wasSentBeforeFailure(task.request)) {
      this.#abort(task);
      return;
    }
    this.#waiting.push(task);
    if (this.#current === undefined) void this.#runAll();
  }

  /** Answers every waiting request with `aborted`. */
  abort(): void {
    for (const task of this.#waiting.splice(0)) this.#abort(task);
  }

  #abort({ publisher, channel }: Task): void {
    publisher.status("busy");
    publisher.reply(channel, {
      type: "execute_reply",
      content: { status: "aborted", execution_count: this.#count },
      metadata: { status: "aborted" },
    });
    publisher.status("idle");
  }

  /**
   * Whether a request was made before the latest failure was known, but arrives after it: a cell
   * may fail sooner than those sent with it arrive. The time limit is for clocks that differ.
   */
  #wasSentBeforeFailure({ header }: Message): boolean {
    if (Date.now() - this.#failedAt > LATEST_ARRIVAL) return false;
    return Date.parse(header.date) < this.#failedAt;
  }

  async #runAll(): Promise<void> {
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift()) {
      this.#current = task.publisher;
      const started = new Date().toISOString();
      const reply = await this.#execute(task.request.content, task.publisher);
      // In one step: an interrupt that is answered between idle and the end would say busy again.
      this.#current = undefined;
      this.#finish(task, started, reply);
    }
  }

  #finish({ request: { content }, channel, publisher }: Task, started: string, reply: Json): void {
    // A request that is none has nothing to do with those behind it.
    const stops =
      reply.status === "error" && content.stop_on_error !== false && reply.ename !== BAD_REQUEST;
    if (stops) this.#failedAt = Date.now();
    publisher.reply(channel, {
      type: "execute_reply",
      content: reply,
      metadata: { started, dependencies_met: true, engine: "", status: reply.status },
    });
    publisher.status("idle");
    if (stops) this.abort();
    if (reply.payload === EXIT) this.#leave();
  }

  async #execute(content: Json, publisher: RequestPublisher): Promise<Json> {
    const { code } = content;
    if (typeof code !== "string") {
      publisher.status("busy");
      return this.#failed(badRequest("code must be a text", code), publisher, true);
    }
    const silent = content.silent === true;
    const counted = !silent && content.store_history !== false;
    if (counted) this.#count++;
    const count = counted ? this.#count : Math.max(1, this.#count);
    const isExit = /^\s*%(exit|quit)\s*$/.test(code);
    const expressions = objectOf(content.user_expressions);
    // Prepared before it is said to run: the types are checked in another process meanwhile.
    const prepared = isExit
      ? undefined
      : this.#interpreter.prepare({ code, count, silent, counted, expressions });
    publisher.status("busy");
    if (!silent) publisher.executeInput(code, count);
    if (counted) this.#history.append(count, code);
    if (prepared === undefined) {
      return { status: "ok", execution_count: count, payload: EXIT, user_expressions: {} };
    }
    let outcome: ExecuteOutcome;
    try {
      outcome = await prepared.run(publisher);
    } catch (error) {
      return this.#failed(internalError(error), publisher, silent);
    }
    if (outcome.status === "error") return this.#failed(outcome.error, publisher, silent);
    return {
      status: "ok",
      execution_count: count,
      payload: [],
      user_expressions: outcome.expressions,
      // No field of the protocol's own: whoever runs notebooks unattended has to know.
      ...(outcome.exitCode === undefined ? {} : { exit_code: outcome.exitCode }),
    };
  }

  #failed(error: ErrorOutput, publisher: RequestPublisher, silent: boolean): Json {
    if (!silent) publisher.error(error);
    return {
      status: "error",
      execution_count: this.#count,
      ...error,
      payload: [],
      user_expressions: {},
    };
  }
}

function objectOf(value: unknown): Record<string, string> {
  return typeof value === "object" && value !== null ? (value as Record<string, string>) : {};
}

function badRequest(rule: string, got: unknown): ErrorOutput {
  const evalue = `execute_request: ${rule}, got ${JSON.stringify(got) ?? "nothing"}`;
  return { ename: BAD_REQUEST, evalue, traceback: [evalue] };
}

function internalError(error: unknown): ErrorOutput {
  const { message, stack = "" } = error as Error;
  return { ename: "KernelError", evalue: message, traceback: stack.split("\n") };
}
