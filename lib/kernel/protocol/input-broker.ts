import type { InputAnswer } from "../link/messages.ts";
import type { Message } from "../wire/index.ts";
import type { Transport } from "./transport.ts";

/** Sends input requests and waits for their replies, one at a time. */
export class InputBroker {
  readonly #transport: Transport;
  #waiting: ((answer: InputAnswer) => void) | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Sends the request on stdin; resolves with what the frontend replies. */
  ask(request: Message): Promise<InputAnswer> {
    this.cancel();
    this.#transport.send("stdin", request);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Takes an input_reply; one that nobody waits for is dropped. */
  reply(message: Message): void {
    const { value } = message.content;
    this.#waiting?.({ value: typeof value === "string" ? value : "" });
    this.#waiting = undefined;
  }

  /** Forgets the question: the cell that asked was interrupted. */
  cancel(): void {
    this.#waiting = undefined;
  }
}
