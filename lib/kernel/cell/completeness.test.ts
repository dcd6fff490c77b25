import { describe, expect, it } from "vitest";
import { completeness } from "./completeness.ts";

const complete = [
  "",
  "// hi",
  "1",
  "a\n.b",
  "if (a) {}",
  "const f = (a: number): void => {}",
  "x = <div>a</div>",
  "`a\nb`",
  "interface A {}",
  "let a = b < c",
  "enum A { B }",
  "@dec class A {}",
  "a // (",
  "'('",
  "/[(]/",
];
const incomplete: [source: string, indent: string][] = [
  ["foo(", "  "],
  ["let x =", "  "],
  ["a +", "  "],
  ["a.", "  "],
  ["a?.", "  "],
  ["a ??", "  "],
  ["a ? b", "  "],
  ["if (a)", "  "],
  ["if (a) {", "  "],
  ["if (a) {} else", "  "],
  ["try {}", "  "],
  ["  if (a) {\n    foo(", "      "],
  ["if (a) {\n\tfoo([", "\t  "],
  ["foo(a, (b), {c: 1}", "  "],
  ["const f = (a: number) => {", "  "],
  ["const f = (a: number): A => {\n  g(", "    "],
  ["const f = (a: number) => {\n  let y = 1;", "  "],
  ["function f<T>(a: T", "  "],
  ["class A {\n  x = [", "    "],
  ["interface A {", "  "],
  ["type A =", "  "],
  ["type A = 'a' |", "  "],
  ["let x: Map<string", "  "],
  ["import { a }", "  "],
  ["import { a } from", "  "],
  ["export", "  "],
  ["@dec", "  "],
  ["x as", "  "],
  ["async () => { await", "  "],
  ["`abc", ""],
  ["`a${", "  "],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ["`a${b}", ""],
  ["x = {\n  y: `a\n  b", ""],
  ["/* abc", ""],
  ["'abc\\", ""],
  ["foo( // comment", "  "],
  ["foo('(', /[)]/", "  "],
  ["x = <div>", "  "],
  ["switch (a) {\n  case 1:", "  "],
  ["enum A {", "  "],
];
const invalid = [
  "}",
  "foo)",
  "'abc",
  '"abc\n',
  "let let = 1",
  "let a; let a",
  "return 1",
  "foo(1 2)",
  "1 1",
  "%magic",
  "const f = (a: number) => {\n  let b = ;",
  "x = {]",
  "08",
  "/abc",
  "const x = 5 const y",
  "...",
  "break",
];

describe("completeness", () => {
  it.each(complete)("of %j is complete", (source) => {
    expect(completeness(source)).toEqual({ status: "complete" });
  });
  it.each(incomplete)("of %j is incomplete, indent %j", (source, indent) => {
    expect(completeness(source)).toEqual({ status: "incomplete", indent });
  });
  it.each(invalid)("of %j is invalid", (source) => {
    expect(completeness(source)).toEqual({ status: "invalid" });
  });

  it("is complete or incomplete for every beginning of a valid cell, line by line", () => {
    const lines = [
      "import { readFileSync } from 'node:fs'",
      "interface Row<T> {",
      "  name: string",
      "}",
      "const mean = (",
      "  rows: Row<number>[],",
      "  by = (row: Row<number>) => row.name.length,",
      "): number => {",
      "  let sum = 0",
      "  for (const row of rows) {",
      "    sum += by(row)",
      "  }",
      "  return sum",
      "}",
      "mean([])",
    ];
    for (let end = 0; end <= lines.length; end += 1)
      expect(completeness(lines.slice(0, end).join("\n")).status).not.toBe("invalid");
  });
});
