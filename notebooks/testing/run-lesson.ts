import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type KernelSpec, startKernel } from "dropout-lab-pages/client";
import { type Notebook, runNotebook } from "dropout-lab-pages/notebook";
import { type Lesson, readLessons } from "dropout-lab-pages/site";

/** The folder of the lessons. */
export const directory = fileURLToPath(new URL("..", import.meta.url));

/** Every notebook of a folder; throws where one cannot be read or there is none: none may be left out. */
export function readAll(folder: string, read = readLessons): readonly Lesson[] {
  const { lessons, failures } = read(folder);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  return lessons;
}

/** Each lesson with its name, as `test.each` takes it. */
export const lessonsIn = (folder: string): [string, Lesson][] =>
  readAll(join(directory, folder)).map((lesson) => [lesson.name, lesson]);

/** Runs a lesson on a kernel of its own. */
export async function runOn(kernel: KernelSpec, lesson: Lesson): Promise<Notebook> {
  await using running = await startKernel(kernel, {
    directory: dirname(lesson.path),
    env: { DROPOUT_LAB_HISTORY: "off", DROPOUT_LAB_PROGRESS: "off", NO_COLOR: "" },
  });
  return await runNotebook(lesson.notebook, {
    kernel: running,
    subject: lesson.name,
    timeout: 60_000,
  });
}
