/// <reference lib="dom" />

import { type ExerciseChange, judged } from "dropout-lab/progress";
import type { RunResult } from "dropout-lab-kernel/page-host";
import type { LessonWork } from "../keep/index.ts";
import { element, type LiveNotebook } from "../notebook/index.ts";
import { OutputArea, type OutputAreaContext } from "../outputs/index.ts";
import { ExerciseView } from "./exercise-view.ts";
import { type FoundExercise, findExercises } from "./find-exercises.ts";
import { showProgress } from "./lesson-progress.ts";
import { verdictOf } from "./verdict.ts";

export interface ExercisesOptions {
  readonly notebook: LiveNotebook;
  readonly work: LessonWork;
  readonly context: OutputAreaContext;
}

/** Gives every exercise of the page its buttons, and the lesson's head what is done. */
export function addExercises(options: ExercisesOptions): void {
  const cells = options.notebook.cells
    .filter(({ isAdded }) => !isAdded)
    .map(({ id, type, storedSource }) => ({ id, type, source: storedSource }));
  const announcer = element("p", { class: "announcer", "aria-live": "polite" });
  document.body.append(announcer);
  const shown = findExercises(cells).flatMap((found, at) => {
    const place = document.querySelector(`[data-cell="${CSS.escape(found.cell)}"] .outputs`);
    if (place === null) return [];
    const label = `Exercise ${at + 1}`;
    const view = addExercise(found, { ...options, label, announcer });
    view.element.id = `exercise-${found.name}`;
    place.before(view.element);
    place.after(view.notes);
    return [{ name: found.name, label, id: view.element.id }];
  });
  if (shown.length > 0) showProgress(shown, options.work);
}

function addExercise(
  { cell, name, expression, needsCells }: FoundExercise,
  {
    notebook,
    work,
    context,
    label,
    announcer,
  }: ExercisesOptions & { label: string; announcer: HTMLElement },
): ExerciseView {
  const announce = (words: string) => announcer.replaceChildren(`${label}: ${words}`);
  const alone = async (act: () => Promise<void>) => {
    if (view.isBusy) return;
    view.isBusy = true;
    await act();
    view.isBusy = false;
  };
  const evaluate = (part: string) =>
    notebook.evaluate({
      ...(needsCells ? { cell } : {}),
      source: `${expression}.${part}`,
      output: () => {},
    });
  /** Shows a note of the exercise; gives its words, if it could be had. */
  const ask = async (call: string): Promise<string | undefined> =>
    showNote(await evaluate(call), { view, context, announce });
  let words: string | undefined;
  /** Enters what was done, of the exercise in its present words: they cannot change in a page. */
  const enter = async (change: ExerciseChange): Promise<void> => {
    words ??= fingerprintIn(await evaluate("fingerprint"));
    work.enter(name, change, words);
  };
  const view: ExerciseView = new ExerciseView(label, {
    check: () => void alone(() => notebook.run(cell)),
    hint: () =>
      void alone(async () => {
        const { hints } = work.exercise(name);
        // Those of an earlier visit come back with the next one.
        for (let number = view.notes.dataset.hints === undefined ? 1 : hints + 1; ; number++) {
          const words = await ask(`hint(${number})`);
          if (words === undefined) return;
          view.notes.dataset.hints = `${number}`;
          const count = /^Hint (\d+) of (\d+):/.exec(words);
          if (count === null || count[1] === count[2]) view.endHints();
          if (count === null) return;
          if (number > hints) {
            await enter(() => ({ hints: number }));
            return;
          }
          if (count[1] === count[2]) return;
        }
      }),
    solution: () =>
      void alone(async () => {
        const shown = view.notes.querySelector(".is-solution");
        shown?.scrollIntoView({ block: "nearest" });
        if (shown !== null || (await ask("solution()")) === undefined) return;
        view.notes.lastElementChild?.classList.add("is-solution");
        await enter(() => ({ solution: true }));
      }),
  });
  let last: string | undefined;
  notebook.on((event) => {
    if (event.type === "begin" && event.cell.id === cell) view.judge(undefined);
    if (event.type !== "end" || event.cell.id !== cell) return;
    const verdict = verdictOf(event.result);
    if (verdict === undefined) return;
    if (verdict.outcome === "correct" || verdict.outcome === "incorrect") {
      // The same answer again, such as by "Run all", is no other try.
      const isRepeated = event.cell.source === last;
      last = event.cell.source;
      void enter(judged({ isCorrect: verdict.outcome === "correct", isRepeated }));
    }
    view.judge(verdict);
    announce(verdict.words);
  });
  const show = () => view.show(work.exercise(name));
  work.on(show);
  show();
  return view;
}

/** The fingerprint that an exercise says of itself; those of older libraries say none. */
function fingerprintIn(result: RunResult | undefined): string | undefined {
  const text = result?.status === "ok" ? result.display?.data["text/plain"] : undefined;
  return /^'([0-9a-f]{8})'$/.exec(`${text}`)?.[1];
}

function showNote(
  result: RunResult | undefined,
  {
    view,
    context,
    announce,
  }: { view: ExerciseView; context: OutputAreaContext; announce(words: string): void },
): string | undefined {
  const place = element("div", { class: "outputs" });
  const area = new OutputArea(place, context);
  if (result?.status === "error") {
    view.notes.replaceChildren(place);
    area.error(result.error);
    announce(`${result.error.ename}: ${result.error.evalue}`);
    return undefined;
  }
  if (result?.status !== "ok" || result.display === undefined) return undefined;
  view.notes.append(place);
  area.display(result.display);
  place.scrollIntoView({ block: "nearest" });
  const words = `${result.display.data["text/plain"]}`;
  announce(words);
  return words;
}
