import type { KernelMessage } from "../client/index.ts";
import type { DisplayData, ExecuteResult, Json, Output } from "./notebook.ts";

/**
 * Turns the messages of executions into the outputs that Jupyter stores: neighbouring streams are
 * joined, `clear_output` clears at once or before the next output, and `update_display_data`
 * changes the shown value wherever it stands, also in earlier cells.
 */
export class OutputCollector {
  readonly #shown = new Map<string, Set<DisplayData | ExecuteResult>>();

  /** Starts a cell: messages go to `listen`, what they add to `outputs`. */
  cell(): { outputs: Output[]; listen: (message: KernelMessage) => void } {
    const outputs: Output[] = [];
    let clearsNext = false;
    const add = (output: Output) => {
      if (clearsNext) outputs.length = 0;
      clearsNext = false;
      const last = outputs.at(-1);
      const isMore =
        output.output_type === "stream" &&
        last?.output_type === "stream" &&
        last.name === output.name;
      if (isMore) last.text += output.text;
      else outputs.push(output);
    };
    const listen = ({ channel, header, content }: KernelMessage) => {
      if (channel !== "iopub") return;
      switch (header.msg_type) {
        case "stream":
          if (content.text === "") return;
          return add({
            output_type: "stream",
            name: content.name === "stderr" ? "stderr" : "stdout",
            text: String(content.text),
          });
        case "display_data":
          return add(this.#show({ output_type: "display_data", ...bundle(content) }, content));
        case "execute_result": {
          const execution_count = Number(content.execution_count);
          const result = { output_type: "execute_result" as const, execution_count };
          return add(this.#show({ ...result, ...bundle(content) }, content));
        }
        case "update_display_data":
          for (const output of this.#shown.get(displayId(content) ?? "") ?? []) {
            Object.assign(output, bundle(content));
          }
          return;
        case "error":
          return add({
            output_type: "error",
            ename: String(content.ename),
            evalue: String(content.evalue),
            traceback: (content.traceback as unknown[]).map(String),
          });
        case "clear_output":
          if (content.wait) clearsNext = true;
          else outputs.length = 0;
          return;
      }
    };
    return { outputs, listen };
  }

  #show<Shown extends DisplayData | ExecuteResult>(output: Shown, content: Json): Shown {
    const id = displayId(content);
    if (id === undefined) return output;
    const shown = this.#shown.get(id) ?? new Set();
    this.#shown.set(id, shown.add(output));
    return output;
  }
}

function bundle(content: Json): { data: Json; metadata: Json } {
  return { data: { ...(content.data as Json) }, metadata: { ...(content.metadata as Json) } };
}

function displayId(content: Json): string | undefined {
  const id = (content.transient as Json | undefined)?.display_id;
  return id === undefined ? undefined : String(id);
}
