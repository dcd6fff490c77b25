import { join } from "node:path";
import { LanguageServer } from "./server.ts";

/** What a `Session` is made of. */
export interface SessionOptions {
  executable: string;
  directory: string;
  /** Milliseconds after which a request is given up and the server restarted. */
  timeout: number;
  /** Documents that a new server gets before all others, until they are written themselves. */
  bootstrap: ReadonlyMap<string, string>;
  onNotice: (sentence: string) => void;
}

/** How long the job that nobody waits for any more may take to end, in milliseconds. */
const GRACE = 300;

/** A server that dies more often than this is not started again. */
const RESTARTS = 5;

/** After so many jobs the server's memory is collected: each leaves behind 0.4 MB, as measured. */
const JOBS_OF_GARBAGE = 64;

/**
 * The documents of one notebook in a server that may end at any time: it is then started again
 * with all of them. Jobs run one after the other, since they share documents, and never reject.
 */
export class Session {
  readonly #options: SessionOptions;
  /** Every document by name, to fill a new server. */
  readonly #documents = new Map<string, string>();
  #server: LanguageServer | undefined;
  /** A server on its way, in the place of one that died. */
  #starting: Promise<void> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  /** Jobs that have not been done. */
  #pending = 0;
  #done = 0;
  #deaths = 0;
  /** The number of the latest job, and of the one that is being done. */
  #latest = 0;
  #current = 0;
  /** The job that nobody waits for any more, and the server that was ended for it. */
  #cancelled = 0;
  #killed: LanguageServer | undefined;
  #isDisposed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The server's process id, undefined while there is none. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** The absolute path of a document. */
  path(name: string): string {
    return join(this.#options.directory, name);
  }

  /** Sets a document's text, here and in the server. */
  write(name: string, text: string): void {
    if (this.#documents.get(name) === text) return;
    this.#documents.set(name, text);
    this.#server?.write(this.path(name), text);
  }

  /** Starts the server with the documents written so far; rejects if it cannot be started. */
  async launch(): Promise<void> {
    const { executable, directory } = this.#options;
    const server = await LanguageServer.start({
      executable,
      directory,
      onDeath: () => this.#onDeath(server),
    });
    if (this.#isDisposed) return server.stop();
    for (const [name, text] of this.#options.bootstrap) server.write(this.path(name), text);
    for (const [name, text] of this.#documents) server.write(this.path(name), text);
    this.#server = server;
  }

  /**
   * Runs a job when those before it are done, before it returns if there are none: a cell waits for
   * it. `empty` stands for what no server can answer.
   */
  run<Result>(
    name: string,
    empty: Result,
    job: (server: LanguageServer) => Promise<Result>,
  ): Promise<Result> {
    const number = ++this.#latest;
    const start = () => {
      this.#current = number;
      const done = number === this.#cancelled ? Promise.resolve(empty) : this.#do(name, empty, job);
      return done.finally(() => {
        this.#current = 0;
        this.#pending--;
      });
    };
    const result = this.#pending++ === 0 ? start() : this.#queue.then(start);
    this.#queue = result;
    return result;
  }

  /** Says that nobody waits for the latest job any more: the next ones need not wait, either. */
  cancel(): void {
    const job = this.#latest;
    this.#cancelled = job;
    setTimeout(() => {
      if (this.#current !== job) return;
      this.#killed = this.#server;
      this.#killed?.kill();
    }, GRACE).unref();
  }

  /** Ends the server; jobs that still wait are answered with nothing. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const server = this.#server;
    this.#server = undefined;
    await server?.stop();
    await this.#starting;
    await this.#queue;
  }

  async #do<Result>(
    name: string,
    empty: Result,
    job: (server: LanguageServer) => Promise<Result>,
  ): Promise<Result> {
    if (this.#starting) await this.#starting;
    const server = this.#server;
    if (!server || this.#isDisposed) return empty;
    const timer = setTimeout(() => {
      this.#notice("The type checker took too long over a cell and is stopped.");
      server.kill();
    }, this.#options.timeout);
    try {
      return await job(server);
    } catch (error) {
      if (server.alive && !this.#isDisposed) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#notice(`The type checker could not answer (${name}): ${reason.split("\n")[0]}`);
      }
      return empty;
    } finally {
      clearTimeout(timer);
      if (++this.#done % JOBS_OF_GARBAGE === 0) server.collect();
    }
  }

  #onDeath(server: LanguageServer): void {
    if (this.#server !== server || this.#isDisposed) return;
    this.#server = undefined;
    if (server !== this.#killed) this.#deaths++;
    if (this.#deaths > RESTARTS) {
      this.#notice("The type checker keeps ending: cells run unchecked from now on.");
      return;
    }
    if (server !== this.#killed) {
      this.#notice("The type checker ended and is started again; no declaration is lost.");
    }
    this.#starting = this.launch()
      .catch(() => {
        this.#notice("The type checker cannot be started: cells run unchecked from now on.");
      })
      .finally(() => {
        this.#starting = undefined;
      });
  }

  #notice(sentence: string): void {
    this.#options.onNotice(sentence);
  }
}
