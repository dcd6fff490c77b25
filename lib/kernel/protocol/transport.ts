import type { Message, Sender } from "../wire/index.ts";

/** How the protocol sends; a kernel's sockets, or a list in a test. */
export interface Transport {
  readonly sender: Sender;
  send(channel: "shell" | "control" | "stdin", message: Message): void;
  publish(message: Message): void;
}
