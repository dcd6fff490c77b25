import type { ExecuteOptions, KernelMessage } from "./running-kernel.ts";

interface Pending {
  needsIdle: boolean;
  onMessage: ExecuteOptions["onMessage"];
  onInput: ((request: KernelMessage) => void) | undefined;
  resolve: (reply: KernelMessage) => void;
  reject: (reason: unknown) => void;
  reply?: KernelMessage;
  isIdle?: boolean;
}

/** The requests that wait: matches what arrives with what was asked, by the message's id. */
export class Requests {
  readonly #pending = new Map<string, Pending>();
  #failure: { reason: unknown } | undefined;

  /** Waits for the reply to the message of this id and, if asked, for the idle status. */
  wait(
    id: string,
    {
      needsIdle = false,
      onMessage,
      onInput,
    }: Partial<Pick<Pending, "needsIdle" | "onMessage" | "onInput">> = {},
  ): Promise<KernelMessage> {
    if (this.#failure) return Promise.reject(this.#failure.reason);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { needsIdle, onMessage, onInput, resolve, reject });
    });
  }

  /** Hands a message to the request that it answers. */
  accept(message: KernelMessage): void {
    const id = message.parent_header.msg_id ?? "";
    const pending = this.#pending.get(id);
    if (!pending) return;
    const { channel, header, content } = message;
    try {
      pending.onMessage?.(message);
      if (header.msg_type === "input_request") pending.onInput?.(message);
    } catch (error) {
      this.reject(id, error);
      return;
    }
    if (channel === "shell" || channel === "control") pending.reply = message;
    if (header.msg_type === "status" && content.execution_state === "idle") pending.isIdle = true;
    if (pending.reply && (pending.isIdle || !pending.needsIdle)) {
      this.#pending.delete(id);
      pending.resolve(pending.reply);
    }
  }

  /** Rejects one request; the reply that may still come is ignored. */
  reject(id: string, reason: unknown): void {
    this.#pending.get(id)?.reject(reason);
    this.#pending.delete(id);
  }

  /** Rejects all that wait and all that will be asked. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    for (const id of [...this.#pending.keys()]) this.reject(id, this.#failure.reason);
  }
}
