import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../link/output-ring.ts";
import { EngineNotes } from "./engine-notes.ts";

/** A named pipe in place of each of the file descriptors 1 and 2. */
export interface NativePipes {
  stdout: string;
  stderr: string;
}

/**
 * Brings what child processes and native code write to the file descriptors 1 and 2 of this
 * process; not on Windows, which has no named pipes of that kind.
 */
export class NativeOutput {
  readonly #heard: (stream: StreamName, text: string) => void;
  readonly #buffer = Buffer.alloc(1 << 16);
  readonly #ends: { stream: StreamName; socket: Socket; fd: number; decoder: StringDecoder }[] = [];
  readonly #notes = new EngineNotes();
  #folder: string | undefined;

  constructor(heard: (stream: StreamName, text: string) => void) {
    this.#heard = heard;
  }

  /** Makes the pipes; undefined where that is not possible. */
  open(): NativePipes | undefined {
    if (process.platform === "win32") return undefined;
    try {
      this.#folder = mkdtempSync(join(tmpdir(), "dropout-lab-"));
      const pipes = pipesIn(this.#folder);
      execFileSync("mkfifo", [pipes.stdout, pipes.stderr], { stdio: "ignore" });
      return pipes;
    } catch {
      this.#removeFolder();
      return undefined;
    }
  }

  /** Begins to read; the main thread has opened its ends by now, and the names are not needed. */
  listen(): void {
    if (this.#folder === undefined) return;
    const pipes = pipesIn(this.#folder);
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    for (const stream of ["stdout", "stderr"] as const) {
      const socket = new Socket({ fd: openSync(pipes[stream], flags), writable: false });
      const fd = openSync(pipes[stream], flags);
      const decoder = new StringDecoder("utf8");
      socket.on("data", (bytes: Buffer) => this.#tell(stream, decoder.write(bytes)));
      socket.unref();
      this.#ends.push({ stream, socket, fd, decoder });
    }
    this.#removeFolder();
  }

  /** Reads what has been written until now, so that a child that has ended is heard before idle. */
  flush(): void {
    for (const { stream, fd, decoder } of this.#ends) {
      for (let read = this.#read(fd); read > 0; read = this.#read(fd)) {
        this.#tell(stream, decoder.write(this.#buffer.subarray(0, read)));
      }
    }
    this.#pass("stderr", this.#notes.rest());
  }

  /** Stops to read. */
  close(): void {
    for (const { socket, fd } of this.#ends.splice(0)) {
      socket.destroy();
      closeSync(fd);
    }
    this.#removeFolder();
  }

  #removeFolder(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #read(fd: number): number {
    try {
      return readSync(fd, this.#buffer);
    } catch {
      // Nothing there.
      return 0;
    }
  }

  #tell(stream: StreamName, text: string): void {
    this.#pass(stream, stream === "stderr" ? this.#notes.take(text) : text);
  }

  #pass(stream: StreamName, text: string): void {
    if (text !== "") this.#heard(stream, text);
  }
}

function pipesIn(folder: string): NativePipes {
  return { stdout: join(folder, "stdout"), stderr: join(folder, "stderr") };
}
