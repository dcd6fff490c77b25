import { Dealer, Request, Subscriber } from "zeromq";
import { Codec } from "./codec.ts";
import { type Channel, type ConnectionInfo, channelAddress } from "./connection-info.ts";
import {
  createMessage,
  createSender,
  type Json,
  type Message,
  type MessageParts,
  type Sender,
} from "./message.ts";

const SENDING = { sendTimeout: 0, sendHighWaterMark: 0, linger: 0 };
// A kernel that starts does not listen at the first try; ZeroMQ's own pause is 100 ms.
const RECEIVING = { receiveHighWaterMark: 0, linger: 0, reconnectInterval: 10 };

/** What a client does with what arrives on its sockets. */
export interface ClientHandlers {
  message(channel: "shell" | "control" | "stdin" | "iopub", message: Message): void;
  /** Frames that are no message of ours: unsigned, malformed. */
  invalid?(channel: Channel, error: Error): void;
}

/** A client's side of a connection: five connected sockets. */
export class ClientSockets {
  readonly sender: Sender;
  /** Resolves when all four channels have reached the kernel. */
  readonly connected: Promise<void>;
  /** Resolves when the kernel can ask on stdin: what it asks of a peer not yet there is dropped. */
  readonly canBeAsked: Promise<void>;
  readonly #codec: Codec;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #stdin: Dealer;
  readonly #iopub = new Subscriber(RECEIVING);
  readonly #info: ConnectionInfo;

  private constructor(info: ConnectionInfo) {
    this.#info = info;
    this.#codec = new Codec(info);
    this.sender = createSender("client");
    // One identity on all three, or the kernel's input requests could not find the asker.
    const dealer = { ...SENDING, ...RECEIVING, routingId: this.sender.session };
    this.#shell = new Dealer(dealer);
    this.#control = new Dealer(dealer);
    this.#stdin = new Dealer(dealer);
    this.canBeAsked = handshake(this.#stdin);
    const others = [this.#shell, this.#control, this.#iopub].map(handshake);
    this.connected = Promise.all([...others, this.canBeAsked]).then(() => {});
  }

  /**
   * Connects to a kernel, which need not listen yet, and starts to receive. The kernel's
   * `iopub_welcome` message says that its outputs are heard from then on.
   */
  static connect(info: ConnectionInfo, handlers: ClientHandlers): ClientSockets {
    const sockets = new ClientSockets(info);
    for (const [channel, socket] of [
      ["iopub", sockets.#iopub],
      ["shell", sockets.#shell],
      ["control", sockets.#control],
      ["stdin", sockets.#stdin],
    ] as const) {
      socket.connect(channelAddress(info, channel));
      void sockets.#receive(channel, socket, handlers);
    }
    sockets.#iopub.subscribe();
    return sockets;
  }

  /** Sends a message and returns it: replies carry its header as their parent_header. */
  send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Json,
    parts: MessageParts = {},
  ): Message {
    const message = createMessage(this.sender, type, content, parts);
    const socket = { shell: this.#shell, control: this.#control, stdin: this.#stdin }[channel];
    socket.send(this.#codec.encode(message)).catch(() => {});
    return message;
  }

  /** Whether the kernel echoes a heartbeat within the given milliseconds. */
  async isAlive(milliseconds = 1_000): Promise<boolean> {
    const heartbeat = new Request({ receiveTimeout: milliseconds, linger: 0 });
    heartbeat.connect(channelAddress(this.#info, "hb"));
    try {
      await heartbeat.send("ping");
      await heartbeat.receive();
      return true;
    } catch {
      return false;
    } finally {
      heartbeat.close();
    }
  }

  /** Closes the sockets at once. */
  close(): void {
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#iopub]) socket.close();
  }

  async #receive(
    channel: "shell" | "control" | "stdin" | "iopub",
    socket: Dealer | Subscriber,
    handlers: ClientHandlers,
  ): Promise<void> {
    for await (const frames of socket) {
      let message: Message;
      try {
        message = this.#codec.decode(frames);
      } catch (error) {
        handlers.invalid?.(channel, error as Error);
        continue;
      }
      handlers.message(channel, message);
    }
  }
}

function handshake(socket: Dealer | Subscriber): Promise<void> {
  return new Promise((resolve) => socket.events.on("handshake", () => resolve()));
}
