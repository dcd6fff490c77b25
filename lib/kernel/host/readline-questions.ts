import type { EventEmitter } from "node:events";
import { createRequire, syncBuiltinESMExports } from "node:module";
import type { Ask } from "./prompt.ts";
import { StandardInput, type StandardInputOptions } from "./standard-input.ts";

type Options = { input?: unknown; output?: unknown };
type Callback = (answer: string) => void;

interface Interface extends EventEmitter {
  question: unknown;
  prompt: unknown;
  getPrompt(): string;
  [Symbol.asyncIterator]: unknown;
}

const load = createRequire(import.meta.url);

/**
 * Makes `process.stdin` and the readline interfaces over it ask the frontend. `question` of an
 * interface asks at once; a loop over its lines asks for one a turn.
 */
export function askThroughReadline(
  ask: Ask,
  cells: Pick<StandardInputOptions, "isRunning" | "fail">,
): void {
  const answer = (prompt: string): string => {
    const given = ask({ prompt, password: false });
    if ("refused" in given) throw new Error(given.refused);
    return given.value;
  };
  const stdin = new StandardInput({ answer, ...cells });
  Object.defineProperty(process, "stdin", { value: stdin, configurable: true, writable: true });
  wrap(load("node:readline"), (made) => {
    made.question = (query: string, options: unknown, callback?: Callback): void => {
      const then = (typeof options === "function" ? options : callback) as Callback;
      const given = answer(query);
      process.nextTick(then, given);
    };
  });
  wrap(load("node:readline/promises"), (made) => {
    made.question = async (query: string): Promise<string> => answer(query);
  });
  syncBuiltinESMExports();

  function wrap(
    module: { createInterface: (input: unknown, ...rest: unknown[]) => object },
    change: (made: Interface) => void,
  ): void {
    const original = module.createInterface;
    module.createInterface = (first, ...rest) => {
      const { input = first } = (first ?? {}) as Options;
      if (input !== stdin) return original(first, ...rest);
      const made = stdin.adopt(() => original(first, ...rest) as Interface);
      change(made);
      // A line each time that the loop asks for one; it ends by `break`.
      made[Symbol.asyncIterator] = async function* () {
        for (;;) yield answer("");
      };
      // Listeners get the lines; what they are asked with is the interface's own prompt.
      made.prompt = () => {
        stdin.prompt = made.getPrompt();
      };
      return made;
    };
  }
}
