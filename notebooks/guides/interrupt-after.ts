import { Worker } from "node:worker_threads";

// In a thread of its own, since a cell in a loop leaves no other the time to do anything.
const code = `
const { Session } = require("node:inspector");
setTimeout(() => {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution");
}, require("node:worker_threads").workerData);`;

/** Ends the cell that calls it after some milliseconds, as the ■ of a notebook does. */
export function interruptAfter(milliseconds: number): void {
  new Worker(code, { eval: true, workerData: milliseconds });
}
