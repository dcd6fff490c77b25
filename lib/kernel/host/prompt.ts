import type { InputAnswer } from "../link/messages.ts";

/** Asks and waits: what `prompt` stands on. */
export type Ask = (question: { prompt: string; password: boolean }) => InputAnswer;

/** The browser's three dialogs as globals, answered by the frontend's input box. */
export function defineDialogs(ask: Ask): void {
  const answer = (prompt: string, password = false): string => {
    const given = ask({ prompt, password });
    if ("refused" in given) throw new Error(given.refused);
    return given.value;
  };
  const dialogs = {
    prompt(message = "", initial = ""): string {
      const hint = initial === "" ? "" : `[${initial}] `;
      const given = answer(`${message} ${hint}`.trimStart());
      return given === "" ? String(initial) : given;
    },
    confirm(message = ""): boolean {
      return /^\s*y(es)?\s*$/i.test(answer(`${message} [y/N] `.trimStart()));
    },
    alert(message = ""): void {
      answer(`${message} [Enter] `.trimStart());
    },
  };
  for (const [name, value] of Object.entries(dialogs)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
