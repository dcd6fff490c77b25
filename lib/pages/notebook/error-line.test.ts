import { expect, test } from "vitest";
import { errorLine } from "./error-line.ts";
import { codeCell, printed } from "./testing/cells.ts";

const cell = { ...codeCell("1\n2\n3\n4"), execution_count: 2 };

test.each([
  [
    "ours",
    ["Error: bad", "    at f (Cell [1], line 1, column 3)\n    at Cell [2], line 3, column 1"],
    3,
  ],
  ["IPython's", ["Cell In[2], line 3\n----> 3 f()\nCell In[1], line 1"], 3],
  [
    "coloured",
    ["\u001b[36mCell\u001b[39m \u001b[32mIn[2]\u001b[39m\u001b[32m, line 3\u001b[39m"],
    3,
  ],
  ["of another cell only", ["    at f (Cell [12], line 1, column 3)"], undefined],
  ["that is beyond the cell", ["Cell In[2], line 5"], undefined],
  ["that is not there", ["Error: bad"], undefined],
])("reads a line: %s", (_, traceback, line) => {
  expect(errorLine({ status: "error", traceback }, cell)).toBe(line);
});

test("reads the line of a type error that tslab prints", () => {
  const stderr = printed("2:1 - The value 'null' cannot be used here.\n", "stderr");
  expect(errorLine({ status: "error" }, { ...cell, outputs: [stderr] })).toBe(2);
});
