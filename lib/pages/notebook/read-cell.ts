import { cellName } from "./cell-name.ts";
import type { Cell, Json, Output } from "./notebook.ts";
import { isPlainText, readText } from "./read-text.ts";

/** Refuses the notebook, or says what is done with a part that is not what it must be. */
export type Report = (part: string, must: string, got: string, done?: string) => void;

/** What is odd in the part that is being read. */
type ReportHere = (must: string, got: string, done?: string) => void;

/** A cell of a file, as far as it can be read; what cannot be read keeps an empty cell's place. */
export function readCell(cell: unknown, index: number, report: Report): Cell {
  if (!isObject(cell)) {
    report(cellName(index), "have an object", kindOf(cell));
    return { cell_type: "raw", metadata: {}, source: "" };
  }
  const count = countOf(cell.execution_count);
  const here: ReportHere = (must, got, done) => report(cellName(index, count), must, got, done);
  const metadata = isObject(cell.metadata) ? cell.metadata : {};
  const base = { ...cell, metadata, source: textOf(cell.source, "source", here) ?? "" };
  switch (cell.cell_type) {
    case "code":
      return {
        ...base,
        cell_type: "code",
        execution_count: count,
        outputs: listOfOutputs(cell.outputs, here).flatMap((output) => readOutput(output, here)),
      };
    case "markdown":
    case "raw":
      return { ...base, cell_type: cell.cell_type, ...attachmentsOf(cell.attachments) };
    default: {
      // What it says can be read, whatever it was meant to be.
      here("have code, markdown or raw", describe(cell.cell_type), "its text is shown");
      const { format: _format, raw_mimetype: _mimetype, ...others } = metadata;
      return { ...base, cell_type: "raw", metadata: others };
    }
  }
}

function attachmentsOf(attachments: unknown): { attachments?: Record<string, Json> } {
  if (!isObject(attachments)) return {};
  const joined = Object.entries(attachments).map(([name, data]) => [
    name,
    bundleOf(data, () => {}),
  ]);
  return { attachments: Object.fromEntries(joined) };
}

function listOfOutputs(outputs: unknown, here: ReportHere): unknown[] {
  if (Array.isArray(outputs)) return outputs;
  // One output that is in no list is still one.
  if (isObject(outputs) && outputs.output_type !== undefined) return [outputs];
  if (outputs !== undefined && outputs !== null) here("have a list of outputs", kindOf(outputs));
  return [];
}

function readOutput(output: unknown, here: ReportHere): Output[] {
  const none = (must: string, got: string): Output[] => {
    here(must, got);
    return [];
  };
  if (!isObject(output)) return none("have an object as output", kindOf(output));
  const metadata = isObject(output.metadata) ? output.metadata : {};
  switch (output.output_type) {
    case "execute_result":
      return [
        {
          ...output,
          output_type: "execute_result",
          execution_count: countOf(output.execution_count),
          data: bundleOf(output.data, here),
          metadata,
        },
      ];
    case "display_data":
      return [
        { ...output, output_type: "display_data", data: bundleOf(output.data, here), metadata },
      ];
    case "stream": {
      const text = textOf(output.text, "stream", here);
      const name = output.name === "stderr" ? "stderr" : "stdout";
      return text === undefined ? [] : [{ ...output, output_type: "stream", name, text }];
    }
    case "error": {
      const { traceback, ename, evalue } = output;
      const lines = Array.isArray(traceback) ? traceback : [traceback ?? []].flat();
      return [
        {
          ...output,
          output_type: "error",
          ename: textOf(ename ?? "Error", "an error's name", here) ?? "Error",
          evalue: textOf(evalue ?? "", "an error's value", here) ?? "",
          traceback: lines.flatMap((line) => textOf(line, "traceback", here) ?? []),
        },
      ];
    }
    default:
      return none("have an output of a known kind", describe(output.output_type));
  }
}

/** JSON types keep their values; in every other type a list of strings is one long string. */
function bundleOf(data: unknown, here: ReportHere): Json {
  if (!isObject(data)) {
    here("have data by type in an output", kindOf(data));
    return {};
  }
  const joined = Object.entries(data).flatMap(([type, value]): [string, unknown][] => {
    if (/^application\/(.*\+)?json$/.test(type)) return [[type, value]];
    // A type of its own may hold anything; what is text, a picture or a sound is written as text.
    const isText = /^(?:text|image|audio|video)\//.test(type);
    if (!isText) return [[type, isPlainText(value) ? readText(value, () => {}) : value]];
    const text = textOf(value, type, here);
    return text === undefined ? [] : [[type, text]];
  });
  return Object.fromEntries(joined);
}

function textOf(value: unknown, name: string, here: ReportHere): string | undefined {
  return readText(value, (odd, isShown) => {
    here(`have text as ${name}`, kindOf(odd), isShown ? "its text is shown" : undefined);
  });
}

/** The number of a run, which some programs write as text. */
function countOf(value: unknown): number | null {
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  return typeof value === "number" ? value : null;
}

/** Whether some JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The name that a kind is given, for a sentence. */
function describe(kind: unknown): string {
  return typeof kind === "string" ? JSON.stringify(kind.slice(0, 80)).slice(1, -1) : kindOf(kind);
}

/** What some JSON is, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without them" : `a ${typeof value}`;
}
