import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { CellId } from "../link/messages.ts";
import type { Outbox } from "../link/outbox.ts";
import type { CellContext } from "./cell-context.ts";
import { CommandOutput } from "./command-output.ts";

const NOT_FOUND = 127;
/** What may have been meant as TypeScript's "not". */
const EXPRESSION = /^[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:$|[.([?]|&&|\|\||[!=]==)/u;
const FOR_THE_SHELL =
  "A line that begins with ! is for the shell, unless the name of a variable follows.";
/** What a shell gives for a command that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** Runs the lines of cells that begin with `!`. */
export class ShellCommands {
  readonly #context: CellContext;
  readonly #outbox: Outbox;

  constructor(context: CellContext, outbox: Outbox) {
    this.#context = context;
    this.#outbox = outbox;
  }

  /**
   * Runs a command in the notebook's folder, and prints what it prints as it comes. A failure is
   * said, and the cell goes on, as in IPython. Never answers for a cell that was interrupted.
   */
  async run(command: string): Promise<void> {
    const cell = this.#context.current;
    await this.#heed(cell);
    const child = start(command);
    const outputs = (["stdout", "stderr"] as const).map(
      (name) =>
        new CommandOutput(child[name] as Readable, (chunk) => {
          if (!this.#context.isAbandoned(cell)) this.#outbox.print(cell, name, chunk);
        }),
    );
    const { code, signal } = await ended(child, command);
    await Promise.all(outputs.map((output) => output.drained()));
    await this.#heed(cell);
    if (signal === "SIGINT" || code === INTERRUPTED) throw new Error("the command was interrupted");
    const note = noteOn(command, code, signal);
    if (note !== undefined) this.#outbox.print(cell, "stderr", `${note}\n`);
  }

  /** Waits for ever where the cell was interrupted. */
  async #heed(cell: CellId): Promise<void> {
    if (this.#context.isAbandoned(cell)) await new Promise(() => {});
  }
}

function start(command: string): ChildProcess {
  // No terminal and no input: who asks for a line gets the end of it.
  const options: SpawnOptions = { stdio: ["ignore", "pipe", "pipe"] };
  if (process.platform === "win32") return spawn(command, { ...options, shell: true });
  // Both through one pipe, as on a terminal: through two they would lose their order.
  return spawn("/bin/sh", ["-c", `exec 2>&1; ${command}`], options);
}

function ended(
  child: ChildProcess,
  command: string,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", ({ code }: NodeJS.ErrnoException) => {
      reject(new Error(`${command}: must be a command that can be started, got ${code}`));
    });
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

/** What there is to say of a command that has ended. */
function noteOn(
  command: string,
  code: number | null,
  signal: NodeJS.Signals | null,
): string | undefined {
  if (signal !== null) return `The command was ended by ${signal}.`;
  if (code !== 0) {
    const hint = code === NOT_FOUND && EXPRESSION.test(command) ? ` ${FOR_THE_SHELL}` : "";
    return `The command ended with exit code ${code}.${hint}`;
  }
  const [, word, rest = ""] = /^(cd|pushd|export|source|\.)\s+([^;&|]*)$/.exec(command) ?? [];
  if (word === "cd" || word === "pushd") {
    const folder = JSON.stringify(rest.trim());
    return `Each ! line has a shell of its own: process.chdir(${folder}) changes the notebook's folder.`;
  }
  if (word === undefined) return undefined;
  return "Each ! line has a shell of its own: process.env.NAME = … sets a variable for all.";
}
