import { readData } from "../../datasets/index.ts";
import { Note } from "../note.ts";
import type { ReplicationRow } from "./judge-claim.ts";

/** Its whole name: an exporter finds by it what a page must bring along. */
const FILE = "replication.json";

/**
 * What is claimed about dropout, and what the course's recordings say to it: claim, source, our
 * number with its 95 % interval, and the finding. A claim is reproduced if it allows all of the
 * interval, not reproduced if it allows nothing of it, and else not established. `npm run
 * replication` computes the rows from the recordings.
 *
 * @example
 * ```ts
 * import { replicationRows } from "dropout-lab/course";
 * const [first] = replicationRows();
 * [first?.lesson, first?.finding] // → [ '04-the-bug-that-accuracy-hides', 'reproduced' ]
 * ```
 */
export function replicationRows(): readonly ReplicationRow[] {
  return JSON.parse(new TextDecoder().decode(readData(FILE))) as ReplicationRow[];
}

/**
 * Rows of the replication as a table, one line a claim.
 *
 * @param rows all, if left out
 *
 * @example
 * ```ts
 * import { replicationRows, replicationTable } from "dropout-lab/course";
 * const few = replicationRows().slice(0, 3);
 * replicationTable(few).text.split("\n").length // → 3
 * ```
 */
export function replicationTable(rows: readonly ReplicationRow[] = replicationRows()): Note {
  const head =
    "| claim, with its lesson and source | our number, 95 % interval | finding |\n|---|---|---|";
  const lines = rows.map(({ lesson, claim, source, quantity, finding, ...row }) => {
    const number = `${quantity}: ${inWords(row)}`;
    const said = `${lessonNumber(lesson)}. ${claim} (${source})`;
    return {
      markdown: `| ${said} | ${number} | **${finding}** |`,
      text: `${lessonNumber(lesson)}. ${finding}: ${claim}. ${number}`,
    };
  });
  return new Note(
    lines.map(({ text }) => text).join("\n"),
    [head, ...lines.map(({ markdown }) => markdown)].join("\n"),
  );
}

const lessonNumber = (lesson: string) => Number.parseInt(lesson, 10);

function inWords({ measured, digits }: Pick<ReplicationRow, "measured" | "digits">): string {
  if (typeof measured === "number") {
    // Of an identity the deviation counts, and how small it is.
    return measured !== 0 && Math.abs(measured) < 1e-4
      ? measured.toExponential(0)
      : written(measured, digits);
  }
  const [mean, low, high] = measured.map((value) => written(value, digits));
  return `${mean} [${low}, ${high}]`;
}

/** With the minus sign that figures have; never "−0.00". */
function written(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}
