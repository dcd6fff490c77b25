/// <reference lib="dom" />
import type { LessonWork } from "./lesson-work.ts";

/** Goes to where the reader was, unless the address or the browser says where to be. */
export function returnToPlace(work: LessonWork): void {
  const { place } = work;
  if (place === undefined || location.hash !== "" || scrollY > 0) return;
  document.querySelector(`[data-cell="${CSS.escape(place.cell)}"]`)?.scrollIntoView();
}

/** Follows where the reader is: at the first cell that is not above the window. */
export function followPlace(work: LessonWork): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    const cells = [...document.querySelectorAll<HTMLElement>("main [data-cell]")];
    const cell = cells.find((one) => one.getBoundingClientRect().bottom > 80);
    if (cell?.dataset.cell !== undefined) work.move(cell.dataset.cell);
  };
  addEventListener("scroll", () => (timer ??= setTimeout(look, 300)), { passive: true });
}
