import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { LoadedModule } from "../link/loaded-module.ts";

/** The local modules that were compiled, by URL: where in the source a compiled place comes from. */
export class LoadedModules {
  readonly #modules = new Map<string, LoadedModule & { trace?: TraceMap }>();
  readonly #port: MessagePort;

  /** `port` brings the modules that are compiled for `import`. */
  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** Takes a module that was compiled for `require`. */
  add(module: LoadedModule): void {
    this.#modules.set(module.url, module);
  }

  /** Whether the module was compiled here. */
  has(url: string): boolean {
    this.#takeImported();
    return this.#modules.has(url);
  }

  /** The source of a module and the 1-based place in it; undefined for a module not compiled here. */
  locate(
    url: string,
    line: number,
    column: number,
  ): { path: string; source: string; line: number; column: number } | undefined {
    this.#takeImported();
    const module = this.#modules.get(url);
    if (module === undefined) return undefined;
    module.trace ??= new TraceMap(module.map);
    const found = originalPositionFor(module.trace, { line, column: column - 1 });
    const { path, source } = module;
    if (found.line === null) return { path, source, line, column };
    return { path, source, line: found.line, column: found.column + 1 };
  }

  /** Places are asked for before the event of a module's message has had its turn. */
  #takeImported(): void {
    let next = receiveMessageOnPort(this.#port);
    for (; next !== undefined; next = receiveMessageOnPort(this.#port)) {
      this.add(next.message as LoadedModule);
    }
  }
}
