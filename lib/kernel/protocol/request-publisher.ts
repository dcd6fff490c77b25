import type { ErrorOutput } from "../display/index.ts";
import type { DisplayData, InputAnswer } from "../link/messages.ts";
import type { StreamName } from "../link/output-ring.ts";
import { createMessage, createReply, type Json, type Message } from "../wire/index.ts";
import type { CommRegistry } from "./comm-registry.ts";
import type { InputBroker } from "./input-broker.ts";
import type { Publisher } from "./interpreter.ts";
import type { Transport } from "./transport.ts";

/** What the publishers of all requests share. */
export interface RequestPublisherOptions {
  transport: Transport;
  inputs: InputBroker;
  comms: CommRegistry;
}

/** The iopub side of one request: everything published has the request as its parent. */
export class RequestPublisher implements Publisher {
  readonly #transport: Transport;
  readonly #request: Message;
  readonly #inputs: InputBroker;
  readonly #comms: CommRegistry;

  constructor(request: Message, { transport, inputs, comms }: RequestPublisherOptions) {
    this.#transport = transport;
    // Only what answers are derived from: a cell's text need not live as long as its late output.
    this.#request = {
      ...request,
      content: { allow_stdin: request.content.allow_stdin },
      buffers: [],
    };
    this.#inputs = inputs;
    this.#comms = comms;
  }

  status(state: "busy" | "idle"): void {
    this.#publish("status", { execution_state: state });
  }

  executeInput(code: string, count: number): void {
    this.#publish("execute_input", { code, execution_count: count });
  }

  stream(name: StreamName, text: string): void {
    this.#publish("stream", { name, text });
  }

  display(
    display: DisplayData,
    { displayId, update = false }: { displayId?: string; update?: boolean },
  ): void {
    const transient = displayId === undefined ? {} : { display_id: displayId };
    this.#publish(update ? "update_display_data" : "display_data", { ...display, transient });
  }

  result(display: DisplayData, count: number): void {
    this.#publish("execute_result", { ...display, execution_count: count });
  }

  error(error: ErrorOutput): void {
    this.#publish("error", { ...error });
  }

  clear(wait: boolean): void {
    this.#publish("clear_output", { wait });
  }

  broadcast(
    type: string,
    content: Json,
    { metadata, buffers }: { metadata: Json; buffers: Uint8Array[] },
  ): void {
    this.#comms.note(type, content);
    const { header: parent } = this.#request;
    const { sender } = this.#transport;
    this.#transport.publish(createMessage(sender, type, content, { metadata, buffers, parent }));
  }

  input({ prompt, password }: { prompt: string; password: boolean }): Promise<InputAnswer> {
    if (this.#request.content.allow_stdin !== true) {
      return Promise.resolve({ refused: "prompt: this frontend does not take input" });
    }
    const { sender } = this.#transport;
    const content = { prompt, password };
    return this.#inputs.ask(createReply(sender, this.#request, { type: "input_request", content }));
  }

  /** Answers the request on the channel that it came by. */
  reply(
    channel: "shell" | "control",
    { type, content, metadata = {} }: { type: string; content: Json; metadata?: Json },
  ): void {
    const { sender } = this.#transport;
    this.#transport.send(channel, createReply(sender, this.#request, { type, content, metadata }));
  }

  #publish(type: string, content: Json): void {
    this.#transport.publish(createReply(this.#transport.sender, this.#request, { type, content }));
  }
}
