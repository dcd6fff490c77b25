import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NotebookError, parseNotebook } from "./parse-notebook.ts";
import { readNotebook } from "./read-notebook.ts";

const parse = (file: unknown) => parseNotebook(JSON.stringify(file), "lesson.ipynb");
const withCell = (cell: unknown) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [cell],
});

describe("parseNotebook", () => {
  test("joins the lines of text, but not the lists of JSON", () => {
    const plot = { data: [{ y: ["a", "b"] }] };
    const { cells } = parse(
      withCell({
        cell_type: "code",
        id: "a",
        metadata: { tags: ["x"] },
        execution_count: 3,
        source: ["1\n", "2"],
        outputs: [
          { output_type: "stream", name: "stderr", text: ["a\n", "b\n"] },
          {
            output_type: "display_data",
            metadata: { "image/png": { width: 3 } },
            data: {
              "text/plain": ["a\n", "b"],
              "application/json": ["a", "b"],
              "application/vnd.plotly.v1+json": plot,
            },
          },
        ],
      }),
    );
    expect(cells).toEqual([
      {
        cell_type: "code",
        id: "a",
        metadata: { tags: ["x"] },
        execution_count: 3,
        source: "1\n2",
        outputs: [
          { output_type: "stream", name: "stderr", text: "a\nb\n" },
          {
            output_type: "display_data",
            metadata: { "image/png": { width: 3 } },
            data: {
              "text/plain": "a\nb",
              "application/json": ["a", "b"],
              "application/vnd.plotly.v1+json": plot,
            },
          },
        ],
      },
    ]);
  });

  test("keeps what it does not know, and attachments", () => {
    const file = {
      ...withCell({
        cell_type: "markdown",
        id: "m",
        metadata: { my: { own: 1 } },
        source: "![](attachment:a.svg)",
        attachments: { "a.svg": { "image/svg+xml": ["<svg>", "</svg>"] } },
      }),
      extra: true,
    };
    const notebook = parse(file);
    expect(notebook).toMatchObject({ extra: true, cells: [{ metadata: { my: { own: 1 } } }] });
    expect(notebook.cells[0]).toMatchObject({
      attachments: { "a.svg": { "image/svg+xml": "<svg></svg>" } },
    });
  });

  test("takes a file with a byte order mark", () => {
    expect(
      parseNotebook(`\uFEFF${JSON.stringify(withCell(undefined)).replace("null", "")}`).cells,
    ).toEqual([]);
  });

  test.each([
    ["", "must be JSON, got an empty file"],
    ["print(1)", /must be JSON, got something else/],
    ['{\n "cells": [\n  {,}', "must be JSON, got something else at line 3, column 4"],
    ['{\n "cells": [', "must be JSON, got something else at line 2, column 12"],
    ["[]", "must be a notebook, an object with nbformat and cells, got a list"],
    ["7", "must be a notebook, an object with nbformat and cells, got a number"],
    ["{}", "must be a notebook, an object with nbformat and cells, got an object without them"],
    ["[1, nul]", "must be JSON, got something else at line 1, column 8"],
    ['{"a": "x y",\n "b": [NaN, ?]}', "must be JSON, got something else at line 2, column 13"],
    [
      '{ "nbformat": 5, "cells": [] }',
      "must be of nbformat 4, got 5, which is newer than this program",
    ],
    ['{ "nbformat": 4 }', "must have a list of cells, got nothing"],
    ['{ "nbformat": 4, "cells": [] }', "must have metadata, got nothing"],
  ])("answers %j with one sentence", (text, sentence) => {
    const parsing = () => parseNotebook(text, "lesson.ipynb");
    expect(parsing).toThrow(NotebookError);
    expect(parsing).toThrow(sentence);
    expect(parsing).toThrow(/^lesson\.ipynb: [^\n]*$/);
  });

  test.each([
    [5, "must have an object in cell 1 of its list, got a number"],
    [
      { cell_type: "sql", source: "" },
      "must have code, markdown or raw in cell 1 of its list, got sql",
    ],
    [
      { cell_type: "code", source: 1 },
      "must have text as source in cell 1 of its list, got a number",
    ],
    [
      { cell_type: "code", source: "", outputs: [{ output_type: "pyout" }] },
      "must have an output of a known kind in cell 1 of its list, got pyout",
    ],
  ])("names a bad cell %#", (cell, sentence) => {
    expect(() => parse(withCell(cell))).toThrow(`lesson.ipynb: ${sentence}`);
  });
});

describe("parseNotebook with leaveOut", () => {
  const read = (...cells: unknown[]) => {
    const said: string[] = [];
    const file = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
    const notebook = parseNotebook(file, "a.ipynb", { leaveOut: (one) => said.push(one) });
    return { notebook, said };
  };
  const codeCell = (...outputs: unknown[]) => ({ cell_type: "code", source: "1", outputs });
  const good = { output_type: "stream", name: "stdout", text: "good" };

  test.each([
    [{ output_type: "update_display_data", data: {} }, /known kind, got update_display_data/],
    [{ output_type: "pyout" }, /known kind, got pyout/],
    [{ data: { "text/plain": "x" } }, /known kind, got nothing/],
    [{ output_type: { a: 1 } }, /known kind, got an object/],
    [null, /have an object as output, got null/],
    ["text", /have an object as output, got a string/],
    [{ output_type: "stream", name: "stdout" }, /have text as stream, got nothing/],
    [{ output_type: "stream", text: [null] }, /have text as stream, got null/],
  ])("leaves out one odd output and says so: %j", (output, sentence) => {
    const { notebook, said } = read(codeCell(output, good));
    expect(notebook.cells[0]).toMatchObject({ outputs: [good] });
    expect(said).toEqual([expect.stringMatching(sentence)]);
    expect(said[0]).toMatch(/^cell 1 must .*: left out$/);
  });

  test("leaves out one odd form of an output, and keeps the others", () => {
    const data = { "text/plain": "x", "text/html": { a: 1 }, "image/png": null, "x/own": 5 };
    const { notebook, said } = read(codeCell({ output_type: "display_data", data }));
    expect(notebook.cells[0]).toMatchObject({
      outputs: [{ data: { "text/plain": "x", "x/own": 5 } }],
    });
    expect(said).toEqual([
      "cell 1 must have text as text/html, got an object without them: left out",
      "cell 1 must have text as image/png, got null: left out",
    ]);
  });

  test.each([
    [
      { source: ["a\n", null, "b"] },
      { source: "a\nb" },
      ["have text as source, got null: left out"],
    ],
    [
      { source: ["a", 5] },
      { source: "a5" },
      ["have text as source, got a number: its text is shown"],
    ],
    [
      { source: undefined, outputs: [good] },
      { source: "", outputs: [good] },
      ["have text as source, got nothing: left out"],
    ],
    [{ outputs: good }, { outputs: [good] }, []],
    [{ outputs: null }, { outputs: [] }, []],
    [
      { outputs: [{ ...good, text: ["go", null, "od"] }] },
      { outputs: [good] },
      ["have text as stream, got null: left out"],
    ],
    [
      { outputs: [{ output_type: "error", traceback: "a\nb" }] },
      { outputs: [{ traceback: ["a\nb"] }] },
      [],
    ],
    [
      { outputs: [{ output_type: "display_data" }] },
      { outputs: [{ data: {} }] },
      ["have data by type in an output, got nothing: left out"],
    ],
    [
      { outputs: [{ output_type: "display_data", data: { "text/plain": 5 } }] },
      { outputs: [{ data: { "text/plain": "5" } }] },
      ["have text as text/plain, got a number: its text is shown"],
    ],
    [
      { execution_count: "7", outputs: [5] },
      { execution_count: 7 },
      ["(In [7]) must have an object as output, got a number: left out"],
    ],
    [
      { cell_type: "plaintext", source: "kept" },
      { cell_type: "raw", source: "kept" },
      ["have code, markdown or raw, got plaintext: its text is shown"],
    ],
  ])("reads of an odd cell what can be read %#", (cell, expected, sentences) => {
    const { notebook, said } = read({ cell_type: "code", source: "1", ...cell });
    expect(notebook.cells[0]).toMatchObject(expected);
    expect(said).toEqual(sentences.map(() => expect.stringMatching(/^cell 1 /)));
    for (const [at, sentence] of sentences.entries()) expect(said[at]).toContain(sentence);
  });

  test.each([
    { cells: [{ cell_type: "raw", source: "x" }] },
    { nbformat: 4, cells: [{ cell_type: "raw", source: "x" }] },
    {
      nbformat: "4",
      metadata: [],
      cells: [
        { cell_type: "raw", id: "a", source: "x" },
        { cell_type: "raw", id: "a", source: "x" },
      ],
    },
    { nbformat: "3", worksheets: [{ cells: [{ cell_type: "raw", source: "x" }] }] },
  ])("reads a file that lacks what nothing is lost without %#", (file) => {
    const said: string[] = [];
    const text = JSON.stringify(file);
    const notebook = parseNotebook(text, "a", { leaveOut: (one) => said.push(one) });
    expect(notebook).toMatchObject({
      nbformat: 4,
      cells: [{ source: "x" }, ...notebook.cells.slice(1)],
    });
    expect(said).toEqual([]);
  });

  test("leaves out an odd cell, and outputs that are no list", () => {
    const { notebook, said } = read(
      5,
      { cell_type: "sql", source: "" },
      { cell_type: "raw" },
      { cell_type: "code", source: "1", outputs: "x" },
      { cell_type: "raw", source: "kept" },
    );
    expect(notebook.cells.map(({ source }) => source)).toEqual(["", "", "", "1", "kept"]);
    expect(said.map((one) => one.slice(0, 6))).toEqual(["cell 1", "cell 2", "cell 3", "cell 4"]);
  });

  test("reads an error that lacks its parts", () => {
    const { notebook, said } = read(codeCell({ output_type: "error", traceback: ["a", null] }));
    expect(notebook.cells[0]).toMatchObject({
      outputs: [{ ename: "Error", evalue: "", traceback: ["a"] }],
    });
    expect(said).toEqual(["cell 1 must have text as traceback, got null: left out"]);
  });
});

test("half of a surrogate pair is read as U+FFFD, in names too; pairs and backslashes stay", () => {
  const source = String.raw`\ud83d\ude00 \uD83D\uDE00 \ud83d x \ude00\ud83d \\ud83d`;
  const cell = `{"cell_type":"raw","id":"a","metadata":{},"source":"${source}"}`;
  const metadata = String.raw`{"\ud83d":"\uDE00"}`;
  const parsed = parseNotebook(
    `{"nbformat":4,"nbformat_minor":5,"metadata":${metadata},"cells":[${cell}]}`,
  );
  expect(parsed.metadata).toEqual({ "\ufffd": "\ufffd" });
  expect(parsed.cells[0]?.source).toBe("😀 😀 \ufffd x \ufffd\ufffd \\ud83d");
});

describe("readNotebook", () => {
  test("names the file that is not there, or not a file", () => {
    expect(() => readNotebook("no/such.ipynb")).toThrow(
      "no/such.ipynb: must be a file that can be read, got ENOENT",
    );
    expect(() => readNotebook(tmpdir())).toThrow(/must be a file that can be read, got EISDIR/);
  });

  test("reads a file, and names it when it is no notebook", () => {
    const directory = mkdtempSync(join(tmpdir(), "notebook-"));
    const path = join(directory, "a.ipynb");
    try {
      writeFileSync(path, '{"nbformat": 4, "metadata": {}, "cells": []}');
      expect(readNotebook(path)).toEqual({
        nbformat: 4,
        nbformat_minor: 0,
        metadata: {},
        cells: [],
      });
      writeFileSync(path, "x");
      expect(() => readNotebook(path)).toThrow(`${path}: must be JSON`);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
