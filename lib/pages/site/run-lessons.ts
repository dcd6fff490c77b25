import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { type KernelSpec, startKernel } from "../client/index.ts";
import { CellError, type Notebook, runNotebook } from "../notebook/index.ts";
import type { LessonCache } from "./lesson-cache.ts";
import type { Lesson } from "./lessons.ts";

/** How a lesson went: its executed notebook, or one sentence that names the cell. */
export type LessonResult =
  | { lesson: Lesson; notebook: Notebook; isCached: boolean }
  | { lesson: Lesson; failure: string };

export interface RunLessonsOptions {
  kernel: KernelSpec;
  cache?: LessonCache | undefined;
  onProgress?: ((event: LessonEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** How many run at once; as many as there are cores by default. */
  parallel?: number | undefined;
}

/** Sent when a lesson starts, after each of its cells, and, with its result, when it has ended. */
export interface LessonEvent {
  lesson: Lesson;
  done: number;
  cells: number;
  result?: LessonResult;
}

/**
 * Runs lessons, each on a kernel of its own that starts in the lesson's folder; those in the cache
 * are taken from there. A lesson that fails does not stop the others.
 *
 * @returns the results in the order of the lessons
 */
export async function runLessons(
  lessons: readonly Lesson[],
  options: RunLessonsOptions,
): Promise<LessonResult[]> {
  const results: LessonResult[] = [];
  const waiting = lessons.entries();
  const work = async () => {
    // All workers draw from the one iterator.
    for (const [index, lesson] of waiting) {
      const result = await runLesson(lesson, options);
      results[index] = result;
      const cells = lesson.notebook.cells.filter(({ cell_type }) => cell_type === "code").length;
      options.onProgress?.({ lesson, done: cells, cells, result });
    }
  };
  const workers = Math.min(lessons.length, options.parallel ?? availableParallelism());
  // Settled, so that no kernel still runs when one worker's unforeseen error is thrown.
  const settled = await Promise.allSettled(Array.from({ length: workers }, work));
  for (const outcome of settled) if (outcome.status === "rejected") throw outcome.reason;
  return results;
}

async function runLesson(lesson: Lesson, options: RunLessonsOptions): Promise<LessonResult> {
  const { kernel: spec, cache, signal, onProgress } = options;
  signal?.throwIfAborted();
  const cached = cache?.get(lesson);
  if (cached) return { lesson, notebook: cached, isCached: true };
  const abort = signal ? { signal } : {};
  try {
    // What a lesson runs is no history of the learner's, and a page's colours are no terminal's.
    const env = {
      DROPOUT_LAB_HISTORY: "off",
      DROPOUT_LAB_COLORS: "errors",
      DROPOUT_LAB_PROGRESS: "off",
    };
    const kernel = await startKernel(spec, { directory: dirname(lesson.path), env, ...abort });
    try {
      const notebook = await runNotebook(lesson.notebook, {
        kernel,
        subject: lesson.name,
        onProgress: (progress) => onProgress?.({ lesson, ...progress }),
        ...abort,
      });
      cache?.set(lesson, notebook);
      return { lesson, notebook, isCached: false };
    } finally {
      await kernel.shutdown();
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof CellError) return { lesson, failure: error.message };
    // Whatever else it is, the other lessons have nothing to do with it.
    return { lesson, failure: `${lesson.name}: ${(error as Error).message}` };
  }
}
