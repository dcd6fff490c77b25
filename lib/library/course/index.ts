/**
 * Exercises of the lessons.
 *
 * For a learner, in a lesson's cells:
 *
 *     import { yourTurn } from "dropout-lab/course";
 *     import { naiveDropout } from "dropout-lab/course/naive-dropout";
 *     const expected: number = yourTurn(); // replace yourTurn() by your answer
 *     naiveDropout.expected.check(expected) // then hint(), solution(), naiveDropout.progress()
 *
 * Every verb returns a text, so it stands last in its cell.
 *
 * For a teacher who adds a lesson: write `lib/library/course/exercises/name.ts` with one
 * `export const camelName = lesson("NN-name", { question: exercise({ … }) })`. Cells import it from
 * `dropout-lab/course/name`, so that a page carries the exercises of its own lesson only. Besides
 * `exercise` there are `predict`, `choose` and `mend`; `checkNumber`, `checkFunction` and `checkDropout`
 * judge the common kinds of answers. Exercises of one's own need no place here: the same functions
 * work in a file beside the notebook.
 *
 * @module
 */
export { checkDropout, type DropoutCheck } from "./check-dropout.ts";
export { checkFunction, type FunctionCheck, type Result } from "./check-function.ts";
export { checkNumber, type Mistake, type NumberCheck } from "./check-number.ts";
export { type Choice, choose } from "./choose.ts";
export type { DropoutAnswer } from "./dropout/subject.ts";
export { Exercise, type ExerciseDefinition, type ExerciseKind, exercise } from "./exercise.ts";
export { type Lesson, lesson } from "./lesson.ts";
export { mend, type Repair } from "./mend.ts";
export { Note } from "./note.ts";
export { type Prediction, predict } from "./predict.ts";
export {
  type ReplicationFinding,
  type ReplicationRow,
  replicationRows,
  replicationTable,
} from "./replication/index.ts";
export { seeded } from "./seeded.ts";
export { correct, incorrect, type Outcome, Verdict } from "./verdict.ts";
export { yourTurn } from "./your-turn.ts";
