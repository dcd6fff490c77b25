import type { ToHost } from "../link/messages.ts";
import type { Json } from "../wire/index.ts";

/** What a comm hears. */
export interface CommMessage {
  data: unknown;
  metadata: Json;
  buffers: Uint8Array[];
}

type Listener = (message: CommMessage) => void;
type Broadcast = (
  messageType: string,
  content: Json,
  options?: { metadata?: Json; buffers?: (Uint8Array | ArrayBuffer)[] },
) => void;
type CommEvent = Extract<ToHost, { type: "comm" }>;

/** A channel between a cell and a widget in the frontend. */
export class Comm {
  readonly id: string;
  readonly targetName: string;
  readonly #broadcast: Broadcast;
  /** Called with each message from the frontend. */
  onMessage: Listener | undefined;
  /** Called when the frontend closes the comm. */
  onClose: Listener | undefined;

  constructor(id: string, targetName: string, broadcast: Broadcast) {
    this.id = id;
    this.targetName = targetName;
    this.#broadcast = broadcast;
  }

  send(
    data: unknown,
    options: { metadata?: Json; buffers?: (Uint8Array | ArrayBuffer)[] } = {},
  ): void {
    this.#broadcast("comm_msg", { comm_id: this.id, data }, options);
  }

  close(data: unknown = {}): void {
    this.#broadcast("comm_close", { comm_id: this.id, data });
  }
}

/** The open comms and the targets that the frontend may open. */
export class Comms {
  readonly #broadcast: Broadcast;
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, (comm: Comm, message: CommMessage) => void>();

  constructor(broadcast: Broadcast) {
    this.#broadcast = (messageType, content, options) => {
      if (messageType === "comm_close") this.#open.delete(content.comm_id as string);
      broadcast(messageType, content, options);
    };
  }

  /** Opens a comm to a target of the frontend. */
  open(
    targetName: string,
    data: unknown = {},
    options: { metadata?: Json; buffers?: (Uint8Array | ArrayBuffer)[] } = {},
  ): Comm {
    const comm = new Comm(newId(), targetName, this.#broadcast);
    this.#open.set(comm.id, comm);
    const content = { comm_id: comm.id, target_name: targetName, data };
    this.#broadcast("comm_open", content, options);
    return comm;
  }

  /** Says what happens when the frontend opens a comm to this target. */
  registerTarget(name: string, opened: (comm: Comm, message: CommMessage) => void): void {
    this.#targets.set(name, opened);
  }

  /** Takes what the frontend sent. */
  receive({ event, content, metadata, buffers }: CommEvent): void {
    const id = String(content.comm_id);
    const message = { data: content.data, metadata, buffers };
    if (event === "open") {
      this.#accept(id, String(content.target_name), message);
      return;
    }
    const comm = this.#open.get(id);
    if (comm === undefined) return;
    if (event === "close") {
      this.#open.delete(id);
      comm.onClose?.(message);
    } else {
      comm.onMessage?.(message);
    }
  }

  #accept(id: string, targetName: string, message: CommMessage): void {
    const comm = new Comm(id, targetName, this.#broadcast);
    const opened = this.#targets.get(targetName);
    if (opened === undefined) {
      comm.close();
      return;
    }
    this.#open.set(id, comm);
    opened(comm, message);
  }
}

/** Random, as `randomUUID()` gives it, which pages from disk do not have. */
function newId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
