import type { Message } from "dropout-lab-kernel/wire";

/** A message from the kernel, with the channel it came on. */
export interface KernelMessage extends Message {
  channel: "shell" | "iopub" | "stdin" | "control";
}

export interface ExecuteOptions {
  /** Every message that belongs to this execution, in order of arrival on its channel. */
  onMessage?: (message: KernelMessage) => void;
  /** Answers what the cell asks for; without it the kernel is told that nobody will. */
  stdin?: (prompt: string, options: { password: boolean }) => string | Promise<string>;
  silent?: boolean;
  storeHistory?: boolean;
  stopOnError?: boolean;
  userExpressions?: Record<string, string>;
}

/** The content of an execute_reply; a failing cell is `status: "error"`, not an exception. */
export interface ExecuteReply extends Record<string, unknown> {
  status: "ok" | "error" | "aborted";
  execution_count?: number;
  ename?: string;
  evalue?: string;
  traceback?: string[];
  /** What the cell gave to `process.exit()`, from a kernel that lives on. */
  exit_code?: number;
}

/** The kernel ended before it was asked to; the message carries the last it wrote to stderr. */
export class KernelDiedError extends Error {
  override name = "KernelDiedError";
}

/** A kernel of one's own that answers; `await using` or `shutdown()` ends it. */
export interface RunningKernel extends AsyncDisposable {
  /** The content of its kernel_info_reply. */
  readonly info: Record<string, unknown>;
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /**
   * Runs code, and resolves when the reply and the idle status are both in, so after every output.
   *
   * @throws {KernelDiedError}
   */
  execute(code: string, options?: ExecuteOptions): Promise<ExecuteReply>;
  /**
   * Sends any other request, and resolves with its reply.
   *
   * @throws {KernelDiedError}
   */
  request(
    type: string,
    content: Record<string, unknown>,
    options?: { channel?: "shell" | "control" },
  ): Promise<KernelMessage>;
  /** Sends a message that has no reply, as comm_msg, and returns its id. */
  send(type: string, content: Record<string, unknown>, channel?: "shell" | "control"): string;
  /** Hears every iopub message, also those of no execution; returns how to stop. */
  subscribe(listener: (message: KernelMessage) => void): () => void;
  /** Interrupts the running cell in the way of the kernelspec. */
  interrupt(): Promise<void>;
  /** Asks the kernel to end, ends it if it does not, and leaves no process and no file. */
  shutdown(): Promise<void>;
}
