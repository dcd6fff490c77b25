import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import type {
  ConfigurationParams,
  FileEvent,
  InitializeParams,
} from "vscode-languageserver-protocol";
import { JsonRpc } from "./json-rpc.ts";

/** What the server asks for as the sections `typescript`, `javascript` and `js/ts`. */
const SETTINGS = {
  // Otherwise the server runs `npm install @types/...` for every import that it does not resolve.
  disableAutomaticTypeAcquisition: true,
  tsserver: { automaticTypeAcquisition: { enabled: false } },
  suggest: { autoImports: false, completeFunctionCalls: false },
};

const CAPABILITIES: InitializeParams["capabilities"] = {
  workspace: { configuration: true },
  textDocument: {
    completion: {
      completionItem: {
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ["markdown", "plaintext"],
      },
      completionList: { itemDefaults: ["editRange", "commitCharacters"] },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown", "plaintext"],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
      },
    },
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** Of its own accord the server would write its log and the project's errors with every change. */
const QUIET = { logVerbosity: 0, disablePushDiagnostics: true };

/** How a `LanguageServer` is started. */
export interface ServerOptions {
  executable: string;
  directory: string;
  /** Called once when the process ends without `stop`. */
  onDeath: () => void;
}

/** One server process and the documents that are open in it, addressed by absolute path. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #connection: JsonRpc;
  readonly #versions = new Map<string, number>();
  readonly #exited: Promise<void>;
  #alive = true;

  private constructor({ executable, directory, onDeath }: ServerOptions) {
    this.#process = spawn(executable, ["--lsp", "--stdio"], {
      cwd: directory,
      // Its log is of no use to a learner, and an unread pipe would fill up.
      stdio: ["pipe", "pipe", "ignore"],
      // Collecting while it loads the libraries, all of which stay, takes as long as loading them.
      // What this much lets pile up later, `collect` takes away. (A hard GOMEMLIMIT would make it
      // collect without end in a large project.)
      env: { ...process.env, GOGC: process.env.GOGC ?? "400" },
    });
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error("language server: stdin and stdout must be pipes");
    stdin.on("error", () => {});
    this.#exited = new Promise((resolve) => {
      const ended = () => {
        resolve();
        if (!this.#alive) return;
        this.#alive = false;
        this.#connection.close(new Error("language server: ended"));
        onDeath();
      };
      this.#process.once("exit", ended);
      this.#process.once("error", ended);
    });
    this.#connection = new JsonRpc(stdout, stdin, { answer, fail: () => this.kill() });
  }

  /** Spawns the process and shakes hands. */
  static async start(options: ServerOptions): Promise<LanguageServer> {
    const server = new LanguageServer(options);
    const uri = pathToFileURL(options.directory).href;
    await server.request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "notebook" }],
      capabilities: CAPABILITIES,
      initializationOptions: QUIET,
    });
    server.#connection.notify("initialized", {});
    return server;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The process's id, for whoever measures it. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Sets a document's text: opens it the first time. */
  write(path: string, text: string): void {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    const uri = pathToFileURL(path).href;
    if (version === 1) {
      const languageId = path.endsWith(".json")
        ? "json"
        : path.endsWith("x")
          ? "typescriptreact"
          : "typescript";
      this.#connection.notify("textDocument/didOpen", {
        textDocument: { uri, languageId, version, text },
      });
    } else {
      const textDocument = { uri, version };
      this.#connection.notify("textDocument/didChange", {
        textDocument,
        contentChanges: [{ text }],
      });
    }
  }

  /** Tells of changes on the disk. */
  filesChanged(changes: FileEvent[]): void {
    this.#connection.notify("workspace/didChangeWatchedFiles", { changes });
  }

  /** Makes the server give up the memory that it no longer needs, beside its other work. */
  collect(): void {
    // A server that lacks it, or ends, does no harm.
    this.request("custom/runGC").catch(() => {});
  }

  /** Sends a request; rejects when the server answers with an error or ends. */
  request<Result>(method: string, params?: object): Promise<Result> {
    return this.#connection.request<Result>(method, params);
  }

  /** A request about one document. */
  ask<Result>(method: string, path: string, params: object = {}): Promise<Result> {
    const textDocument = { uri: pathToFileURL(path).href };
    return this.request(`textDocument/${method}`, { textDocument, ...params });
  }

  /** Ends the process at once, as if it had died; `onDeath` follows. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#alive) {
      this.#alive = false;
      this.#connection.close(new Error("language server: stopped"));
      // There is nothing to save: no need to ask for a shutdown first.
      this.#process.kill("SIGKILL");
    }
    await this.#exited;
  }
}

/** Answers the server's questions: it waits until its registrations and the like are answered. */
function answer(method: string, params: unknown): unknown {
  if (method !== "workspace/configuration") return null;
  const { items } = params as ConfigurationParams;
  return items.map(({ section }) => (section === "editor" ? null : SETTINGS));
}
