/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { type LessonProgress, nameOf } from "dropout-lab/progress";
import { PageStore } from "../../live/keep/index.ts";

/** Says at each lesson of the course how many of its exercises this browser keeps as done. */
export function showCourseProgress(): void {
  const places = [...document.querySelectorAll<HTMLElement>(".progress[data-lesson]")];
  if (places.length === 0) return;
  const store = new PageStore();
  const draw = async () => {
    // Without storage nothing is kept, and nothing is said.
    const lessons = await store.all().catch(() => []);
    for (const place of places) {
      const { lesson: key = "", exercises = "" } = place.dataset;
      const kept = keptOf(lessons, key);
      const names = exercises.split(" ");
      const done = names.filter((exercise) => kept?.exercises[exercise]?.done === true).length;
      const isAll = done === names.length;
      place.textContent = `${isAll ? "✓ " : ""}${done} of ${names.length} exercises done`;
      place.classList.toggle("done", isAll);
      place.hidden = kept === undefined;
    }
  };
  void draw();
  // Back from a lesson, the page may be one that the browser had put aside.
  addEventListener("pageshow", ({ persisted }) => persisted && void draw());
}

/** What came from Jupyter is known by the lesson's name until the lesson's page has been opened. */
function keptOf(lessons: readonly LessonProgress[], key: string): LessonProgress | undefined {
  return (
    lessons.find(({ lesson }) => lesson === key) ??
    lessons.find(({ lesson, texts }) => texts === undefined && lesson === nameOf(key))
  );
}
