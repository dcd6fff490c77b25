import { createDisplays, type Displays } from "../display/index.ts";
import type { Comms } from "../globals/index.ts";
import type { Outbox } from "../link/outbox.ts";
import type { Json } from "../wire/index.ts";
import type { CellContext } from "./cell-context.ts";

interface BroadcastOptions {
  metadata?: Json;
  buffers?: (Uint8Array | ArrayBuffer)[];
}

/** The door to what a notebook can do and a terminal cannot: the global `jupyter`. */
export interface JupyterGlobal extends Displays {
  broadcast(messageType: string, content: Json, options?: BroadcastOptions): Promise<void>;
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
  const displays = createDisplays({
    currentCell: () => context.current,
    send: (message) => outbox.send(message),
    colors,
  });
  const silently = (promise: Promise<void>): Promise<void> => {
    silent.add(promise);
    return promise;
  };
  const jupyter: Pick<JupyterGlobal, "broadcast"> = {
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
    display: (...values) => silently(displays.display(...values)),
    broadcast: (...values) => silently(jupyter.broadcast(...values)),
    clearOutput: displays.clearOutput,
    openComm: (...values) => comms.open(...values),
    registerTarget: (...values) => comms.registerTarget(...values),
  };
}
