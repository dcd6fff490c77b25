import { expect, test } from "vitest";
import { CellCompiler } from "./cell-compiler.ts";
import type { CellSyntaxError } from "./cell-syntax-error.ts";
import { withExpectation } from "./expectation.ts";

async function failure(source: string): Promise<CellSyntaxError> {
  const compiling = new CellCompiler({ globals: [] }).compile(source, { url: "cell" });
  return compiling.then(
    () => Promise.reject(new Error("compile: must fail")),
    (error: unknown) => error as CellSyntaxError,
  );
}

async function told(source: string, message: string, start: number): Promise<string> {
  const error = withExpectation(await failure(source), source, { message, start });
  return `${error.line}:${error.column} ${error.message}`;
}

test.each([
  ["const y = [1, 2;", "',' expected.", 15, "1:16 ',' or ']' expected, got `;`"],
  ["const o = { a: 1 b", "',' expected.", 17, "1:18 ',' or '}' expected, got `b`"],
  ["const a = 1 const b", "',' expected.", 12, "1:13 ',' or ';' expected, got `const`"],
  ["f({ a: x[0} )", "']' expected.", 10, "1:11 ']' expected, got `}`"],
  ["if (true) {", "'}' expected.", 11, "1:12 '}' expected, but the cell ends here"],
  [
    "\nif (true) {\n  f()",
    "'}' expected.",
    18,
    "3:6 '}' expected for the '{' at line 2, column 11, but the cell ends here",
  ],
  ["let x = ;", "Expression expected.", 8, "1:9 Expression expected, got `;`"],
])("%j is told as what was expected there", async (source, message, start, wanted) => {
  expect(await told(source, message, start)).toBe(wanted);
});

test("where the other parser stops sooner, its place counts", async () => {
  expect(await told("type A = { a: 1,\nconst b = 1", "Property expected.", 17)).toBe(
    "2:1 Property expected",
  );
});

test.each([
  ["const a = 1, a = 2", "';' expected.", 3],
  ["f('abc", "Unterminated string literal.", 6],
  ["1 +* 2", "Expression expected.", 5],
  ["def foo", "Unexpected keyword or identifier.", 0],
])("%j keeps its own words", async (source, message, start) => {
  const error = await failure(source);
  expect(withExpectation(error, source, { message, start })).toBe(error);
  expect(withExpectation(error, source, undefined)).toBe(error);
});
