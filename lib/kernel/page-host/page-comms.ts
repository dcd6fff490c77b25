import { Comms } from "../globals/index.ts";
import type { CellId } from "../link/messages.ts";
import type { Json } from "../wire/index.ts";
import type { CellClock } from "./cell-clock.ts";
import type { CommMessage, FromWorker } from "./messages.ts";

type Registered = Parameters<Comms["registerTarget"]>;

/** The comms of a page: what a control says runs as a part of the cell that opened the comm, or waits for it. */
export class PageComms {
  readonly #clock: CellClock;
  readonly #comms: Comms;
  readonly #cells = new Map<string, CellId>();
  readonly #targets = new Map<string, CellId>();

  constructor(clock: CellClock, send: (message: FromWorker) => void) {
    this.#clock = clock;
    this.#comms = new Comms((messageType, content, options) => {
      const id = String(content.comm_id);
      const cell = this.#cells.get(id) ?? clock.current;
      if (messageType === "comm_open") this.#cells.set(id, cell);
      send({
        type: "comm",
        cell,
        event: EVENTS[messageType as keyof typeof EVENTS],
        id,
        ...(messageType === "comm_open" ? { target: String(content.target_name) } : {}),
        // Here an error still belongs to the learner's value.
        data: structuredClone(content.data),
        ...extras(options),
      });
      if (messageType === "comm_close") this.#cells.delete(id);
    });
  }

  readonly openComm: Comms["open"] = (...values) => this.#comms.open(...values);

  readonly registerTarget = (...[name, opened]: Registered): void => {
    this.#targets.set(name, this.#clock.current);
    this.#comms.registerTarget(name, opened);
  };

  /** Takes what a control says. */
  receive({ event, id, target, data, metadata = {}, buffers = [] }: CommMessage): void {
    const cell = this.#cells.get(id) ?? this.#targets.get(target ?? "") ?? this.#clock.current;
    if (event === "open") this.#cells.set(id, cell);
    const content = { comm_id: id, target_name: target, data } as Json;
    this.#clock.resume(cell, () =>
      this.#comms.receive({
        type: "comm",
        cell,
        event: event === "message" ? "msg" : event,
        content,
        metadata,
        buffers: [...buffers],
      }),
    );
    if (event === "close") this.#cells.delete(id);
  }
}

const EVENTS = { comm_open: "open", comm_msg: "message", comm_close: "close" } as const;

function extras({
  metadata,
  buffers,
}: {
  metadata?: Json;
  buffers?: (Uint8Array | ArrayBuffer)[];
} = {}): Pick<CommMessage, "metadata" | "buffers"> {
  return {
    ...(metadata === undefined ? {} : { metadata }),
    ...(buffers === undefined
      ? {}
      : { buffers: buffers.map((buffer) => new Uint8Array(buffer as ArrayBuffer)) }),
  };
}
