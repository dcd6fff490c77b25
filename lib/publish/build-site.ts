import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeSite } from "../page/index.ts";
import type { Lesson } from "./lessons.ts";
import { type RunLessonsOptions, runLessons } from "./run-lessons.ts";

export interface BuildSiteOptions extends RunLessonsOptions {
  lessons: readonly Lesson[];
  /** The folder that the pages are written into. */
  output: string;
  /** Told one sentence for everything that a page has to do without, such as a missing picture. */
  warn?: (sentence: string) => void;
}

/**
 * Runs lessons and writes their pages; a lesson that fails keeps the page it had.
 *
 * @returns for each lesson that failed one sentence, and what its page is now
 */
export async function buildSite(options: BuildSiteOptions): Promise<string[]> {
  const results = await runLessons(options.lessons, options);
  options.signal?.throwIfAborted();
  const pages = results.map(({ lesson, ...result }) => ({
    name: lesson.name,
    directory: dirname(lesson.path),
    notebook: "notebook" in result ? result.notebook : lesson.notebook,
    keepPage: "failure" in result,
  }));
  const { output, warn = () => {} } = options;
  const failures = results.flatMap((result) => {
    if (!("failure" in result)) return [];
    const isThere = existsSync(join(output, `${result.lesson.name}.html`));
    const now = isThere ? "stays as it was" : "shows what its file stores";
    return [`${result.failure}\n  (its page ${now})`];
  });
  await writeSite(pages, output, { warn });
  return failures;
}
