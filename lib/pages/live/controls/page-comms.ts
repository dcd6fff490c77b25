import type { CommMessage } from "dropout-lab-kernel/page-host";

/** What a page's comm hears. */
export interface CommListener {
  message(data: unknown): void;
  /** The other side has closed it, or is gone. */
  closed(): void;
}

/** A channel from a control of the page to the cells. */
export interface PageComm {
  send(data: unknown): void;
  close(): void;
}

/** The comms that a page has opened to its worker. */
export class PageComms {
  readonly #send: (message: CommMessage) => void;
  readonly #open = new Map<string, CommListener>();
  #count = 0;

  constructor(send: (message: CommMessage) => void) {
    this.#send = send;
  }

  /** Opens a comm to a target that cells have registered. */
  open(target: string, data: unknown, listener: CommListener): PageComm {
    this.#count += 1;
    const id = `page-${this.#count}`;
    this.#open.set(id, listener);
    this.#send({ event: "open", id, target, data });
    const ifOpen = (message: CommMessage) => {
      if (this.#open.has(id)) this.#send(message);
    };
    return {
      send: (data) => ifOpen({ event: "message", id, data }),
      close: () => {
        ifOpen({ event: "close", id, data: {} });
        this.#open.delete(id);
      },
    };
  }

  /** Takes what the worker says to a comm. */
  hear({ event, id, data }: CommMessage): void {
    const listener = this.#open.get(id);
    if (listener === undefined) return;
    if (event === "message") listener.message(data);
    else if (event === "close") {
      this.#open.delete(id);
      listener.closed();
    }
  }

  /** To be called when the worker has ended, and all that cells have declared with it. */
  lose(): void {
    const listeners = [...this.#open.values()];
    this.#open.clear();
    for (const listener of listeners) listener.closed();
  }
}
