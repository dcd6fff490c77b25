import { type ErrorOutput, marked } from "../display/index.ts";

/** The error of a cell that an interrupt has ended. */
export const INTERRUPTED = interrupted("the cell was interrupted");

/** The error of a cell that was given up, since an interrupt could not end it. */
export const STUCK = interrupted(
  "the cell was interrupted, but native code that it called cannot be: it still runs, and later cells wait for it; only a restart of the kernel ends it now",
);

function interrupted(evalue: string): ErrorOutput {
  const ename = "Interrupted";
  return { ename, evalue, traceback: [`${marked(ename)}: ${evalue}`] };
}
