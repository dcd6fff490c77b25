import { createHash } from "node:crypto";

/** @import { ReplicationRow } from "dropout-lab/course" */

const INTRODUCTION = `# What replicates

What papers, this course and its readers claim about dropout, and what our recordings say. The nets learn on 8 × 8 digits and are small: what does not come out here may hold elsewhere. Each lesson says how its numbers were made.

A number is a mean over seeds with its 95 % interval, or stands alone where nothing is drawn at random. One rule judges: a claim is **reproduced** if it allows all of the interval, **not reproduced** if it allows nothing of it, and else **not established**. Each interval is of its own row: of twenty true ones, one may be off.

\`npm run replication\` computes this page from \`data/\`, and the tests compute it again.`;

/** data/replication.json: a row a line. @param {readonly ReplicationRow[]} rows */
export function replicationFile(rows) {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

/** docs/replication.md. @param {string} table in Markdown */
export function replicationDocument(table) {
  return `${INTRODUCTION}\n\n${table}\n`;
}

/**
 * data/README.md with the hash of what data/replication.json holds now.
 * @param {string} readme
 * @param {string} file
 */
export function withHash(readme, file) {
  const hash = createHash("sha256").update(file).digest("hex");
  return readme.replace(/^(\| `replication\.json` \|.*`)[0-9a-f]{64}(` \|)$/m, `$1${hash}$2`);
}
