import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readDocument } from "./read-document.ts";

const directory = mkdtempSync(join(tmpdir(), "documents-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("a Markdown file is a notebook of one cell, named as the file", () => {
  const path = join(directory, "what-replicates.md");
  writeFileSync(path, "# What replicates\n");
  const { name, notebook } = readDocument(path);
  expect(name).toBe("what-replicates");
  const sources = notebook.cells.map(({ cell_type, source }) => [cell_type, source]);
  expect(sources).toEqual([["markdown", "# What replicates\n"]]);
});

test("a file that is not there is named", () => {
  const path = join(directory, "none.md");
  expect(() => readDocument(path)).toThrow(`${path}: must be a file that can be read, got ENOENT`);
});
