import type { Worker } from "node:worker_threads";
import type { PlainFigure } from "./headless-plotly.ts";
import type { Drawing, PictureReply, PictureRequest } from "./worker.ts";

interface Waiting {
  resolve(png: Uint8Array): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** How a drawing becomes a picture. */
export interface DrawOptions {
  /** Device pixels a CSS pixel; 2 unless told. */
  scale?: number;
  /** Milliseconds after which the worker is given up; 60 000 unless told. */
  timeout?: number;
}

/** How a picture is made of a figure. */
export interface PictureOptions extends DrawOptions {
  width: number;
  height: number;
}

/**
 * Draws pictures in a thread of its own, which starts with the first need, keeps no process alive
 * while it has nothing to do, and is replaced by a new one after it failed.
 */
export class PictureWorker {
  readonly #script: URL;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(script: URL) {
    this.#script = script;
  }

  /** Starts the thread, so that the first picture does not wait for it. */
  warmUp(): void {
    this.#start().unref();
  }

  /** The figure as PNG; rejects when plotly.js cannot draw it, or not in time. */
  draw(figure: PlainFigure, { width, height, ...options }: PictureOptions): Promise<Uint8Array> {
    return this.#ask({ figure, width, height }, options);
  }

  /** An SVG document as PNG. */
  drawSvg(svg: string, options: DrawOptions = {}): Promise<Uint8Array> {
    return this.#ask({ svg }, options);
  }

  #ask(drawing: Drawing, { scale = 2, timeout = 60_000 }: DrawOptions): Promise<Uint8Array> {
    const worker = this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#giveUp(worker, new Error(`picture: took longer than ${timeout} ms`)),
        timeout,
      );
      this.#waiting.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, drawing, scale } satisfies PictureRequest);
    });
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    // Not imported, so that a bundler for pages can take this module along.
    const threads = process.getBuiltinModule("node:worker_threads");
    // Its own streams: what a library prints there is no output of a cell. None of the process's
    // flags: some, such as --input-type, stop a thread from starting.
    const worker = new threads.Worker(this.#script, { stdout: true, stderr: true, execArgv: [] });
    worker.on("message", (reply: PictureReply) => this.#settle(worker, reply));
    worker.on("error", (error: unknown) => this.#giveUp(worker, failure(String(error))));
    worker.on("exit", (code) => this.#giveUp(worker, failure(`the thread ended with ${code}`)));
    this.#worker = worker;
    return worker;
  }

  #settle(worker: Worker, reply: PictureReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if (this.#waiting.size === 0) worker.unref();
    if ("png" in reply) waiting.resolve(reply.png);
    else waiting.reject(failure(reply.failure));
  }

  #giveUp(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    void worker.terminate();
  }
}

function failure(reason: string): Error {
  return new Error(`picture: could not be drawn: ${reason}`);
}
