import { appendFileSync } from "node:fs";

/** Writes lines to the file that DROPOUT_LAB_LOG names; without it there is no log. */
export function createLog(path = process.env.DROPOUT_LAB_LOG): (line: string) => void {
  if (path === undefined || path === "") return () => {};
  return (line) => {
    try {
      appendFileSync(path, `${new Date().toISOString()} ${process.pid} ${line}\n`);
    } catch {
      // A log that cannot be written must not end a session.
    }
  };
}
