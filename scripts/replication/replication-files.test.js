import { readFileSync } from "node:fs";
import { replicationRows, replicationTable } from "dropout-lab/course";
import { displaySymbol } from "dropout-lab/display";
import { expect, test } from "vitest";
import { replicationDocument, replicationFile, withHash } from "./replication-files.js";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/replication.md shows the rows of data/: npm run replication", () => {
  const table = String(replicationTable()[displaySymbol]()["text/markdown"]);
  expect(read("docs/replication.md")).toBe(replicationDocument(table));
});

test("data/README.md has the hash of what is written", () => {
  const file = replicationFile(replicationRows());
  expect(read("data/replication.json")).toBe(file);
  const readme = read("data/README.md");
  expect(withHash(readme, file)).toBe(readme);
  expect(withHash(readme, "[]")).not.toBe(readme);
});
