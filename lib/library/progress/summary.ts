import { nameOf } from "./known-lesson.ts";
import { type ExerciseProgress, type LessonProgress, UNTRIED } from "./progress.ts";

/** A lesson as a summary lists it. */
export interface SummaryLesson {
  readonly title: string;
  readonly exercises: readonly SummaryExercise[];
}

export interface SummaryExercise extends ExerciseProgress {
  readonly name: string;
}

/** Who checked. It stands on every summary: it is no certificate. */
const SELF_ASSESSED =
  "Self-assessed: the lessons judged these answers on the learner's own machine, where hints, solutions and the file of progress are open.";

/**
 * What is kept of a lesson, as a summary lists it: the exercises that it has, in its order, or those
 * that were tried where only the file is at hand.
 */
export function summaryLesson(
  kept: LessonProgress,
  {
    title = kept.title,
    names = Object.keys(kept.exercises),
  }: { readonly title?: string; readonly names?: readonly string[] } = {},
): SummaryLesson {
  return {
    title: title || nameOf(kept.lesson),
    exercises: names.map((name) => {
      const own = Object.hasOwn(kept.exercises, name) ? kept.exercises[name] : undefined;
      return { name, ...(own ?? UNTRIED) };
    }),
  };
}

/** How many of some exercises are done, such as `2 of 4 exercises done`. */
export function doneOf(exercises: readonly { readonly done: boolean }[]): string {
  const done = exercises.filter((exercise) => exercise.done).length;
  return `${done} of ${exercises.length} exercises done`;
}

/** An exercise in one line, such as `✓ spread (2 tries, 1 hint)`. */
export function exerciseLine(exercise: SummaryExercise): string {
  const { done, name, tries, hints, solution } = exercise;
  const used = [
    ...(tries > 0 ? [counted(tries, "try", "tries")] : []),
    ...(hints > 0 ? [counted(hints, "hint", "hints")] : []),
    ...(solution ? ["solution shown"] : []),
  ];
  return `${done ? "✓" : "○"} ${name}${used.length === 0 ? "" : ` (${used.join(", ")})`}`;
}

/** A summary as text. */
export function summaryText(lessons: readonly SummaryLesson[]): string {
  const parts = lessons.map(({ title, exercises }) =>
    [`${title}: ${doneOf(exercises)}`, ...exercises.map((one) => `  ${exerciseLine(one)}`)].join(
      "\n",
    ),
  );
  return [`${doneOf(allOf(lessons))}.`, ...parts, SELF_ASSESSED].join("\n\n");
}

/** A summary as an HTML page to print, complete in itself; `at` is its time. */
export function summaryPage(lessons: readonly SummaryLesson[], at: number): string {
  const tables = lessons.map(({ title, exercises }) => {
    const rows = exercises.map(
      ({ name, done, tries, hints, solution, at }) =>
        `<tr><th scope="row">${escaped(name)}</th><td>${done ? "✓ done" : "open"}</td><td>${tries}</td><td>${hints}</td><td>${solution ? "shown" : ""}</td><td>${at === undefined ? "" : dayOf(at)}</td></tr>`,
    );
    return `<section><h2>${escaped(title)}</h2>
<p>${doneOf(exercises)}</p>
<table><thead><tr><th scope="col">Exercise</th><th scope="col">State</th><th scope="col">Tries</th><th scope="col">Hints</th><th scope="col">Solution</th><th scope="col">Last</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Progress, self-assessed</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h2 { font-size: 1.1rem; margin-bottom: 0; }
section { break-inside: avoid; }
p { margin: 0.3rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.2rem 0.5rem; border-bottom: 1px solid #bbb; font-weight: normal; }
thead th { font-weight: bold; }
.note { border: 1px solid #111; padding: 0.4rem 0.6rem; }
.line { display: inline-block; min-width: 16rem; border-bottom: 1px solid #111; }
</style>
</head>
<body>
<h1>Progress: ${doneOf(allOf(lessons))}</h1>
<p>Name: <span class="line">&nbsp;</span> Date: ${dayOf(at)}</p>
<p class="note">${SELF_ASSESSED}</p>
${tables.join("\n")}
</body>
</html>
`;
}

function allOf(lessons: readonly SummaryLesson[]): readonly SummaryExercise[] {
  return lessons.flatMap(({ exercises }) => exercises);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
