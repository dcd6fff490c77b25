import { describe, expect, test } from "vitest";
import { JsonError, readJson } from "./read-json.ts";

describe("readJson", () => {
  test.each([
    ["[NaN, Infinity, -Infinity]", [null, null, null]],
    ['{"a":NaN,"b":[1,-Infinity]}', { a: null, b: [1, null] }],
    ['{"NaN": "NaN", "s": "x NaN, -Infinity"}', { NaN: "NaN", s: "x NaN, -Infinity" }],
    ['["\\"NaN", NaN, "\\\\", NaN]', ['"NaN', null, "\\", null]],
    ["NaN", null],
    ['{"a":\n NaN\n}', { a: null }],
  ])("reads the numbers that Python writes as null in %s", (text, value) => {
    expect(readJson(text)).toEqual(value);
  });

  test("reads them beside a string of some megabytes", () => {
    const long = `${"x".repeat(4_000_000)}\\n`;
    expect(readJson(`{"a":"${long}","b":NaN}`)).toMatchObject({ b: null });
  });

  test.each([
    ["print(1)", "line 1, column 1"],
    ['{"a": [1, 2,, 3]}', "line 1, column 13"],
    ['{"a": NaN, "b": nul}', "line 1, column 20"],
    ['{"a": NaNs}', "line 1, column 7"],
    ["[1,\n2", "line 2, column 2"],
    ["[1] 2", "line 1, column 5"],
  ])("says where %j stops being JSON", (text, place) => {
    expect(() => readJson(text)).toThrow(new JsonError(place));
  });
});
