/// <reference lib="dom" />
import { button, element } from "../notebook/index.ts";
import type { LessonWork } from "./lesson-work.ts";
import type { Offer } from "./restore-work.ts";

/** Shows each offered text at its cell; those of cells that are gone, below `panel`, in sight. */
export function showOffers(work: LessonWork, panel: HTMLElement): void {
  const shown: HTMLElement[] = [];
  let before: readonly Offer[] = [];
  const draw = () => {
    if (work.offers === before) return;
    before = work.offers;
    for (const box of shown.splice(0)) box.remove();
    let above: Element = panel;
    for (const offer of work.offers) {
      const box = offerBox(offer, work);
      const cell = document.querySelector(`[data-cell="${CSS.escape(offer.cell)}"]`);
      if (cell === null) {
        above.after(box);
        above = box;
      } else (cell.querySelector(":scope > .code") ?? cell).after(box);
      shown.push(box);
    }
  };
  work.on(draw);
  draw();
}

function offerBox(offer: Offer, work: LessonWork): HTMLElement {
  const words = offer.isGone
    ? "You wrote this in a cell that the lesson has no more."
    : "You wrote another text for this cell, before it changed or in another window.";
  return element(
    "details",
    { class: "offer" },
    element("summary", {}, words),
    element("pre", { tabindex: "0" }, element("code", {}, offer.source)),
    button(offer.isGone ? "Add it as a cell" : "Use this text", "kept-button", () =>
      work.accept(offer),
    ),
    button("Throw it away", "kept-button", () => work.discard(offer)),
  );
}
