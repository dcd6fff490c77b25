import { expect, test } from "vitest";
import { languageOf, requireTypeScript } from "./language.ts";
import type { NotebookMetadata } from "./notebook.ts";
import { NotebookError } from "./parse-notebook.ts";
import { notebookOf } from "./testing/cells.ts";

const withMetadata = (metadata: NotebookMetadata) => ({ ...notebookOf(), metadata });
const spec = (name: string, language?: string) =>
  withMetadata({ kernelspec: { name, display_name: name, ...(language && { language }) } });

test.each([
  ["ours", spec("dropout-lab", "typescript")],
  ["tslab", spec("tslab", "typescript")],
  ["jslab", spec("jslab", "javascript")],
  ["deno", spec("deno", "typescript")],
  ["tslab without a language", spec("tslab")],
  ["another kernel's", spec("my-kernel", "TypeScript")],
  [
    "one that says its language elsewhere",
    withMetadata({
      kernelspec: { name: "x", display_name: "x" },
      language_info: { name: "typescript" },
    }),
  ],
])("a notebook of %s is accepted", (_, notebook) => {
  expect(() => requireTypeScript(notebook)).not.toThrow();
});

test.each([
  [
    withMetadata({}),
    "a.ipynb: must have a kernelspec in its metadata, got none; choose a kernel in Jupyter and save it",
  ],
  [spec("python3", "python"), "a.ipynb: must be a TypeScript or JavaScript notebook, got python"],
  [
    spec("mystery"),
    "a.ipynb: must be a TypeScript or JavaScript notebook, got the kernel mystery and no language",
  ],
])("another notebook is refused with one sentence %#", (notebook, sentence) => {
  expect(() => requireTypeScript(notebook, "a.ipynb")).toThrow(new NotebookError(sentence));
});

test("the language is the kernelspec's, else the language_info's, in lower case", () => {
  expect(languageOf(spec("x", "R"))).toBe("r");
  expect(languageOf(withMetadata({ language_info: { name: "Python" } }))).toBe("python");
  expect(languageOf(withMetadata({}))).toBeUndefined();
});
