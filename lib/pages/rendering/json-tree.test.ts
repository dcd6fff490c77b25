import { expect, test } from "vitest";
import { textContent } from "./html.ts";
import { jsonTree } from "./json-tree.ts";

test("parts open and close, small ones are open", () => {
  const html = jsonTree({ a: 1, list: [true, null], deep: { deeper: { x: "y" } } }) ?? "";
  expect(textContent(html)).toBe(
    '{…} 3 keysa: 1list: […] 2 items0: true1: nulldeep: {…} 1 keydeeper: {…} 1 keyx: "y"',
  );
  expect(html.match(/<details[^>]*>/g)).toEqual([
    "<details open>",
    "<details open>",
    "<details open>",
    "<details>",
  ]);
  const many = jsonTree([Array.from({ length: 11 }, (_, at) => at)]) ?? "";
  expect(many.match(/<details[^>]*>/g)).toEqual(["<details open>", "<details>"]);
});

test("names and values are text", () => {
  const html = jsonTree({ "<b>": "<script>", empty: [], none: {} }) ?? "";
  expect(html).not.toMatch(/<b>|<script>/);
  expect(textContent(html)).toContain('<b>: "<script>"empty: []none: {}');
});

test.each([
  ["no parts", 7],
  ["no parts in it", []],
  ["more values than anyone opens", Array.from({ length: 2000 }, () => 0)],
  ["more depth", JSON.parse("[".repeat(80) + "]".repeat(80))],
  ["far more depth", JSON.parse("[".repeat(3000) + "]".repeat(3000))],
])("what has %s is no tree", (_, value) => {
  expect(jsonTree(value)).toBeUndefined();
});
