/**
 * The exercises of a lesson in its page: buttons, verdicts, what is done.
 *
 * @module
 */
export { addExercises } from "./exercises.ts";
