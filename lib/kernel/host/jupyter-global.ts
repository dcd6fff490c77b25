import { fromBundle, showValue } from "../display/index.ts";
import type { Outbox } from "../link/outbox.ts";
import type { Json } from "../wire/index.ts";
import type { CellContext } from "./cell-context.ts";
import type { Comms } from "./comms.ts";

interface DisplayOptions {
  raw?: boolean;
  metadata?: Json;
  update?: boolean;
  display_id?: string;
}

interface BroadcastOptions {
  metadata?: Json;
  buffers?: (Uint8Array | ArrayBuffer)[];
}

/** The door to what a notebook can do and a terminal cannot: the global `jupyter`. */
export interface JupyterGlobal {
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  broadcast(messageType: string, content: Json, options?: BroadcastOptions): Promise<void>;
  clearOutput(options?: { wait?: boolean }): void;
  openComm: Comms["open"];
  registerTarget: Comms["registerTarget"];
}

/**
 * Makes the global `jupyter`; what it shows belongs to the cell that calls it. `silent` takes the
 * promises that say nothing to who reads a cell: only that something is shown.
 */
export function createJupyter(
  context: CellContext,
  outbox: Outbox,
  { comms, colors, silent }: { comms: Comms; colors: boolean; silent: WeakSet<object> },
): JupyterGlobal {
  const failed = (error: unknown): never => {
    throw error;
  };
  const silently = (promise: Promise<void>): Promise<void> => {
    silent.add(promise);
    return promise;
  };
  const jupyter: Pick<JupyterGlobal, "display" | "broadcast"> = {
    async display(value, { raw = false, metadata = {}, update = false, display_id } = {}) {
      const cell = context.current;
      if (update && display_id === undefined) {
        throw new TypeError("jupyter.display: update needs a display_id, got none");
      }
      const display = raw
        ? fromBundle(value as Json, metadata)
        : await showValue(value, { failed, colors });
      outbox.send({
        type: "display",
        cell,
        display: { data: display.data, metadata: { ...display.metadata, ...metadata } },
        ...(display_id === undefined ? {} : { displayId: display_id }),
        ...(update ? { update } : {}),
      });
    },
    async broadcast(messageType, content, { metadata = {}, buffers = [] } = {}) {
      outbox.send({
        type: "broadcast",
        cell: context.current,
        messageType,
        content: JSON.parse(JSON.stringify(content)) as Json,
        metadata,
        buffers: buffers.map((buffer) => new Uint8Array(buffer as ArrayBuffer)),
      });
    },
  };
  return {
    display: (...values) => silently(jupyter.display(...values)),
    broadcast: (...values) => silently(jupyter.broadcast(...values)),
    clearOutput({ wait = false } = {}) {
      outbox.send({ type: "clear", cell: context.current, wait });
    },
    openComm: (...values) => comms.open(...values),
    registerTarget: (...values) => comms.registerTarget(...values),
  };
}
