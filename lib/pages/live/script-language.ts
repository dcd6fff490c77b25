import type { ScriptLanguage } from "../code/index.ts";

/** Which of the two languages that run in a page a notebook is written in. */
export function scriptLanguage(metadata: object): ScriptLanguage {
  const { kernelspec, language_info: info } = metadata as {
    kernelspec?: { language?: unknown };
    language_info?: { name?: unknown };
  };
  const name = info?.name ?? kernelspec?.language;
  return name === "javascript" ? "javascript" : "typescript";
}
