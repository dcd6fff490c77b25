// Computes the replication table from the recordings of data/.
import "./ready.js";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readArguments } from "./read-arguments.js";
import { replicationDocument, replicationFile, withHash } from "./replication/replication-files.js";

/** @import { LessonClaims } from "../lib/library/course/replication/claim.ts" */

const root = new URL("..", import.meta.url);
readArguments(
  `npm run replication

Judges the claims of lib/library/course/replication/claims by the recordings of data/, and writes
data/replication.json, its hash in data/README.md, and docs/replication.md.

  --help  print this`,
  {},
);

// Only now: before ./ready.js has run there may be no build.
const { replicationTable } = await import("dropout-lab/course");
const { displaySymbol } = await import("dropout-lab/display");
const room = new URL("lib/library/dist/course/replication/", root);
/** @type {typeof import("../lib/library/course/replication/index.ts")} */
const { judgeClaim } = await import(new URL("index.js", room).href);

const folder = new URL("claims/", room);
const lessons = /** @type {LessonClaims[]} */ ([]);
for (const file of readdirSync(folder).filter((name) => /^[\w-]+\.js$/.test(name))) {
  lessons.push((await import(new URL(file, folder).href)).claims);
}
lessons.sort((a, b) => (a.lesson < b.lesson ? -1 : 1));
const rows = lessons.flatMap(({ lesson, list }) =>
  list().map((claim) => judgeClaim(lesson, claim)),
);
const file = replicationFile(rows);
/** @type {{ [key: symbol]: () => import("dropout-lab/display").MimeBundle }} */
const note = /** @type {any} */ (replicationTable(rows));
const table = note[displaySymbol]?.()["text/markdown"];
const readme = new URL("data/README.md", root);
write("data/README.md", withHash(readFileSync(readme, "utf8"), file));
write("data/replication.json", file);
write("docs/replication.md", replicationDocument(String(table)));
console.log(`${rows.length} claims of ${lessons.length} lessons are in docs/replication.md.`);

/** At once or not at all. @param {string} path @param {string} text */
function write(path, text) {
  const aside = new URL(`${path}.new`, root);
  writeFileSync(aside, text);
  renameSync(aside, new URL(path, root));
}
