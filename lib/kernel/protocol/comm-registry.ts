import type { Json } from "../wire/index.ts";

/** The comms that are open, by id: what comm_info tells. */
export class CommRegistry {
  readonly #targets = new Map<string, string>();

  /** Takes note of a comm message, whichever side sent it. */
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
