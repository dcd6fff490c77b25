import type { StreamName } from "../link/output-ring.ts";

type Publish<C> = (cell: C, stream: StreamName, text: string) => void;

// How much of one stream goes into a message, in UTF-16 units.
const LARGEST = 1 << 22;

/** Joins small prints to few texts; those of one cell keep their order, whichever stream they go to. */
export class OutputBatches<C> {
  readonly #publish: Publish<C>;
  readonly #batches = new Map<C, { stream: StreamName; text: string }[]>();

  constructor(publish: Publish<C>) {
    this.#publish = publish;
  }

  get isEmpty(): boolean {
    return this.#batches.size === 0;
  }

  /** Takes what a cell has printed. */
  add(cell: C, stream: StreamName, text: string): void {
    if (text === "") return;
    const batches = this.#batches.get(cell) ?? [];
    const last = batches.at(-1);
    if (last?.stream === stream && last.text.length < LARGEST) last.text += text;
    else batches.push({ stream, text });
    this.#batches.set(cell, batches);
  }

  /** Publishes all that was taken. */
  flush(): void {
    for (const [cell, batches] of this.#batches) {
      for (const { stream, text } of batches) this.#publish(cell, stream, text);
    }
    this.#batches.clear();
  }
}
