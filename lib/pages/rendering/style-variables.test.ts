import { expect, test } from "vitest";
import { addSheetVariables, withoutVariables } from "./style-variables.ts";

const VARIABLES: Record<string, string[]> = {
  "--dark": ["#222"],
  "--again": ["var(--dark)"],
  "--itself": ["var(--itself)"],
  "--parts": ["20, 20, 20"],
  "--two": ["#fff", "#000"],
  "--ends": ["#222;position:fixed"],
  "--closes": [") ; position: fixed"],
  "--loads": ["url(x)"],
};

test.each([
  ["#222", "#222"],
  ["var(--dark)", "#222"],
  ["var( --dark , #fff)", "#222"],
  ["var(--again)", "#222"],
  ["var(--none, #111)", "#111"],
  ["var(--none, var(--nor, var(--this, rgb(1, 2, 3))))", "rgb(1, 2, 3)"],
  ["rgb(var(--parts))", "rgb( 20, 20, 20 )"],
  ["linear-gradient(var(--dark), var(--none, red))", "linear-gradient( #222 ,   red )"],
  ["var(--none)", undefined],
  ["rgb(var(--none))", undefined],
  // Not known, or nothing that may be put into a declaration.
  ["var(--two)", "var(--two)"],
  ["var(--itself)", "var(--itself)"],
  ["var(--ends)", "var(--ends)"],
  ["rgb(var(--closes))", "rgb(var(--closes))"],
  ["var(--dark, url(//example.org))", "#222"],
])("%s stands for %s", (value, expected) => {
  expect(withoutVariables(value, (name) => VARIABLES[name] ?? [])).toBe(expected);
});

test("a sheet's last definition for everything holds, and a dark theme's does not", () => {
  const variables = new Map<string, string[]>();
  addSheetVariables(
    ":root{--a:1;--b:1}:root{--a:2}html[theme=dark]{--a:3}@media (prefers-color-scheme:dark){:root{--a:4}}" +
      ".x{--b:2}@media print{.y{--c:1}}",
    variables,
  );
  expect([...variables]).toEqual([
    ["--a", ["2"]],
    ["--b", ["1", "2"]],
    ["--c", ["1"]],
  ]);
});
