/**
 * Keeps what a reader writes and does in a lesson: in their browser, and in files.
 *
 * @module
 */
export { Keeper } from "./keeper.ts";
export { KeptFiles } from "./kept-files.ts";
export { KeptPanel } from "./kept-panel.ts";
export { type KeptNotebook, LessonWork } from "./lesson-work.ts";
export { showOffers } from "./offers-view.ts";
export { PageStore } from "./page-store.ts";
export { followPlace, returnToPlace } from "./reader-place.ts";
export type { Addition, KeptCell, Offer } from "./restore-work.ts";
