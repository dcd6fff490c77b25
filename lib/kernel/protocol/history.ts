import type { Json } from "../wire/index.ts";

/** One cell that was run: session, number, source. */
export type HistoryEntry = readonly [session: number, line: number, source: string];

/** Where the cells of all sessions are kept. */
export interface HistoryStore {
  /** The number of the present session. */
  readonly session: number;
  append(line: number, source: string): void;
  /** Every cell of every session, oldest first. */
  entries(): readonly HistoryEntry[];
}

/** Keeps the cells of this session only. */
export class MemoryHistory implements HistoryStore {
  readonly session = 1;
  readonly #entries: HistoryEntry[] = [];

  append(line: number, source: string): void {
    this.#entries.push([this.session, line, source]);
  }

  entries(): readonly HistoryEntry[] {
    return this.#entries;
  }
}

/** The content of a history_reply for a request. */
export function answerHistory(store: HistoryStore, request: Json): Json {
  const found = select(store, request);
  const history =
    request.output === true
      ? found.map(([session, line, source]) => [session, line, [source, null]])
      : found;
  return { status: "ok", history };
}

function select(store: HistoryStore, request: Json): readonly HistoryEntry[] {
  const entries = store.entries();
  switch (request.hist_access_type) {
    case "tail":
      return last(entries, request.n);
    case "range":
      return range(store, request);
    case "search": {
      const matches = matcher(String(request.pattern ?? "*"));
      const found = entries.filter(([, , source]) => matches(source));
      return last(request.unique === true ? unique(found) : found, request.n);
    }
    default:
      return [];
  }
}

function range(
  store: HistoryStore,
  { session = 0, start = 0, stop }: Json,
): readonly HistoryEntry[] {
  // As IPython: 0 is this session, negative numbers count back from it.
  const wanted = Number(session) > 0 ? Number(session) : store.session + Number(session);
  const before = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
  return store
    .entries()
    .filter(([of, line]) => of === wanted && line >= Number(start) && line < before);
}

function last(entries: readonly HistoryEntry[], count: unknown): readonly HistoryEntry[] {
  return typeof count === "number" && count >= 0
    ? entries.slice(Math.max(0, entries.length - count))
    : entries;
}

/** The latest of each source, in order. */
function unique(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    latest.delete(entry[2]);
    latest.set(entry[2], entry);
  }
  return [...latest.values()];
}

/** A glob: `*` any text, `?` one character, `[abc]` one of them. */
function matcher(pattern: string): (source: string) => boolean {
  const parts = pattern.match(/\[[^\]]+\]|[\s\S]/g) ?? [];
  const expression = parts.map((part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    if (part.length > 1)
      return `[${part
        .slice(1, -1)
        .replace(/^!/, "^")
        .replace(/[\\\]]/g, "\\$&")}]`;
    return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  const glob = new RegExp(`^${expression.join("")}$`, "u");
  return (source) => glob.test(source);
}
