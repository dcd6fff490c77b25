import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { guard, killGroup, type Leftover, remove } from "./leftovers.ts";

const STDERR_TAIL_LENGTH = 4_000;
/** How long a dead kernel's last words may take: a child of its may hold the pipe open for good. */
const STDERR_GRACE_MS = 200;

export interface ProcessOptions {
  argv: readonly string[];
  /** The path that the kernel is told, and what writes it once its removal is certain. */
  connectionFile: string;
  writeConnection: () => void;
  directory?: string | undefined;
  env: NodeJS.ProcessEnv;
}

/** The process of a kernel, in a group of its own so that Ctrl-C in a terminal does not reach it. */
export class KernelProcess {
  /** Settles when the process has ended, with how, as `exit code 1` or `SIGKILL`. */
  readonly ended: Promise<string>;
  /** What on its stderr means that it cannot go on: it is ended then, if it does not end of it. */
  fatal: RegExp | undefined;
  readonly #child: ChildProcess;
  readonly #leftover: Leftover;
  #stderr = "";

  constructor({ argv, connectionFile, writeConnection, directory, env }: ProcessOptions) {
    const [command = "", ...args] = argv.map((part) =>
      part.replaceAll("{connection_file}", connectionFile),
    );
    this.#leftover = { file: connectionFile };
    guard(this.#leftover);
    try {
      writeConnection();
      this.#child = spawn(command, args, {
        cwd: directory,
        env,
        stdio: ["ignore", "ignore", "pipe"],
        detached: process.platform !== "win32",
        windowsHide: true,
      });
    } catch (error) {
      remove(this.#leftover);
      throw error;
    }
    this.#leftover.pid = this.#child.pid;
    this.ended = this.#end(command, directory);
  }

  /** 0 for a process that could not be started. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The last that it wrote to stderr. */
  get stderrTail(): string {
    return this.#stderr.trim();
  }

  /** For when the kernel has read it: not even SIGKILL of this process then leaves a file. */
  removeConnectionFile(): void {
    rmSync(this.#leftover.file ?? "", { force: true });
    this.#leftover.file = undefined;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined) killGroup(this.#child.pid, signal);
  }

  /** Ends the process if it has not ended within the milliseconds: SIGTERM, then SIGKILL. */
  async terminate(milliseconds: number): Promise<void> {
    if (await this.#endsWithin(milliseconds)) return;
    this.signal("SIGTERM");
    if (await this.#endsWithin(1_000)) return;
    this.signal("SIGKILL");
    await this.ended;
  }

  async #end(command: string, directory: string | undefined): Promise<string> {
    const { stderr } = this.#child;
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL_LENGTH);
      if (this.fatal?.test(this.#stderr)) this.signal("SIGKILL");
    });
    const closed = new Promise<void>((resolve) => this.#child.once("close", () => resolve()));
    const how = await new Promise<string>((resolve) => {
      this.#child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
      // Node names the program for a folder that is missing, too.
      this.#child.once("error", ({ code }: NodeJS.ErrnoException) =>
        resolve(
          directory === undefined || isFolder(directory)
            ? `${code} for the program ${command}`
            : `${code} for the folder to run in, ${directory}`,
        ),
      );
    });
    await Promise.race([closed, delay(STDERR_GRACE_MS)]);
    stderr?.destroy();
    remove(this.#leftover);
    return how;
  }

  async #endsWithin(milliseconds: number): Promise<boolean> {
    const ended = this.ended.then(() => true);
    return Promise.race([ended, delay(milliseconds).then(() => false)]);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Does not keep this process alive. */
function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
