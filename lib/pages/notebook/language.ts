import type { Notebook } from "./notebook.ts";
import { NotebookError } from "./parse-notebook.ts";

/** Kernels whose notebooks may say no language (nbformat asks only for the kernel's name). */
const TYPESCRIPT_KERNELS = new Set(["dropout-lab", "tslab", "jslab", "deno"]);

/** The notebook's language in lower case, by its kernelspec or else its language_info. */
export function languageOf(notebook: Notebook): string | undefined {
  const { kernelspec, language_info } = notebook.metadata;
  const named = kernelspec?.language ?? language_info?.name;
  if (named !== undefined) return named.toLowerCase();
  return kernelspec && TYPESCRIPT_KERNELS.has(kernelspec.name) ? "typescript" : undefined;
}

/**
 * Refuses a notebook that a TypeScript kernel cannot run: one without a kernelspec or of another
 * language. Those of tslab, Deno and other TypeScript or JavaScript kernels pass.
 *
 * @param subject what the error starts with: the file's name
 * @throws {NotebookError}
 */
export function requireTypeScript(notebook: Notebook, subject = "notebook"): void {
  const { kernelspec } = notebook.metadata;
  if (!kernelspec) {
    throw new NotebookError(
      `${subject}: must have a kernelspec in its metadata, got none; choose a kernel in Jupyter and save it`,
    );
  }
  const language = languageOf(notebook);
  if (language !== "typescript" && language !== "javascript") {
    throw new NotebookError(
      `${subject}: must be a TypeScript or JavaScript notebook, got ${language ?? `the kernel ${kernelspec.name} and no language`}`,
    );
  }
}
