/// <reference lib="dom" />
import type { LessonWork } from "../keep/index.ts";
import { element } from "../notebook/index.ts";

/** An exercise as the lesson's head lists it. */
interface ListedExercise {
  readonly name: string;
  readonly label: string;
  /** That of its element. */
  readonly id: string;
}

/** Says below the lesson's title which of its exercises are done, with a way to each. */
export function showProgress(exercises: readonly ListedExercise[], work: LessonWork): void {
  const place = element("nav", { class: "lesson-progress", "aria-label": "Exercises" });
  const draw = () => {
    const done = exercises.filter(({ name }) => work.exercise(name).done).length;
    const links = exercises.map(({ name, label, id }) => {
      const isDone = work.exercise(name).done;
      const link = element(
        "a",
        { href: `#${id}` },
        element("span", { "aria-hidden": "true" }, isDone ? "✓ " : "○ "),
        label,
        element("span", { class: "unseen" }, isDone ? ", done" : ", open"),
      );
      return element("li", isDone ? { class: "done" } : {}, link);
    });
    const opening = `${done} of ${exercises.length} exercises done`;
    place.replaceChildren(element("span", {}, opening), element("ul", {}, ...links));
  };
  work.on(draw);
  draw();
  document.querySelector("main h1")?.after(place);
}
