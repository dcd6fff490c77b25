import type { CellId, ClearMessage, DisplayMessage } from "../link/messages.ts";
import type { Json } from "../wire/index.ts";
import { fromBundle, showValue } from "./show-value.ts";

interface DisplayOptions {
  raw?: boolean;
  metadata?: Json;
  update?: boolean;
  display_id?: string;
}

/** The part of the global `jupyter` that shows values. */
export interface Displays {
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  clearOutput(options?: { wait?: boolean }): void;
}

/** What displays are made with. */
export interface DisplaysOptions {
  /** The cell to which the present code belongs. */
  currentCell: () => CellId;
  send: (message: DisplayMessage | ClearMessage) => void;
  colors: boolean;
}

/** Makes what shows values in the output of the cell that calls it. */
export function createDisplays({ currentCell, send, colors }: DisplaysOptions): Displays {
  const failed = (error: unknown): never => {
    throw error;
  };
  return {
    async display(value, { raw = false, metadata = {}, update = false, display_id } = {}) {
      const cell = currentCell();
      if (update && display_id === undefined) {
        throw new TypeError("jupyter.display: update needs a display_id, got none");
      }
      const display = raw
        ? fromBundle(value as Json, metadata)
        : await showValue(value, { failed, colors });
      send({
        type: "display",
        cell,
        display: { data: display.data, metadata: { ...display.metadata, ...metadata } },
        ...(display_id === undefined ? {} : { displayId: display_id }),
        ...(update ? { update } : {}),
      });
    },
    clearOutput({ wait = false } = {}) {
      send({ type: "clear", cell: currentCell(), wait });
    },
  };
}
