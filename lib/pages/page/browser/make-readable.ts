/// <reference lib="dom" />
import { highlightCurrentSection } from "./contents.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { showCourseProgress } from "./course-progress.ts";
import { makeScrollersFocusable } from "./scrollers.ts";
import { addThemeButton } from "./theme.ts";

/** What every page does for its reader. */
export function makeReadable(): void {
  addThemeButton();
  addCopyButtons();
  makeScrollersFocusable();
  highlightCurrentSection();
  showCourseProgress();
}
