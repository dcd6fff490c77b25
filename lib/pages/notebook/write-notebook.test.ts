import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jupyterProgram } from "../../testing/jupyter-program.ts";
import { formatNotebook } from "./format-notebook.ts";
import type { Notebook } from "./notebook.ts";
import { parseNotebook } from "./parse-notebook.ts";
import { readNotebook } from "./read-notebook.ts";
import { codeCell, displayed, notebookOf, printed } from "./testing/cells.ts";
import { writeNotebook } from "./write-notebook.ts";

const python = jupyterProgram("python");

/** One of everything that the format treats in its own way. */
const notebook: Notebook = {
  ...notebookOf(
    codeCell("1\r\n2\u20283\f4\n", [
      printed("a\nb"),
      displayed({
        "text/plain": "a\nb\n",
        "image/png": "iVBORw0KGgo=\n",
        "image/svg+xml": "<svg>\n</svg>",
        "application/vnd.plotly.v1+json": {
          10: 1e-7,
          9: [],
          b: { "\u{1F600}": 0.00001234, "\uFFFD": 1e16, a: -0.5, c: null },
          x: [1.5e300, 0.0001, 123456789.25, {}, [1, ["é"]]],
        },
      }),
      { output_type: "error", ename: "E", evalue: "é", traceback: ["\u001b[31ma\nb"] },
      {
        output_type: "execute_result",
        execution_count: 1,
        data: { "text/html": "<b>\n" },
        metadata: {},
      },
    ]),
    {
      cell_type: "markdown",
      id: "m",
      metadata: { trusted: true, z: 1 },
      source: "",
      attachments: { "a.svg": { "image/svg+xml": "<svg>\n</svg>", "text/plain": "" } },
    },
    { cell_type: "raw", id: "r", metadata: {}, source: "raw" },
  ),
  metadata: { kernelspec: { name: "x", display_name: "x" }, signature: "s", orig_nbformat: 3 },
};

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "notebook-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("formatNotebook", () => {
  test("writes the canonical form", () => {
    const small = notebookOf(codeCell("a\nb", [printed("1\n")]));
    expect(formatNotebook(small)).toBe(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "cell-3",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\\n"
     ]
    }
   ],
   "source": [
    "a\\n",
    "b"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "TypeScript",
   "language": "typescript",
   "name": "dropout-lab"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`);
  });

  test("is stable: what it wrote is read and written to the same bytes", () => {
    const once = formatNotebook(notebook);
    expect(formatNotebook(parseNotebook(once))).toBe(once);
  });

  test("leaves out what Jupyter never stores", () => {
    const text = formatNotebook(notebook);
    expect(text).not.toMatch(/signature|orig_nbformat|trusted/);
  });

  test.skipIf(!python)("equals the bytes of Jupyter's nbformat", () => {
    const ours = formatNotebook(notebook);
    const script =
      "import sys, nbformat; sys.stdin.reconfigure(encoding='utf8', newline=''); sys.stdout.reconfigure(encoding='utf8', newline=''); n = nbformat.reads(sys.stdin.read(), 4); nbformat.validate(n); print(nbformat.writes(n))";
    const { stdout, stderr } = spawnSync(python ?? "", ["-c", script], {
      input: ours,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toBe(ours);
  });
});

describe("writeNotebook", () => {
  test("replaces the file and leaves nothing beside it", () => {
    const path = join(directory, "a.ipynb");
    writeFileSync(path, "old");
    writeNotebook(path, notebook);
    expect(readFileSync(path, "utf8")).toBe(formatNotebook(notebook));
    expect(readNotebook(path).cells).toHaveLength(3);
    expect(readdirSync(directory)).toEqual(["a.ipynb"]);
  });

  test("leaves no temporary file if it fails", () => {
    const folder = join(directory, "folder");
    mkdirSync(folder);
    // A folder cannot be replaced by a file.
    expect(() => writeNotebook(folder, notebook)).toThrow();
    expect(readdirSync(directory)).toEqual(["folder"]);
  });
});

test("half of a surrogate pair is written as U+FFFD, in names too", () => {
  const half = "ab😀".slice(0, 3);
  const text = formatNotebook(
    notebookOf(codeCell(half, [printed(half), displayed({ "text/plain": { [half]: half } })])),
  );
  expect(text).not.toContain("\\ud");
  expect(text.match(/ab\ufffd/g)?.length).toBe(4);
});
