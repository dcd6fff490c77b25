import { stripVTControlCharacters } from "node:util";
import type { ExecuteReply, RunningKernel } from "../client/index.ts";
import { CellError } from "./cell-error.ts";
import { errorLine } from "./error-line.ts";
import type { CodeCell, Notebook, Output } from "./notebook.ts";
import { OutputCollector } from "./output-collector.ts";

export interface RunOptions {
  /** A kernel that has run nothing yet; it stays alive. */
  kernel: RunningKernel;
  /** What errors start with: the lesson's name. */
  subject?: string;
  /** Called before the first cell and after every code cell. */
  onProgress?: (progress: { done: number; cells: number }) => void;
  /** Interrupts the running cell and rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Most milliseconds a cell may take; no limit by default. */
  timeout?: number;
}

/**
 * Runs every code cell in order and returns a new notebook with what they put out; the metadata
 * stays. A cell tagged `raises-exception` may fail. A cell that calls `process.exit()` with a code
 * other than 0 fails, too.
 *
 * @throws {CellError} at the first other cell that fails or takes longer than `timeout`
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<Notebook> {
  const { kernel, subject = "notebook", onProgress, signal, timeout } = options;
  const fresh = structuredClone(notebook);
  const cells = fresh.cells.filter((cell) => cell.cell_type === "code");
  for (const cell of cells) Object.assign(cell, { execution_count: null, outputs: [] });
  const collector = new OutputCollector();
  onProgress?.({ done: 0, cells: cells.length });
  for (const [index, cell] of cells.entries()) {
    const number = index + 1;
    const fail = (reason: string, details: { line?: number | undefined; cause?: unknown } = {}) => {
      const line = details.line === undefined ? "" : `, line ${details.line}`;
      return new CellError(`${subject}, cell [${number}]${line}: ${reason}`, {
        ...details,
        cell: number,
        notebook: fresh,
      });
    };
    signal?.throwIfAborted();
    let reply: ExecuteReply;
    try {
      const late = () => fail(`must end within ${timeout} ms, and still ran`);
      reply = await limited(runCell(kernel, cell, collector), { signal, timeout, late });
    } catch (error) {
      // By its name: loading the client would load ZeroMQ, which who only reads must not need.
      if (!(error instanceof Error && error.name === "KernelDiedError")) {
        // The caller ends the kernel; what the interrupted cell still says is of no interest.
        kernel.interrupt().catch(() => {});
        throw error;
      }
      throw fail(error.message, { cause: error });
    }
    const reason = reasonOf(reply, cell.outputs);
    if (reason !== undefined && !cell.metadata.tags?.includes("raises-exception")) {
      throw fail(reason, { line: errorLine(reply, cell) });
    }
    onProgress?.({ done: number, cells: cells.length });
  }
  return fresh;
}

async function runCell(
  kernel: RunningKernel,
  cell: CodeCell,
  collector: OutputCollector,
): Promise<ExecuteReply> {
  const { outputs, listen } = collector.cell();
  cell.outputs = outputs;
  const reply = await kernel.execute(cell.source, { onMessage: listen });
  cell.execution_count = reply.execution_count ?? null;
  return reply;
}

interface Limits {
  signal: AbortSignal | undefined;
  timeout: number | undefined;
  late: () => Error;
}

async function limited<T>(work: Promise<T>, { signal, timeout, late }: Limits): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const limit = new Promise<never>((_, reject) => {
    if (timeout !== undefined) timer = setTimeout(() => reject(late()), timeout);
    abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
    work.catch(() => {});
  }
}

/** Why the cell counts as failed, if it does. */
function reasonOf(reply: ExecuteReply, outputs: readonly Output[]): string | undefined {
  const { status, ename, evalue, exit_code: code = 0 } = reply;
  if (status === "ok") return code === 0 ? undefined : `ended itself by process.exit(${code})`;
  if (status === "aborted") return "was not run";
  if (ename !== undefined) return evalue ? `${ename}: ${evalue}` : ename;
  // tslab's replies say nothing of the error; it prints it to stderr.
  const printed = outputs.filter(({ output_type }) => output_type === "stream").at(-1);
  const text = printed?.output_type === "stream" ? stripVTControlCharacters(printed.text) : "";
  return text.trim() || "failed without a reason";
}
