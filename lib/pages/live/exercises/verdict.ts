import type { RunResult } from "dropout-lab-kernel/page-host";

/** What a check found. */
export interface SeenVerdict {
  readonly outcome: "correct" | "incorrect" | "not attempted" | "failed";
  /** The verdict in the words of the check. */
  readonly words: string;
}

/** The words with which the course's verdicts begin, on every kernel. */
const OPENINGS = {
  "Correct. ": "correct",
  "Not yet. ": "incorrect",
  "Not attempted. ": "not attempted",
} as const;

/** The verdict that a cell with a check ended with; undefined for what is none. */
export function verdictOf(result: RunResult): SeenVerdict | undefined {
  if (result.status === "error") {
    const { ename, evalue } = result.error;
    return { outcome: "failed", words: `The cell stopped with an error: ${ename}: ${evalue}` };
  }
  if (result.status !== "ok") return undefined;
  const words = result.display?.data["text/plain"];
  if (typeof words !== "string") return undefined;
  for (const [opening, outcome] of Object.entries(OPENINGS)) {
    if (words.startsWith(opening)) return { outcome, words };
  }
  return undefined;
}
