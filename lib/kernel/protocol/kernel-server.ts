import { createMessage, type Json, type Message } from "../wire/index.ts";
import { CommRegistry } from "./comm-registry.ts";
import { ExecuteQueue } from "./execute-queue.ts";
import { answerHistory, type HistoryStore, MemoryHistory } from "./history.ts";
import { InputBroker } from "./input-broker.ts";
import type { CommRequest, CompleteOutcome, Interpreter } from "./interpreter.ts";
import { kernelInfo } from "./kernel-info.ts";
import { toCodePoints, toOffset } from "./positions.ts";
import { RequestPublisher } from "./request-publisher.ts";
import type { Transport } from "./transport.ts";

/** What the server is made with. */
export interface KernelServerOptions {
  interpreter: Interpreter;
  transport: Transport;
  /** Called once, after the shutdown has been answered. */
  shutdown: (restart: boolean) => void;
  history?: HistoryStore;
  log?: (line: string) => void;
}

type Channel = "shell" | "control";
type Answer = (request: Message, publisher: RequestPublisher) => Promise<Json> | Json;

/** The Jupyter protocol over some interpreter and some transport. */
export class KernelServer {
  readonly #interpreter: Interpreter;
  readonly #transport: Transport;
  readonly #shutdown: (restart: boolean) => void;
  readonly #history: HistoryStore;
  readonly #log: (line: string) => void;
  readonly #queue: ExecuteQueue;
  readonly #inputs: InputBroker;
  readonly #comms = new CommRegistry();
  readonly #info = kernelInfo();
  readonly #answers: Record<string, Answer> = {
    kernel_info_request: () => this.#info,
    is_complete_request: ({ content }) => ({ ...this.#interpreter.isComplete(text(content.code)) }),
    complete_request: ({ content }) => this.#complete(content),
    inspect_request: ({ content }) => this.#inspect(content),
    history_request: ({ content }) => answerHistory(this.#history, content),
    comm_info_request: ({ content }) => this.#comms.info(content),
    interrupt_request: () => this.#interrupt(),
  };

  constructor({ interpreter, transport, shutdown, history, log }: KernelServerOptions) {
    this.#interpreter = interpreter;
    this.#transport = transport;
    this.#shutdown = shutdown;
    this.#history = history ?? new MemoryHistory();
    this.#log = log ?? (() => {});
    this.#queue = new ExecuteQueue(interpreter, this.#history, () => shutdown(false));
    this.#inputs = new InputBroker(transport);
  }

  /**
   * Publishes the present state, for somebody who has just subscribed: JupyterLab shows "unknown"
   * for a restarted kernel, and runs nothing on it, until it hears one.
   */
  announce(): void {
    const running = this.#queue.current;
    if (running !== undefined) running.status("busy");
    else {
      const { sender } = this.#transport;
      this.#transport.publish(createMessage(sender, "status", { execution_state: "idle" }));
    }
  }

  /** Takes a message of a frontend. */
  receive(channel: "shell" | "control" | "stdin", message: Message): void {
    const type = message.header.msg_type;
    this.#log(`${channel} ${type} ${message.header.msg_id}`);
    if (channel === "stdin") {
      if (type === "input_reply") this.#inputs.reply(message);
      return;
    }
    const publisher = new RequestPublisher(message, {
      transport: this.#transport,
      inputs: this.#inputs,
      comms: this.#comms,
    });
    const answer = this.#answers[type];
    if (type === "execute_request") this.#queue.push({ request: message, channel, publisher });
    else if (type === "shutdown_request") this.#stop(channel, message, publisher);
    else if (answer !== undefined) void this.#answer(answer, { channel, message, publisher });
    else if (/^comm_(open|msg|close)$/.test(type)) void this.#comm(message, publisher);
    else this.#log(`${channel} ${type}: unknown`);
  }

  async #answer(
    answer: Answer,
    {
      channel,
      message,
      publisher,
    }: { channel: Channel; message: Message; publisher: RequestPublisher },
  ): Promise<void> {
    publisher.status("busy");
    let content: Json;
    try {
      content = await answer(message, publisher);
    } catch (error) {
      const { name, message: evalue, stack = "" } = error as Error;
      content = { status: "error", ename: name, evalue, traceback: stack.split("\n") };
    }
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    publisher.reply(channel, { type, content });
    publisher.status("idle");
    // Frontends show the latest state, whosever it is: a completion must not make a running
    // kernel look idle.
    this.#queue.current?.status("busy");
  }

  async #comm(message: Message, publisher: RequestPublisher): Promise<void> {
    const { content, metadata, buffers } = message;
    const type = message.header.msg_type;
    const event = type.slice("comm_".length) as CommRequest["event"];
    publisher.status("busy");
    this.#comms.note(type, content);
    try {
      await this.#interpreter.comm({ event, content, metadata, buffers }, publisher);
    } catch (error) {
      this.#log(`${type}: ${(error as Error).stack}`);
    }
    publisher.status("idle");
    this.#queue.current?.status("busy");
  }

  async #complete(content: Json): Promise<Json> {
    const code = text(content.code);
    const offset = offsetOf(code, content.cursor_pos);
    const { start, end, items } = await this.#interpreter.complete(code, offset);
    const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
    return {
      status: "ok",
      matches: items.map(
        (item) => code.slice(start, item.start) + item.text + code.slice(item.end, end),
      ),
      cursor_start: range.start,
      cursor_end: range.end,
      metadata: { _jupyter_types_experimental: items.map((item) => typed(code, item)) },
    };
  }

  async #inspect(content: Json): Promise<Json> {
    const code = text(content.code);
    const data = await this.#interpreter.inspect(code, offsetOf(code, content.cursor_pos));
    return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
  }

  async #interrupt(): Promise<Json> {
    this.#inputs.cancel();
    await this.#interpreter.interrupt();
    this.#queue.abort();
    return { status: "ok" };
  }

  #stop(channel: Channel, message: Message, publisher: RequestPublisher): void {
    const restart = message.content.restart === true;
    publisher.status("busy");
    const reply = { type: "shutdown_reply", content: { status: "ok", restart } };
    publisher.reply(channel, reply);
    publisher.broadcast(reply.type, reply.content, { metadata: {}, buffers: [] });
    publisher.status("idle");
    this.#shutdown(restart);
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function offsetOf(code: string, position: unknown): number {
  return typeof position === "number" ? toOffset(code, position) : code.length;
}

function typed(
  code: string,
  { text, type, start, end, signature }: CompleteOutcome["items"][number],
): Json {
  return { text, type, start: toCodePoints(code, start), end: toCodePoints(code, end), signature };
}
