import { describe, expect, test } from "vitest";
import { parseNotebook } from "./parse-notebook.ts";

const read = (file: unknown) => parseNotebook(JSON.stringify(file), "old.ipynb");
const sheet = (...cells: unknown[]) => ({ worksheets: [{ cells, metadata: {} }] });
const code = (...outputs: unknown[]) => ({
  cell_type: "code",
  collapsed: false,
  input: ["1 +", " 1"],
  language: "python",
  outputs,
  prompt_number: 3,
});

describe("a notebook of nbformat 3", () => {
  test("becomes one of nbformat 4", () => {
    const notebook = read({
      nbformat: 3,
      nbformat_minor: 0,
      metadata: { name: "Analysis", signature: "x" },
      ...sheet(
        { cell_type: "heading", level: 2, source: ["A\n", "title"] },
        { cell_type: "markdown", source: ["*text*"] },
        { cell_type: "raw", source: "raw", metadata: { a: 1 } },
        code(),
      ),
    });
    expect(notebook).toMatchObject({
      nbformat: 4,
      metadata: { title: "Analysis", language_info: { name: "python" } },
      cells: [
        { cell_type: "markdown", source: "## A title" },
        { cell_type: "markdown", source: "*text*" },
        { cell_type: "raw", source: "raw", metadata: { a: 1 } },
        { cell_type: "code", source: "1 + 1", execution_count: 3, outputs: [] },
      ],
    });
  });

  test("keeps every kind of output", () => {
    const { cells } = read({
      nbformat: 3,
      metadata: { name: "" },
      ...sheet(
        code(
          { output_type: "stream", stream: "stderr", text: ["a\n", "b"] },
          { output_type: "pyout", prompt_number: 3, text: ["2"], html: ["<b>", "2</b>"] },
          { output_type: "display_data", png: "AAAA", svg: "<svg/>", latex: "$x$", jpeg: "BB" },
          { output_type: "display_data", json: '{"a": 1}', javascript: "act()" },
          { output_type: "pyerr", ename: "E", evalue: "v", traceback: ["t"] },
        ),
      ),
    });
    expect(cells[0]).toMatchObject({
      outputs: [
        { output_type: "stream", name: "stderr", text: "a\nb" },
        { output_type: "execute_result", data: { "text/plain": "2", "text/html": "<b>2</b>" } },
        {
          output_type: "display_data",
          data: {
            "image/png": "AAAA",
            "image/svg+xml": "<svg/>",
            "text/latex": "$x$",
            "image/jpeg": "BB",
          },
        },
        { data: { "application/json": { a: 1 }, "application/javascript": "act()" } },
        { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] },
      ],
    });
  });

  test("may have several worksheets, or none", () => {
    const two = { worksheets: [...sheet(code()).worksheets, ...sheet(code()).worksheets] };
    expect(read({ nbformat: 3, metadata: {}, ...two }).cells).toHaveLength(2);
    expect(read({ nbformat: 3, metadata: {}, worksheets: [] }).cells).toEqual([]);
  });

  test("with an odd cell is refused as any other", () => {
    expect(() => read({ nbformat: 3, metadata: {}, ...sheet(5) })).toThrow(
      "old.ipynb: must have an object in cell 1 of its list, got a number",
    );
  });
});

test("a notebook of nbformat 2 is read too, its HTML and reST cells among it", () => {
  const { cells } = read({
    nbformat: 2,
    metadata: { name: "x" },
    ...sheet(
      { cell_type: "html", source: "<b>h</b>" },
      { cell_type: "rst", source: "*r*" },
      { cell_type: "code", input: "x", outputs: [{ output_type: "pyout", text: "1" }] },
    ),
  });
  expect(cells).toMatchObject([
    { cell_type: "markdown", source: "<b>h</b>" },
    { cell_type: "raw", metadata: { format: "text/restructuredtext" } },
    {
      cell_type: "code",
      outputs: [{ output_type: "execute_result", data: { "text/plain": "1" } }],
    },
  ]);
});

test("a notebook of nbformat 1 has its cells outside of worksheets", () => {
  const cells = [
    { cell_type: "code", code: "1", prompt_number: 1 },
    { cell_type: "text", text: "t" },
  ];
  expect(read({ nbformat: 1, cells }).cells).toMatchObject([
    { cell_type: "code", source: "1", execution_count: 1 },
    { cell_type: "markdown", source: "t" },
  ]);
});
