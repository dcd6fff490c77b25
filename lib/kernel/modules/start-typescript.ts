import type { ChildProcess, ForkOptions } from "node:child_process";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { extname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Worker, WorkerOptions } from "node:worker_threads";
import { isFile, isInstalled } from "../language/modules/index.ts";

const require = createRequire(import.meta.url);
const REGISTER = new URL("../modules/register-in-thread.js", import.meta.url);
let isDone = false;

/**
 * Lets `new Worker(…)` of node:worker_threads and `fork(…)` of node:child_process start TypeScript,
 * with a path from the notebook's folder too. It runs there as it does when a cell imports it.
 */
export function startTypeScript(directory: string): void {
  if (isDone) return;
  isDone = true;
  const threads = require("node:worker_threads") as { Worker: typeof Worker };
  const processes = require("node:child_process") as { fork: Fork };
  const hooks = `--import=${REGISTER.href}?directory=${encodeURIComponent(pathToFileURL(directory).href)}`;
  threads.Worker = workerClass(threads.Worker, { directory, hooks });
  processes.fork = forker(processes.fork, { directory, hooks });
  syncBuiltinESMExports();
}

type Fork = (file: string | URL, ...rest: [(readonly string[])?, ForkOptions?]) => ChildProcess;

interface Start {
  directory: string;
  /** The option that makes a thread or a process load TypeScript. */
  hooks: string;
}

function workerClass(Original: typeof Worker, { directory, hooks }: Start): typeof Worker {
  return class Worker extends Original {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      const path = options.eval === true ? undefined : typeScriptOf(file, directory);
      if (path === undefined) super(file, options);
      else super(path, { ...options, execArgv: [...(options.execArgv ?? []), hooks] });
    }
  };
}

function forker(original: Fork, { directory, hooks }: Start): Fork {
  return function fork(file, ...rest) {
    const args = Array.isArray(rest[0]) ? rest[0] : [];
    const options = (Array.isArray(rest[0]) ? rest[1] : (rest[0] ?? rest[1])) as
      | ForkOptions
      | undefined;
    const from = options?.cwd === undefined ? process.cwd() : String(options.cwd);
    const path = typeScriptOf(file, directory, from);
    if (path === undefined) return original(file, ...rest);
    const execArgv = [...(options?.execArgv ?? process.execArgv), hooks];
    return original(path, args, { ...options, execArgv });
  };
}

/** The path of the learner's TypeScript that is to be started; undefined for anything else. */
function typeScriptOf(file: unknown, directory: string, from = process.cwd()): string | undefined {
  const path =
    file instanceof URL && file.protocol === "file:"
      ? fileURLToPath(file)
      : typeof file === "string"
        ? [from, directory].map((folder) => resolve(folder, file)).find(isFile)
        : undefined;
  if (path === undefined || isInstalled(path)) return undefined;
  return /^\.[cm]?tsx?$/.test(extname(path)) ? path : undefined;
}
