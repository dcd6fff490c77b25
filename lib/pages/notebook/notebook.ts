/** What is under `data` or `metadata`: plain JSON by MIME type or by key. */
export type Json = Record<string, unknown>;

/**
 * A notebook in memory, after nbformat 4.5, with every multi-line string joined.
 *
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: NotebookMetadata;
  cells: Cell[];
}

export interface NotebookMetadata extends Json {
  kernelspec?: { name: string; display_name: string; language?: string };
  language_info?: { name: string; version?: string; [key: string]: unknown };
  title?: string;
}

export type Cell = CodeCell | MarkdownCell | RawCell;

interface AnyCell {
  /** Absent before nbformat 4.5 only. */
  id?: string;
  metadata: CellMetadata;
  source: string;
}

export interface CellMetadata extends Json {
  tags?: string[];
}

export interface CodeCell extends AnyCell {
  cell_type: "code";
  execution_count: number | null;
  outputs: Output[];
}

export interface MarkdownCell extends AnyCell {
  cell_type: "markdown";
  attachments?: Record<string, Json>;
}

export interface RawCell extends AnyCell {
  cell_type: "raw";
  attachments?: Record<string, Json>;
}

export type Output = ExecuteResult | DisplayData | StreamOutput | ErrorOutput;

/** The value of a cell. */
export interface ExecuteResult {
  output_type: "execute_result";
  execution_count: number | null;
  data: Json;
  metadata: Json;
}

/** What a cell showed. */
export interface DisplayData {
  output_type: "display_data";
  data: Json;
  metadata: Json;
}

/** What a cell printed. */
export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** What a cell threw; `traceback` may hold ANSI colours. */
export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}
