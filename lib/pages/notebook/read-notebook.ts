import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Cell, Json, Notebook, NotebookMetadata, Output } from "./notebook.ts";

/** A file that is no notebook that can be used; the message is one sentence that names the file. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/**
 * Reads a notebook of nbformat 4.
 *
 * @throws {NotebookError} if the file cannot be read or its text parsed
 */
export function readNotebook(path: string): Notebook {
  return parseNotebook(readNotebookText(path), path);
}

/**
 * Reads the text of a notebook's file.
 *
 * @throws {NotebookError} if the file cannot be read, or is not in UTF-8
 */
export function readNotebookText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new NotebookError(`${path}: must be a file that can be read, got ${code}`);
  }
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new NotebookError(`${path}: must be text in UTF-8, got bytes that are none`);
}

/**
 * Turns the text of a file into a notebook; multi-line strings are joined, nothing else changes.
 *
 * @param subject what the errors start with: the file's name
 * @throws {NotebookError} if it is not JSON, not a notebook, or of another major version than 4
 */
export function parseNotebook(text: string, subject = "notebook"): Notebook {
  const refuse = (must: string, got: string): never => {
    throw new NotebookError(`${subject}: must ${must}, got ${got}`);
  };
  const file = parseJson(text.replace(/^\uFEFF/, ""), refuse);
  // nbformat 3 has worksheets instead of cells, so the version comes first.
  if (!isObject(file) || typeof file.nbformat !== "number") {
    return refuse("be a notebook, an object with nbformat and cells", kindOf(file));
  }
  if (file.nbformat < 4) {
    return refuse(
      "be of nbformat 4",
      `${file.nbformat}; convert it (jupyter nbconvert --to notebook --inplace)`,
    );
  }
  if (file.nbformat >= 5) {
    return refuse("be of nbformat 4", `${file.nbformat}, which is newer than this program`);
  }
  if (!Array.isArray(file.cells)) return refuse("have a list of cells", kindOf(file.cells));
  if (!isObject(file.metadata)) return refuse("have metadata", kindOf(file.metadata));
  return {
    ...file,
    nbformat: 4,
    nbformat_minor: typeof file.nbformat_minor === "number" ? file.nbformat_minor : 0,
    metadata: file.metadata as NotebookMetadata,
    cells: file.cells.map((cell, index) =>
      parseCell(cell, (must, got) => refuse(`${must} in cell ${index + 1} of its list`, got)),
    ),
  };
}

type Refuse = (must: string, got: string) => never;

function parseJson(text: string, refuse: Refuse): unknown {
  if (text.trim() === "") return refuse("be JSON", "an empty file");
  try {
    return JSON.parse(withoutHalves(text));
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /end of JSON/.test(message)
      ? text.length
      : Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    if (Number.isNaN(position)) return refuse("be JSON", "something else");
    const before = text.slice(0, position).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    return refuse("be JSON", `something else at line ${before.length}, column ${column}`);
  }
}

// An escaped backslash, an escaped surrogate pair, and half of one.
const SURROGATES = /\\\\|(?:\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2})|\\ud[89a-f][\da-f]{2}/gi;

/** The JSON with U+FFFD in place of each half of a surrogate pair: no file and no page can hold one. */
function withoutHalves(json: string): string {
  if (!/\\ud/i.test(json)) return json;
  return json.replace(SURROGATES, (match) => (match.length === 6 ? "\ufffd" : match));
}

function parseCell(cell: unknown, refuse: Refuse): Cell {
  if (!isObject(cell)) return refuse("have an object", kindOf(cell));
  const base = {
    ...cell,
    metadata: isObject(cell.metadata) ? cell.metadata : {},
    source: join(cell.source) ?? refuse("have text as source", kindOf(cell.source)),
  };
  switch (cell.cell_type) {
    case "code": {
      const outputs = cell.outputs ?? [];
      if (!Array.isArray(outputs)) return refuse("have a list of outputs", kindOf(outputs));
      return {
        ...base,
        cell_type: "code",
        execution_count: typeof cell.execution_count === "number" ? cell.execution_count : null,
        outputs: outputs.map((output) => parseOutput(output, refuse)),
      };
    }
    case "markdown":
    case "raw": {
      const { attachments } = cell;
      if (!isObject(attachments)) return { ...base, cell_type: cell.cell_type };
      const joined = Object.entries(attachments).map(([name, data]) => [name, joinBundle(data)]);
      return { ...base, cell_type: cell.cell_type, attachments: Object.fromEntries(joined) };
    }
    default:
      return refuse("have code, markdown or raw", String(cell.cell_type));
  }
}

function parseOutput(output: unknown, refuse: Refuse): Output {
  if (!isObject(output)) return refuse("have an object as output", kindOf(output));
  const metadata = isObject(output.metadata) ? output.metadata : {};
  switch (output.output_type) {
    case "execute_result":
      return {
        ...output,
        output_type: "execute_result",
        execution_count: typeof output.execution_count === "number" ? output.execution_count : null,
        data: joinBundle(output.data),
        metadata,
      };
    case "display_data":
      return { ...output, output_type: "display_data", data: joinBundle(output.data), metadata };
    case "stream":
      return {
        ...output,
        output_type: "stream",
        name: output.name === "stderr" ? "stderr" : "stdout",
        text: join(output.text) ?? refuse("have text as stream", kindOf(output.text)),
      };
    case "error":
      return {
        ...output,
        output_type: "error",
        ename: String(output.ename),
        evalue: String(output.evalue),
        traceback: Array.isArray(output.traceback) ? output.traceback.map(String) : [],
      };
    default:
      return refuse("have an output of a known kind", String(output.output_type));
  }
}

/** JSON types keep their lists; in every other type a list of strings is one long string. */
function joinBundle(data: unknown): Json {
  if (!isObject(data)) return {};
  const joined = Object.entries(data).map(([type, value]) => [
    type,
    /^application\/(.*\+)?json$/.test(type) ? value : (join(value) ?? value),
  ]);
  return Object.fromEntries(joined);
}

function join(text: unknown): string | undefined {
  if (typeof text === "string") return text;
  const isLines = Array.isArray(text) && text.every((line) => typeof line === "string");
  return isLines ? text.join("") : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without them" : `a ${typeof value}`;
}
