import { SingleBar } from "cli-progress";
import type { Lesson } from "./lessons.ts";
import type { LessonEvent } from "./run-lessons.ts";

/**
 * Shows how lessons go: as a bar over all cells on a terminal, else as a line for each lesson; at the
 * end, how many ran and how long that took.
 *
 * @returns what hears the events, and what ends the bar and says the time
 */
export function showProgress(
  lessons: readonly Lesson[],
  stream: NodeJS.WriteStream = process.stderr,
): { onProgress: (event: LessonEvent) => void; stop: () => void } {
  const began = performance.now();
  // Until the last one had run: pages may still be written after that.
  let [ran, seconds] = [0, 0];
  const note = ({ result }: LessonEvent) => {
    if (!result || !("notebook" in result) || result.isCached) return;
    ran++;
    seconds = Math.round((performance.now() - began) / 1000);
  };
  const sayTime = () => {
    if (ran > 0) stream.write(`${ran} of ${lessons.length} notebooks ran in ${seconds} s\n`);
  };
  if (!stream.isTTY) {
    const onProgress = (event: LessonEvent) => {
      const { lesson, cells, result } = event;
      note(event);
      if (result) stream.write(`${lesson.name}: ${outcome(result, cells)}\n`);
    };
    return { onProgress, stop: sayTime };
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
    onProgress: (event) => {
      const { lesson, done: cells } = event;
      note(event);
      done.set(lesson.name, cells);
      const value = [...done.values()].reduce((sum, count) => sum + count, 0);
      bar.update(value, { lesson: lesson.name });
    },
    stop: () => {
      bar.stop();
      sayTime();
    },
  };
}

function outcome(result: NonNullable<LessonEvent["result"]>, cells: number): string {
  if ("failure" in result) return "failed";
  return result.isCached ? "not changed since its last run" : `ran ${cells} cells`;
}

function codeCells({ cells }: Lesson["notebook"]): number {
  return cells.filter(({ cell_type }) => cell_type === "code").length;
}
