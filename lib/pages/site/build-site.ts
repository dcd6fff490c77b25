import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lesson } from "./lessons.ts";
import { type RunLessonsOptions, runLessons } from "./run-lessons.ts";
import { writeSite } from "./write-site.ts";

export interface BuildSiteOptions extends RunLessonsOptions {
  lessons: readonly Lesson[];
  /** Notebooks that are no lessons of the course. */
  guides?: readonly Lesson[];
  /** Whether the playground is a page of the site. */
  playground?: boolean;
  /** The folder that the pages are written into. */
  output: string;
  /** Told one sentence for everything that a page has to do without, such as a missing picture. */
  warn?: (sentence: string) => void;
}

/**
 * Runs lessons and guides and writes their pages; one that fails keeps the page it had, and keeps
 * no other from its page.
 *
 * @returns for each that failed one sentence, and what its page is now
 */
export async function buildSite(options: BuildSiteOptions): Promise<string[]> {
  const { lessons, guides = [] } = options;
  const results = await runLessons([...lessons, ...guides], options);
  options.signal?.throwIfAborted();
  const pages = results.map(({ lesson, ...result }) => ({
    name: lesson.name,
    directory: dirname(lesson.path),
    notebook: "notebook" in result ? result.notebook : lesson.notebook,
    keepPage: "failure" in result,
  }));
  const { output, playground = false, warn = () => {} } = options;
  const hasPage = ({ name }: Lesson) => existsSync(join(output, `${name}.html`));
  const failures = results.flatMap((result) => {
    if (!("failure" in result)) return [];
    const now = hasPage(result.lesson) ? "stays as it was" : "shows what its file stores";
    return [`${result.failure}\n  (its page ${now})`];
  });
  const failed = (name: string, error: Error) => {
    failures.push(`${name}: must be a notebook that can be made a page, got ${error.message}`);
  };
  await writeSite(pages.slice(0, lessons.length), output, {
    guides: pages.slice(lessons.length),
    playground,
    warn,
    failed,
  });
  return failures;
}
