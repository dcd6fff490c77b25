import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import {
  ClientSockets,
  createConnectionInfo,
  type Header,
  type Json,
  type Message,
  writeConnectionFile,
} from "../wire/index.ts";

/** What one request brought: its reply and everything published for it until idle. */
export interface Exchange {
  reply: Message;
  outputs: Message[];
}

/** The file that the kernelspec runs. */
export const KERNEL_BIN = fileURLToPath(new URL("../bin/kernel.js", import.meta.url));

/** A real kernel process, spoken to over its sockets; needs the built package. */
export class LiveKernel {
  readonly child: ChildProcess;
  readonly directory: string;
  readonly sockets: ClientSockets;
  /** Everything that was received on iopub, in order. */
  readonly published: Message[] = [];
  readonly #folder: string;
  readonly #listeners = new Set<(message: Message, channel: string) => void>();
  /** Answers to the kernel's input requests, in order. */
  readonly answers: string[] = [];

  private constructor(
    folder: string,
    child: ChildProcess,
    info: Parameters<typeof ClientSockets.connect>[0],
  ) {
    this.#folder = folder;
    this.directory = folder;
    this.child = child;
    this.sockets = ClientSockets.connect(info, {
      message: (channel, message) => {
        if (channel === "iopub") this.published.push(message);
        if (message.header.msg_type === "input_request") this.#answer(message);
        for (const listener of this.#listeners) listener(message, channel);
      },
    });
  }

  /** Starts a kernel in an empty folder and waits until its outputs are heard. */
  static async start({
    env = {},
    through,
  }: {
    env?: Record<string, string>;
    through?: "sh";
  } = {}): Promise<LiveKernel> {
    const folder = mkdtempSync(join(tmpdir(), "kernel-test-"));
    // A free port may be another process's by the time the kernel binds it; a socket file in a folder
    // of our own cannot.
    const transport = process.platform === "win32" ? "tcp" : "ipc";
    const info = await createConnectionInfo({ transport });
    // Where they go with the folder, also if the kernel is killed.
    if (transport === "ipc") info.ip = join(folder, "socket");
    const file = join(folder, "connection.json");
    writeConnectionFile(file, info);
    const argv = [process.execPath, "--no-force-async-hooks-checks", KERNEL_BIN, file];
    // A shell in between stays the parent as long as it has something to do afterwards.
    const command = through === "sh" ? ["sh", "-c", '"$@"; :', "sh", ...argv] : argv;
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        ...process.env,
        DROPOUT_LAB_HISTORY: join(folder, "history.jsonl"),
        // Whatever the tests are run with.
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        DROPOUT_LAB_COLORS: undefined,
        ...env,
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const kernel = new LiveKernel(folder, child, info);
    await kernel.until((message) => message.header.msg_type === "iopub_welcome");
    return kernel;
  }

  /** Resolves with the first message from now on that fits. */
  until(fits: (message: Message, channel: string) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const listener = (message: Message, channel: string): void => {
        if (!fits(message, channel)) return;
        this.#listeners.delete(listener);
        resolve(message);
      };
      this.#listeners.add(listener);
    });
  }

  /** Sends a request and waits for its reply and for idle. */
  async request(channel: "shell" | "control", type: string, content: Json): Promise<Exchange> {
    const sent = this.send(channel, type, content);
    return sent.exchange;
  }

  /** Sends a request; its header and what will come of it. */
  send(
    channel: "shell" | "control",
    type: string,
    content: Json,
  ): { header: Header; exchange: Promise<Exchange> } {
    const { header } = this.sockets.send(channel, type, content);
    const outputs: Message[] = [];
    const mine = (message: Message): boolean => message.parent_header.msg_id === header.msg_id;
    const collect = (message: Message, from: string): void => {
      if (from === "iopub" && mine(message)) outputs.push(message);
    };
    this.#listeners.add(collect);
    const reply = this.until((message, from) => from === channel && mine(message));
    const idle = this.until(
      (message, from) =>
        from === "iopub" && mine(message) && message.content.execution_state === "idle",
    );
    const exchange = Promise.all([reply, idle]).then(([answer]) => {
      this.#listeners.delete(collect);
      return { reply: answer, outputs: [...outputs] };
    });
    return { header, exchange };
  }

  /** Runs a cell. */
  execute(code: string, more: Json = {}): Promise<Exchange> {
    return this.start(code, more).exchange;
  }

  /** Sends a cell and does not wait. */
  start(code: string, more: Json = {}): { header: Header; exchange: Promise<Exchange> } {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
      ...more,
    };
    return this.send("shell", "execute_request", content);
  }

  /** Resolves once the given cell has printed this text. */
  printed(text: string): Promise<Message> {
    return this.until(
      (message) =>
        message.header.msg_type === "stream" && String(message.content.text).includes(text),
    );
  }

  /** Shuts the kernel down, or kills it if it does not go, and removes its folder. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      this.sockets.send("control", "shutdown_request", { restart: false });
      const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(impatient);
    }
    this.sockets.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #answer(request: Message): void {
    const value = this.answers.shift() ?? "";
    const { header: parent } = request;
    this.sockets.send("stdin", "input_reply", { status: "ok", value }, { parent });
  }
}

/** The text that an exchange printed to a stream, without its colours. */
export function streamText({ outputs }: Exchange, name = "stdout"): string {
  const streams = outputs.filter(
    ({ header, content }) => header.msg_type === "stream" && content.name === name,
  );
  return plain(streams.map(({ content }) => content.text).join(""));
}

/** The text/plain of an exchange's result without its colours, undefined if there is none. */
export function resultText({ outputs }: Exchange): string | undefined {
  const result = outputs.find(({ header }) => header.msg_type === "execute_result");
  return result && plain((result.content.data as Json)["text/plain"]);
}

/** A text without its colours. */
export function plain(text: unknown): string {
  return stripVTControlCharacters(String(text));
}
