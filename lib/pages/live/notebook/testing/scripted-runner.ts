import type { CellOutput, RunResult } from "dropout-lab-kernel/page-host";
import type { LiveCellData, LiveNotebookData } from "../../payload.ts";
import { LiveNotebook } from "../live-notebook.ts";

/**
 * Runs cells by what they say: `fail` fails on line 2, `loop` runs until it is stopped, `die` ends the
 * worker, `print TEXT` prints. It keeps what ran, by workers.
 */
export class ScriptedRunner {
  readonly workers: string[][] = [[]];
  output: (output: CellOutput) => void = () => {};
  died: (reason: string) => void = () => {};
  #count = 0;
  #stop: ((result: RunResult) => void) | undefined;

  async run(source: string): Promise<RunResult> {
    const cell = ++this.#count;
    this.workers.at(-1)?.push(source);
    await undefined;
    if (source.startsWith("fail")) {
      const error = { ename: "TypeError", evalue: "no", traceback: ["TypeError: no"], line: 2 };
      return { status: "error", error };
    }
    if (source === "loop") return new Promise((resolve) => (this.#stop = resolve));
    if (source === "die") {
      this.workers.push([]);
      this.died("The worker ran out of memory.");
      return { status: "died", reason: "The worker ran out of memory." };
    }
    const text = /^print (.*)/.exec(source)?.[1];
    if (text !== undefined) this.output({ type: "stream", cell, name: "stdout", text });
    return { status: "ok" };
  }

  restart(): void {
    this.workers.push([]);
    this.#stop?.({ status: "stopped" });
    this.#stop = undefined;
  }
}

/** A notebook of code cells `a`, `b`, … on a scripted runner, with what it said and showed. */
export function scriptedNotebook(...sources: string[]) {
  const runner = new ScriptedRunner();
  const said: string[] = [];
  const shown: string[] = [];
  let time = 0;
  const cells = sources.map(
    (source, at): LiveCellData => ({
      id: String.fromCharCode(97 + at),
      type: source.startsWith("#") ? "markdown" : "code",
      source,
      metadata: source === "fail on purpose" ? { tags: ["raises-exception"] } : {},
      executionCount: at + 1,
    }),
  );
  const data = { page: "page", title: "Title", metadata: {}, cells, completions: {} };
  const notebook = new LiveNotebook({
    data: data satisfies LiveNotebookData,
    runner,
    now: () => (time += 5),
  });
  runner.output = (output) => notebook.hear(output);
  runner.died = (reason) => notebook.workerDied(reason);
  notebook.on((event) => {
    if (event.type === "said") said.push(event.sentence);
    if (event.type === "output" && event.output.type === "stream") {
      shown.push(`${event.cell.id}: ${event.output.text}`);
    }
  });
  const states = () => notebook.cells.map(({ state }) => state).join(" ");
  return { notebook, runner, said, shown, states };
}
