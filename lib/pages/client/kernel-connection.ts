import { setTimeout as delay } from "node:timers/promises";
import { ClientSockets, type ConnectionInfo, type Json } from "dropout-lab-kernel/wire";
import type { KernelProcess } from "./kernel-process.ts";
import type { KernelSpec } from "./kernel-spec.ts";
import { Requests } from "./requests.ts";
import {
  type ExecuteOptions,
  type ExecuteReply,
  KernelDiedError,
  type KernelMessage,
  type RunningKernel,
} from "./running-kernel.ts";

/** How long a kernel that got no reason to hurry may take to end when asked. */
const GRACE_MS = 5_000;
const SHORT_GRACE_MS = 1_000;
/**
 * How long a kernel without `iopub_welcome` is left alone once its sockets are reached: stock tslab
 * never answers what comes while it still binds.
 */
const SETTLE_MS = 200;
/** How long an answer may take before the kernel is asked again. */
const ANSWER_MS = 1_000;
/** How often a kernel without `iopub_welcome` is asked again until its answer is also heard. */
const RETRY_MS = 100;

/** A kernel's process and the sockets to it. */
export class KernelConnection implements RunningKernel {
  readonly ended: Promise<void>;
  readonly #spec: KernelSpec;
  readonly #process: KernelProcess;
  readonly #sockets: ClientSockets;
  readonly #requests = new Requests();
  readonly #listeners = new Set<(message: KernelMessage) => void>();
  #info: Json = {};
  #isClosed = false;
  #shutdown: Promise<void> | undefined;

  constructor(spec: KernelSpec, connection: ConnectionInfo, kernelProcess: KernelProcess) {
    this.#spec = spec;
    this.#process = kernelProcess;
    this.#sockets = ClientSockets.connect(connection, {
      message: (channel, message) => this.#accept({ ...message, channel }),
    });
    this.ended = kernelProcess.ended.then((how) => {
      this.#isClosed = true;
      this.#sockets.close();
      this.#requests.fail(this.#died(how));
    });
  }

  get info(): Json {
    return this.#info;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Waits until the kernel answers and, which takes its own time, its iopub channel is heard. */
  async ready(): Promise<void> {
    const heard = new Promise<true>((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve(true);
      });
    });
    const settled = this.#sockets.connected.then(() => within(SETTLE_MS, heard));
    await Promise.race([heard, settled, this.ended]);
    for (;;) {
      const answer = await within(ANSWER_MS, this.request("kernel_info_request", {}));
      if (!answer) continue;
      this.#info = answer.content;
      if (await within(RETRY_MS, heard)) return;
    }
  }

  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteReply> {
    const { onMessage, stdin, silent = false } = options;
    if (stdin) await Promise.race([this.#sockets.canBeAsked, this.ended]);
    const content = {
      code,
      silent,
      store_history: options.storeHistory ?? !silent,
      user_expressions: options.userExpressions ?? {},
      allow_stdin: stdin !== undefined,
      stop_on_error: options.stopOnError ?? true,
    };
    const id = this.send("execute_request", content);
    const onInput = (request: KernelMessage) => {
      if (stdin) void this.#answer(id, request, stdin);
    };
    const reply = await this.#requests.wait(id, { needsIdle: true, onMessage, onInput });
    // tslab calls it "abort".
    const isAborted = /^abort/.test(String(reply.content.status));
    return { ...reply.content, ...(isAborted && { status: "aborted" }) } as ExecuteReply;
  }

  request(
    type: string,
    content: Json,
    { channel = "shell" }: { channel?: "shell" | "control" } = {},
  ): Promise<KernelMessage> {
    return this.#requests.wait(this.send(type, content, channel));
  }

  send(type: string, content: Json, channel: "shell" | "control" = "shell"): string {
    // Who waits for the answer of a kernel that has ended is told so by the requests.
    return this.#isClosed ? "" : this.#sockets.send(channel, type, content).header.msg_id;
  }

  subscribe(listener: (message: KernelMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async interrupt(): Promise<void> {
    if (this.#spec.interrupt_mode === "message") {
      await this.request("interrupt_request", {}, { channel: "control" });
    } else this.#process.signal("SIGINT");
  }

  shutdown(): Promise<void> {
    return this.#end(GRACE_MS, new KernelDiedError(`${this.#name}: was shut down`));
  }

  /** Rejects all that is under way with the reason, and ends the kernel soon. */
  abort(reason: unknown): Promise<void> {
    return this.#end(SHORT_GRACE_MS, reason);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get #name(): string {
    return this.#spec.display_name;
  }

  #end(milliseconds: number, reason: unknown): Promise<void> {
    this.#requests.fail(reason);
    this.#shutdown ??= (async () => {
      this.send("shutdown_request", { restart: false }, "control");
      await this.#process.terminate(milliseconds);
      await this.ended;
    })();
    return this.#shutdown;
  }

  #accept(message: KernelMessage): void {
    this.#requests.accept(message);
    if (message.channel !== "iopub") return;
    for (const listener of [...this.#listeners]) listener(message);
  }

  async #answer(
    id: string,
    request: KernelMessage,
    stdin: NonNullable<ExecuteOptions["stdin"]>,
  ): Promise<void> {
    const { prompt, password } = request.content;
    try {
      const value = await stdin(String(prompt ?? ""), { password: password === true });
      if (this.#isClosed) return;
      this.#sockets.send("stdin", "input_reply", { value }, { parent: request.header });
    } catch (error) {
      this.#requests.reject(id, error);
    }
  }

  #died(how: string): KernelDiedError {
    const words = this.#process.stderrTail;
    return new KernelDiedError(
      `${this.#name}: must stay alive, got ${how}${words && `; the last it wrote:\n${words}`}`,
    );
  }
}

/** What the promise settles to, or undefined if that takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const late = delay(milliseconds, undefined, { signal: controller.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    controller.abort();
  }
}
