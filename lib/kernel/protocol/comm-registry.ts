import type { Json } from "../wire/index.ts";

/**
 * The comms that are open, by id. The main thread has the comms themselves, with their listeners;
 * here is only what comm_info tells, since it is answered while a cell loops there.
 */
export class CommRegistry {
  readonly #targets = new Map<string, string>();

  /** Takes note of a message, whichever side sent it; only those of comms are of interest. */
  note(type: string, content: Json): void {
    const id = String(content.comm_id);
    if (type === "comm_open") this.#targets.set(id, String(content.target_name));
    if (type === "comm_close") this.#targets.delete(id);
  }

  /** The content of a comm_info_reply. */
  info({ target_name: wanted }: Json): Json {
    const open = [...this.#targets].filter(
      ([, name]) => typeof wanted !== "string" || name === wanted,
    );
    const comms = Object.fromEntries(open.map(([id, target_name]) => [id, { target_name }]));
    return { status: "ok", comms };
  }
}
