import { join } from "node:path";
import { formatNotebook, parseNotebook } from "../../notebook/index.ts";
import type { Lesson } from "../lessons.ts";

/** The text of a lesson's file: a title and these code cells. */
export function lessonText(title: string, ...sources: string[]): string {
  const code = sources.map((source, index) => ({
    cell_type: "code" as const,
    id: `code-${index + 1}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  }));
  return formatNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "dropout-lab", display_name: "TypeScript", language: "typescript" },
    },
    cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: `# ${title}` }, ...code],
  });
}

/** A lesson that is stored nowhere. */
export function lesson(directory: string, name: string, ...sources: string[]): Lesson {
  const text = lessonText(name, ...sources);
  return { name, path: join(directory, `${name}.ipynb`), text, notebook: parseNotebook(text) };
}
