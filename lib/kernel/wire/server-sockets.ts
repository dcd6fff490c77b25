import { Router, XPublisher } from "zeromq";
import { Codec } from "./codec.ts";
import {
  type Channel,
  ConnectionFileError,
  type ConnectionInfo,
  channelAddress,
  removeSocketFiles,
} from "./connection-info.ts";
import { createMessage, createSender, type Message, type Sender } from "./message.ts";

// Without both options a burst loses messages: the default queue holds 1,000 messages, and a send
// that has to wait refuses the next one.
const UNBOUNDED = { sendTimeout: 0, sendHighWaterMark: 0, linger: 1_000 };

// How long the first request waits for somebody to subscribe to what comes of it: a client's sockets
// find a new kernel within a few of its retry intervals, 100 ms each, of one another.
const FIRST_SUBSCRIBER = 500;

/** What a kernel does with what arrives on its sockets. */
export interface ServerHandlers {
  message(channel: "shell" | "control" | "stdin", message: Message): void;
  /** Somebody has subscribed, and has been welcomed. */
  subscribed?(): void;
  /** Frames that are no message of ours: unsigned, malformed; for the log. */
  invalid(channel: Channel, error: Error): void;
}

/** A kernel's side of a connection: five bound sockets. */
export class ServerSockets {
  readonly sender: Sender;
  readonly #info: ConnectionInfo;
  readonly #codec: Codec;
  readonly #shell = new Router(UNBOUNDED);
  readonly #control = new Router(UNBOUNDED);
  readonly #stdin = new Router(UNBOUNDED);
  readonly #heartbeat = new Router(UNBOUNDED);
  readonly #iopub = new XPublisher(UNBOUNDED);
  #hasSubscriber = false;
  #subscribed = () => {};

  private constructor(info: ConnectionInfo) {
    this.#info = info;
    this.#codec = new Codec(info);
    this.sender = createSender();
    this.#iopub.verbosity = "allSubs";
  }

  /**
   * Binds the five sockets and echoes heartbeats from then on; what else arrives waits for `receive`.
   * Rejects with a ConnectionFileError when one cannot listen where the connection file says.
   */
  static async bind(info: ConnectionInfo): Promise<ServerSockets> {
    const sockets = new ServerSockets(info);
    const listening = [
      listen(sockets.#shell, channelAddress(info, "shell")),
      listen(sockets.#control, channelAddress(info, "control")),
      listen(sockets.#stdin, channelAddress(info, "stdin")),
      listen(sockets.#iopub, channelAddress(info, "iopub")),
      listen(sockets.#heartbeat, channelAddress(info, "hb")),
    ];
    // All of them: the process aborts in native code when it ends while a socket still binds.
    const failed = (await Promise.allSettled(listening)).find(
      ({ status }) => status === "rejected",
    );
    if (failed !== undefined) {
      for (const socket of sockets.#all()) socket.close();
      throw (failed as PromiseRejectedResult).reason;
    }
    void sockets.#echo();
    return sockets;
  }

  /** Starts to receive, also what has arrived since the sockets were bound. */
  receive(handlers: ServerHandlers): void {
    void this.#receive("shell", this.#shell, handlers);
    void this.#receive("control", this.#control, handlers);
    void this.#receive("stdin", this.#stdin, handlers);
    void this.#welcome(handlers);
  }

  /** Sends a message to the peer that its identities name. */
  send(channel: "shell" | "control" | "stdin", message: Message): void {
    const socket = { shell: this.#shell, control: this.#control, stdin: this.#stdin }[channel];
    // A peer that has gone is no reason to fail.
    socket.send(this.#codec.encode(message)).catch(() => {});
  }

  /** Publishes a message on iopub; its type is its topic. */
  publish(message: Message): void {
    const identities = [Buffer.from(message.header.msg_type)];
    this.#iopub.send(this.#codec.encode({ ...message, identities })).catch(() => {});
  }

  /** Closes the sockets; what has been sent still leaves within a second. */
  close(): void {
    for (const socket of this.#all()) socket.close();
    removeSocketFiles(this.#info);
  }

  #all(): (Router | XPublisher)[] {
    return [this.#shell, this.#control, this.#stdin, this.#iopub, this.#heartbeat];
  }

  async #receive(
    channel: "shell" | "control" | "stdin",
    socket: Router,
    handlers: ServerHandlers,
  ): Promise<void> {
    for await (const frames of socket) {
      let message: Message;
      try {
        message = this.#codec.decode(frames);
      } catch (error) {
        handlers.invalid(channel, error as Error);
        continue;
      }
      if (channel === "shell" && !this.#hasSubscriber) await this.#firstSubscriber();
      handlers.message(channel, message);
    }
  }

  /**
   * A client that asks before its subscription has come would miss the status and output of its
   * request, and hear half of them before it is welcomed.
   */
  async #firstSubscriber(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#subscribed = resolve;
      setTimeout(resolve, FIRST_SUBSCRIBER).unref();
    });
    this.#hasSubscriber = true;
  }

  /** Tells each subscriber that it now hears the kernel (JEP 65). */
  async #welcome(handlers: ServerHandlers): Promise<void> {
    for await (const [frame] of this.#iopub) {
      if (frame === undefined || frame[0] !== 1) continue;
      const subscription = frame.subarray(1).toString();
      const message = createMessage(this.sender, "iopub_welcome", { subscription });
      const identities = [frame.subarray(1)];
      this.#iopub.send(this.#codec.encode({ ...message, identities })).catch(() => {});
      handlers.subscribed?.();
      this.#hasSubscriber = true;
      this.#subscribed();
    }
  }

  async #echo(): Promise<void> {
    for await (const frames of this.#heartbeat) this.#heartbeat.send(frames).catch(() => {});
  }
}

async function listen(socket: Router | XPublisher, address: string): Promise<void> {
  try {
    await socket.bind(address);
  } catch (cause) {
    const { message } = cause as Error;
    throw new ConnectionFileError(
      `connection file: its addresses must be free on this machine, got "${message}" at ${address}`,
      { cause },
    );
  }
}
