/** What runs in Node too. */
export { findExercises } from "./find-exercises.ts";
