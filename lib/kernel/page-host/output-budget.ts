import type { CellId, DisplayData } from "../link/messages.ts";
import { characterStart } from "../text/index.ts";
import { messageSize } from "./message-size.ts";
import type { CellResult, FromWorker } from "./messages.ts";

/** How much of what a cell prints and displays a page takes, in UTF-16 units. */
const MOST_PRINTED = 1 << 20;
const MOST_DISPLAYED = 1 << 24;
/** What a line counts beside its characters, and a display, since each takes room in the page. */
const LINE = 32;
const DISPLAY = 1 << 10;
/** How much of the end of what was printed is shown where the rest is left out. */
const TAIL = 1 << 16;
/** How many cells are remembered that have shown something. */
const MOST_CELLS = 1_000;

type Stream = Extract<FromWorker, { type: "stream" }>;

/** What a cell may still show, and what of its prints was too much. */
interface Budget {
  printed: number;
  displayed: number;
  leftOut: { characters: number; tail: Stream[]; cost: number } | undefined;
  hasEnded: boolean;
}

/** Leaves out what a cell shows too much, and says so in its place. */
export class OutputBudget {
  readonly #cells = new Map<CellId, Budget>();

  /** What of a message may be sent, and what is to be said of the rest. */
  admit(message: FromWorker): FromWorker[] {
    switch (message.type) {
      case "stream":
        return this.#print(message);
      case "display":
        return this.#display(message);
      case "uncaught": {
        const text = message.error.traceback.join("\n");
        const budget = this.#of(message.cell);
        budget.printed -= costOf(text);
        return budget.printed > 0 ? [message] : [];
      }
      case "clear":
        // What is left out stays so: it has been shown as such.
        if (this.#of(message.cell).leftOut === undefined) this.#cells.delete(message.cell);
        return [message];
      case "done":
        return [...this.#end(message.cell), { ...message, result: limited(message.result) }];
      default:
        return [message];
    }
  }

  #of(cell: CellId): Budget {
    const known = this.#cells.get(cell);
    if (known !== undefined) return known;
    const budget: Budget = {
      printed: MOST_PRINTED,
      displayed: MOST_DISPLAYED,
      leftOut: undefined,
      hasEnded: false,
    };
    this.#cells.set(cell, budget);
    for (const oldest of this.#cells.keys()) {
      if (this.#cells.size <= MOST_CELLS) break;
      this.#cells.delete(oldest);
    }
    return budget;
  }

  #print(message: Stream): FromWorker[] {
    const { cell, text } = message;
    const budget = this.#of(cell);
    const cost = costOf(text);
    if (cost <= budget.printed) {
      budget.printed -= cost;
      return [message];
    }
    const isFirst = budget.leftOut === undefined;
    const fitting = Math.floor((text.length * Math.max(0, budget.printed)) / cost);
    const end = characterStart(text, fitting);
    budget.printed = 0;
    if (!budget.hasEnded) leaveOut(budget, { ...message, text: text.slice(end) });
    else if (isFirst) budget.leftOut = { characters: 0, tail: [], cost: 0 };
    if (!isFirst) return [];
    const later = budget.hasEnded ? "nothing more" : "only its last lines, when it ends";
    const note = `This cell prints more than a page can show: from here on ${later}.`;
    return [
      ...(end > 0 ? [{ ...message, text: text.slice(0, end) }] : []),
      { type: "cut", cell, text: note },
    ];
  }

  #display(message: Extract<FromWorker, { type: "display" }>): FromWorker[] {
    const { cell, display, update } = message;
    const cost = DISPLAY + messageSize(display);
    const budget = this.#of(cell);
    const left = budget.displayed;
    // An update takes the place of what is there.
    if (cost <= (update === true ? MOST_DISPLAYED : left)) {
      if (update !== true) budget.displayed -= cost;
      return [message];
    }
    budget.displayed = 0;
    return left > 0 || update === true ? [{ type: "cut", cell, text: tooMuch(cost) }] : [];
  }

  #end(cell: CellId): FromWorker[] {
    const budget = this.#cells.get(cell);
    if (budget === undefined) return [];
    budget.hasEnded = true;
    if (budget.leftOut === undefined) return [];
    const { characters, tail } = budget.leftOut;
    const shown = tail.reduce((sum, { text }) => sum + text.length, 0);
    budget.leftOut = { characters: 0, tail: [], cost: 0 };
    const count = (characters - shown).toLocaleString("en");
    return [{ type: "cut", cell, text: `… ${count} characters are left out.` }, ...tail];
  }
}

/** Keeps the end of what is left out. */
function leaveOut(budget: Budget, rest: Stream): void {
  budget.leftOut ??= { characters: 0, tail: [], cost: 0 };
  const out = budget.leftOut;
  out.characters += rest.text.length;
  const cost = costOf(rest.text);
  const keep = cost > TAIL ? Math.floor((rest.text.length * TAIL) / cost) : rest.text.length;
  const text = rest.text.slice(characterStart(rest.text, rest.text.length - keep));
  out.tail.push({ ...rest, text });
  out.cost += Math.min(cost, TAIL);
  while (out.tail.length > 1 && out.cost - costOf(out.tail[0]?.text ?? "") >= TAIL)
    out.cost -= costOf(out.tail.shift()?.text ?? "");
}

function costOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.length + LINE * lines;
}

function limited(result: CellResult): CellResult {
  if (result.status !== "ok" || result.display === undefined) return result;
  const cost = messageSize(result.display);
  if (cost <= MOST_DISPLAYED) return result;
  const display: DisplayData = { data: { "text/plain": tooMuch(cost) }, metadata: {} };
  return { ...result, display };
}

function tooMuch(cost: number): string {
  const megabytes = (MOST_DISPLAYED / 1e6).toFixed(0);
  return `Here ${(cost / 1e6).toFixed(1)} MB are left out: a page shows ${megabytes} MB of a cell's displays.`;
}
