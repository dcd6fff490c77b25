import { describe, expect, it } from "vitest";
import { answerHistory, MemoryHistory } from "./history.ts";

const store = new MemoryHistory();
for (const [index, source] of ["1 + 1", "a*b", "1 + 1", "[x]", "two\nlines"].entries()) {
  store.append(index + 1, source);
}
const ask = (request: Record<string, unknown>) =>
  (answerHistory(store, request).history as [number, number, unknown][]).map(([, line, source]) => [
    line,
    source,
  ]);

describe("history", () => {
  it("gives the latest cells, oldest first", () => {
    expect(ask({ hist_access_type: "tail", n: 2 })).toEqual([
      [4, "[x]"],
      [5, "two\nlines"],
    ]);
    expect(ask({ hist_access_type: "tail", n: 0 })).toEqual([]);
  });

  it("gives a range, the end left out", () => {
    expect(ask({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([
      [2, "a*b"],
      [3, "1 + 1"],
    ]);
    expect(ask({ hist_access_type: "range", session: 7, start: 0 })).toEqual([]);
  });

  it.each([
    [
      "1*",
      [
        [1, "1 + 1"],
        [3, "1 + 1"],
      ],
    ],
    ["a[*]b", [[2, "a*b"]]],
    ["[[]x]", [[4, "[x]"]]],
    ["tw?*lines", [[5, "two\nlines"]]],
    ["+", []],
  ])("finds by the glob %s", (pattern, found) => {
    expect(ask({ hist_access_type: "search", pattern })).toEqual(found);
  });

  it("gives each source once, the latest", () => {
    expect(ask({ hist_access_type: "search", pattern: "1*", unique: true })).toEqual([
      [3, "1 + 1"],
    ]);
  });

  it("pairs sources with outputs when asked", () => {
    expect(ask({ hist_access_type: "tail", n: 1, output: true })).toEqual([
      [5, ["two\nlines", null]],
    ]);
  });
});
