import { createRequire, syncBuiltinESMExports } from "node:module";
import { PassThrough } from "node:stream";
import type { Ask } from "./outbox.ts";

type Options = { input?: unknown; output?: unknown };
type Create = (input: Options | unknown, ...rest: unknown[]) => object;
type Callback = (answer: string) => void;

const load = createRequire(import.meta.url);

/**
 * Makes `question` of a readline interface over `process.stdin`, which a kernel does not have, ask
 * the frontend; `prompt` gives its line to the interface's listeners, `for await` gets one a turn.
 */
export function askThroughReadline(ask: Ask): void {
  const answer = (prompt: string): string => {
    const given = ask({ prompt, password: false });
    if ("refused" in given) throw new Error(given.refused);
    return given.value;
  };
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
    module: { createInterface: Create },
    change: (made: { question: unknown }) => void,
  ): void {
    const original = module.createInterface;
    module.createInterface = (first, ...rest) => {
      const { input = first } = (first ?? {}) as Options;
      if (input !== process.stdin) return original(first, ...rest);
      const made = original({ input: new PassThrough() }) as ReturnType<
        typeof import("node:readline").createInterface
      >;
      change(made);
      // A line each time that the loop asks for one; it ends by `break`.
      made[Symbol.asyncIterator] = async function* () {
        for (;;) yield answer("");
      };
      made.prompt = () => void made.emit("line", answer(made.getPrompt()));
      return made;
    };
  }
}
