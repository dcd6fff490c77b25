import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Cell, Json, Notebook, NotebookMetadata, Output } from "./notebook.ts";
import { JsonError, readJson } from "./read-json.ts";
import { upgradeNotebook } from "./upgrade-notebook.ts";

/** A file that is no notebook that can be used; the message is one sentence that names the file. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/**
 * Reads a notebook of nbformat 4, or of an older one by upgrading it.
 *
 * @throws {NotebookError} if the file cannot be read or its text parsed
 */
export function readNotebook(path: string, options?: ReadOptions): Notebook {
  return parseNotebook(readNotebookText(path), path, options);
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

/** How a file is read that has something odd in it. */
export interface ReadOptions {
  /**
   * Told one sentence for each cell, output or form of an output that is no such thing and is left
   * out; without it the whole notebook is refused.
   */
  readonly leaveOut?: (sentence: string) => void;
}

/**
 * Turns the text of a file into a notebook; multi-line strings are joined, a file of nbformat 1 to
 * 3 is upgraded, nothing else changes.
 *
 * @param subject what the errors start with: the file's name
 * @throws {NotebookError} if it is not JSON, not a notebook, or newer than nbformat 4
 */
export function parseNotebook(
  text: string,
  subject = "notebook",
  { leaveOut }: ReadOptions = {},
): Notebook {
  const refuse = (must: string, got: string): never => {
    throw new NotebookError(`${subject}: must ${must}, got ${got}`);
  };
  const file = upgradeNotebook(parseJson(text.replace(/^\uFEFF/, ""), refuse));
  if (!isObject(file) || typeof file.nbformat !== "number") {
    return refuse("be a notebook, an object with nbformat and cells", kindOf(file));
  }
  if (file.nbformat >= 5) {
    return refuse("be of nbformat 4", `${file.nbformat}, which is newer than this program`);
  }
  if (!Array.isArray(file.cells)) return refuse("have a list of cells", kindOf(file.cells));
  if (!isObject(file.metadata)) return refuse("have metadata", kindOf(file.metadata));
  const report: Report = (part, must, got) => {
    if (leaveOut === undefined) return refuse(`${must} in ${part} of its list`, got);
    leaveOut(`${part} must ${must}, got ${got}: left out`);
  };
  return {
    ...file,
    nbformat: 4,
    nbformat_minor: typeof file.nbformat_minor === "number" ? file.nbformat_minor : 0,
    metadata: file.metadata as NotebookMetadata,
    cells: file.cells.map((cell, index) => parseCell(cell, `cell ${index + 1}`, report)),
  };
}

type Refuse = (must: string, got: string) => never;

/** Refuses the notebook, or says what is left out of it. */
type Report = (part: string, must: string, got: string) => void;

function parseJson(text: string, refuse: Refuse): unknown {
  if (text.trim() === "") return refuse("be JSON", "an empty file");
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return refuse("be JSON", `something else at ${error.message}`);
  }
}

function parseCell(cell: unknown, part: string, report: Report): Cell {
  const none = (must: string, got: string): Cell => {
    report(part, must, got);
    // The others keep their places, by which they are named.
    return { cell_type: "raw", metadata: {}, source: "" };
  };
  if (!isObject(cell)) return none("have an object", kindOf(cell));
  const source = join(cell.source);
  if (source === undefined) return none("have text as source", kindOf(cell.source));
  const base = { ...cell, metadata: isObject(cell.metadata) ? cell.metadata : {}, source };
  switch (cell.cell_type) {
    case "code": {
      let outputs = cell.outputs ?? [];
      if (!Array.isArray(outputs)) {
        report(part, "have a list of outputs", kindOf(outputs));
        outputs = [];
      }
      return {
        ...base,
        cell_type: "code",
        execution_count: typeof cell.execution_count === "number" ? cell.execution_count : null,
        outputs: (outputs as unknown[]).flatMap((output) => parseOutput(output, part, report)),
      };
    }
    case "markdown":
    case "raw": {
      const { attachments } = cell;
      if (!isObject(attachments)) return { ...base, cell_type: cell.cell_type };
      const joined = Object.entries(attachments).map(([name, data]) => {
        return [name, joinBundle(data, () => {})];
      });
      return { ...base, cell_type: cell.cell_type, attachments: Object.fromEntries(joined) };
    }
    default:
      return none("have code, markdown or raw", describe(cell.cell_type));
  }
}

function parseOutput(output: unknown, part: string, report: Report): Output[] {
  const none = (must: string, got: string): Output[] => {
    report(part, must, got);
    return [];
  };
  if (!isObject(output)) return none("have an object as output", kindOf(output));
  const metadata = isObject(output.metadata) ? output.metadata : {};
  const data = () => {
    return joinBundle(output.data, (type, got) => report(part, `have text as ${type}`, got));
  };
  switch (output.output_type) {
    case "execute_result":
      return [
        {
          ...output,
          output_type: "execute_result",
          execution_count:
            typeof output.execution_count === "number" ? output.execution_count : null,
          data: data(),
          metadata,
        },
      ];
    case "display_data":
      return [{ ...output, output_type: "display_data", data: data(), metadata }];
    case "stream": {
      const text = join(output.text);
      if (text === undefined) return none("have text as stream", kindOf(output.text));
      const name = output.name === "stderr" ? "stderr" : "stdout";
      return [{ ...output, output_type: "stream", name, text }];
    }
    case "error": {
      const lines = Array.isArray(output.traceback) ? output.traceback : [];
      return [
        {
          ...output,
          output_type: "error",
          ename: join(output.ename) ?? "Error",
          evalue: join(output.evalue) ?? "",
          traceback: lines.flatMap((line) => join(line) ?? []),
        },
      ];
    }
    default:
      return none("have an output of a known kind", describe(output.output_type));
  }
}

/** JSON types keep their values; in every other type a list of strings is one long string. */
function joinBundle(data: unknown, report: (type: string, got: string) => void): Json {
  if (!isObject(data)) return {};
  const joined = Object.entries(data).flatMap(([type, value]): [string, unknown][] => {
    if (/^application\/(.*\+)?json$/.test(type)) return [[type, value]];
    const text = join(value);
    // A type of its own may hold anything; what is text, a picture or a sound is written as text.
    if (text === undefined && /^(?:text|image|audio|video)\//.test(type)) {
      report(type, kindOf(value));
      return [];
    }
    return [[type, text ?? value]];
  });
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

/** The name that a kind is given, for a sentence. */
function describe(kind: unknown): string {
  return typeof kind === "string" ? JSON.stringify(kind.slice(0, 80)).slice(1, -1) : kindOf(kind);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without them" : `a ${typeof value}`;
}
