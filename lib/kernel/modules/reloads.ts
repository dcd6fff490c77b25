import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** What the main thread tells of the imports of cells, before it makes the next one. */
export type ImportNews = "begins" | "failed";

/**
 * Which modules have to be loaded anew although their files are as they were: those that an import
 * loaded which then failed, or was interrupted. Node keeps a module that failed, with its error,
 * and one that was interrupted, which never settles, for good.
 */
export class Reloads {
  readonly #news: MessagePort | undefined;
  readonly #recent = new Set<string>();
  readonly #times = new Map<string, number>();

  /** Without `news` nothing is loaded anew. */
  constructor(news: MessagePort | undefined) {
    this.#news = news;
    // It must not keep the process alive.
    news?.unref();
  }

  /** Takes note of a module that is loaded. */
  loading(url: string): void {
    this.#recent.add(withoutMark(url));
  }

  /** The URL under which a module that must be loaded anew is new to Node; else the same. */
  renew(url: string): string {
    this.#listen();
    const times = this.#times.get(withoutMark(url));
    if (times === undefined) return url;
    return `${url}${url.includes("?") ? "&" : "?"}again=${times}`;
  }

  /** What was posted before the import that asks is there by now; no event says so in time. */
  #listen(): void {
    if (this.#news === undefined) return;
    for (;;) {
      const received = receiveMessageOnPort(this.#news);
      if (received === undefined) return;
      if ((received.message as ImportNews) === "failed") {
        for (const url of this.#recent) this.#times.set(url, (this.#times.get(url) ?? 0) + 1);
      }
      this.#recent.clear();
    }
  }
}

function withoutMark(url: string): string {
  return url.replace(/[?&]again=\d+$/, "");
}
