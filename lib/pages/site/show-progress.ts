import { SingleBar } from "cli-progress";
import type { Lesson } from "./lessons.ts";
import type { LessonEvent } from "./run-lessons.ts";

/**
 * Shows how lessons go: as a bar over all cells on a terminal, else as a line for each lesson.
 *
 * @returns what hears the events, and what ends the bar
 */
export function showProgress(
  lessons: readonly Lesson[],
  stream: NodeJS.WriteStream = process.stderr,
): { onProgress: (event: LessonEvent) => void; stop: () => void } {
  if (!stream.isTTY) {
    const onProgress = ({ lesson, cells, result }: LessonEvent) => {
      if (result) stream.write(`${lesson.name}: ${outcome(result, cells)}\n`);
    };
    return { onProgress, stop: () => {} };
  }
  const done = new Map<string, number>();
  const total = lessons.reduce((sum, { notebook }) => sum + codeCells(notebook), 0);
  const bar = new SingleBar({
    format: "{bar} {value} of {total} cells · {lesson}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    stream,
  });
  bar.start(total, 0, { lesson: "starting" });
  return {
    onProgress: ({ lesson, done: cells }) => {
      done.set(lesson.name, cells);
      const value = [...done.values()].reduce((sum, count) => sum + count, 0);
      bar.update(value, { lesson: lesson.name });
    },
    stop: () => bar.stop(),
  };
}

function outcome(result: NonNullable<LessonEvent["result"]>, cells: number): string {
  if ("failure" in result) return "failed";
  return result.isCached ? "not changed since its last run" : `ran ${cells} cells`;
}

function codeCells({ cells }: Lesson["notebook"]): number {
  return cells.filter(({ cell_type }) => cell_type === "code").length;
}
