import { describe, expect, it } from "vitest";
import { CellCompiler } from "./cell-compiler.ts";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import { type Lower, LoweringError } from "./lower.ts";
import { mapPosition } from "./map-position.ts";

const url = "cell:1";

function compiler(): CellCompiler {
  return new CellCompiler({
    globals: ["URL"],
    helpers: { import: "$load", meta: "$meta" },
    lower: lowerWithEsbuild(),
  });
}

function experimental(): CellCompiler {
  const lower = lowerWithEsbuild({ compilerOptions: { experimentalDecorators: true } });
  return new CellCompiler({ globals: [], lower });
}

async function failure(source: string, from = compiler()): Promise<CellSyntaxError> {
  const error: unknown = await from.compile(source, { url }).catch((reason: unknown) => reason);
  if (error instanceof CellSyntaxError) return error;
  throw new Error(`compile: must fail, got ${String(error)}`);
}

describe("CellCompiler", () => {
  it("knows the declarations of a cell, types too, and where they stand", async () => {
    const source = [
      "import d, { type T, a as b, type U as V } from 'm'; import type * as N from 'n'",
      "const [x, { y = 1 }] = z; let w: number; for (var i of []) { var j }",
      "function f(a: string): void; function f(a: any) {} class C {} enum E { A }",
      "namespace M { export const k = 1 } namespace O { export type P = 1 }",
      "interface I {} type A = 1; declare const q: 1; declare function r(): void; export const s = 1",
    ].join("\n");
    const { declarations } = await compiler().compile(source, { url });
    for (const { name, start, line, column } of declarations) {
      expect(source.slice(start, start + name.length)).toBe(name);
      expect(source.split("\n")[line - 1]?.slice(column - 1, column - 1 + name.length)).toBe(name);
    }
    expect(declarations.map(({ name, kind, typeOnly }) => [name, kind, typeOnly])).toEqual([
      ["d", "import", false],
      ["T", "import", true],
      ["b", "import", false],
      ["V", "import", true],
      ["N", "import", true],
      ["x", "const", false],
      ["y", "const", false],
      ["w", "let", false],
      ["i", "var", false],
      ["j", "var", false],
      ["f", "function", false],
      ["C", "class", false],
      ["E", "enum", false],
      ["M", "namespace", false],
      ["O", "namespace", true],
      ["I", "interface", true],
      ["A", "type", true],
      ["q", "const", true],
      ["r", "function", true],
      ["s", "const", false],
    ]);
  });

  it("knows the modules that a cell names", async () => {
    const source =
      "import 'a'; import type { B } from 'b'; import { type C } from 'c'; export * from 'd'\nawait import('e'); import(x); import f = require('f')";
    const { imports } = await compiler().compile(source, { url });
    expect(
      imports.map(({ specifier, typeOnly, dynamic }) => [specifier, typeOnly, dynamic]),
    ).toEqual([
      ["a", false, false],
      ["b", true, false],
      ["c", true, false],
      ["d", false, false],
      ["e", false, true],
      ["f", false, false],
    ]);
    for (const { specifier, start } of imports)
      expect(source.slice(start + 1, start + 1 + specifier.length)).toBe(specifier);
  });

  it.each([
    ["await 1", true],
    ["for await (const a of b) ;", true],
    ["import 'a'", true],
    ["{ await using a = b }", true],
    ["import type { A } from 'a'", false],
    ["async () => { await 1 }", false],
    ["class A { async m() { await 1 } }", false],
    ["1", false],
  ])("knows whether %j awaits at its top", async (source, hasAwait) => {
    expect((await compiler().compile(source, { url })).hasAwait).toBe(hasAwait);
  });

  it("hands import attributes to the host, and says which modules may be missing", async () => {
    const { code } = await compiler().compile(
      "import data from './a.json' with { type: 'json' }\nimport { T } from 't'\nimport { later } from 'l'\nlet t: T",
      { url },
    );
    expect(code).toContain("$load('./a.json', { with: { type: 'json' } })");
    expect(code).toContain("$load('t', { optional: true })");
    expect(code).toContain("$load('l');");
  });

  it("ends the code with the cell's sourceURL", async () => {
    expect((await compiler().compile("1", { url })).code).toMatch(/\n\/\/# sourceURL=cell:1\n$/);
  });

  it("learns names only when a cell is committed", async () => {
    const session = compiler();
    const declaring = await session.compile("const a = 1, URL = 2", { url });
    const before = await session.compile("a = 2; URL", { url });
    expect(before.code).toContain("a = 2; URL\n");
    session.commit(declaring);
    const after = await session.compile("a = 2; URL", { url });
    expect(after.code).not.toContain("a = 2");
    expect(after.code).not.toContain("URL\n");
  });

  it("names the place of a fault, with the line and a caret", async () => {
    const error = await failure("const a = 1\n\tconst b = foo(1 2)\n");
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.message).toBe("Unexpected `2`");
    expect([error.line, error.column]).toEqual([2, 18]);
    expect(error.frame).toBe(`2 | \tconst b = foo(1 2)\n  | \t${" ".repeat(16)}^`);
  });

  it("shows only the surroundings of a fault in a very long line", async () => {
    const error = await failure(`f(${"1, ".repeat(10_000)}2 3, ${"4, ".repeat(10_000)}5)`);
    expect(error.frame.length).toBeLessThan(400);
    const [line = "", caret = ""] = error.frame.split("\n");
    expect(line[caret.indexOf("^")]).toBe("3");
  });

  it.each([
    ["x;", true],
    ["x", false],
    ["x; // why", true],
    ["x // why;", false],
    ["x; /* a */ // b\n/* c\n */\n", true],
    ["x\n;", true],
    ["x;;", true],
    ["x\n\n;;", true],
    ["await f();", true],
    ["';'", false],
    ["`;`", false],
    ["/;/", false],
    ["x as any;", true],
    ["x!", false],
    ["const a = 1;", false],
    ["const a = 1;\na", false],
    ["a;\nb", false],
    ["if (a) { b; }", false],
    ["(() => { x; })()", false],
    ["f(`;`); type A = 1;", false],
    ["", false],
    [";", false],
    ["enum E { A }\nE.A;", true],
    ["enum E { A }\nE.A // E.B;", false],
    ["class E { f(@P ...x: any[]) {} }\nE.name;", true],
    ["class E { f(@P ...x: any[]) {} }\n'http://a' // b;", false],
    ["class E { f(@P ...x: any[]) {} }\n'http://a'; // b", true],
  ])("knows whether a semicolon hides the value of %j", async (source, isHidden) => {
    expect((await experimental().compile(source, { url })).isHidden).toBe(isHidden);
  });

  it.each([
    ["1\n 'é'; class E { f(@P x) {} }", [2, 19]],
    ["class E { constructor(@P private x: number) {} }", [1, 23]],
    ["enum E { A = await 1 }", [1, 14]],
  ])("names the place of what cannot be lowered in %j", async (source, place) => {
    const { line, column, frame } = await failure(source);
    expect([line, column]).toEqual(place);
    expect(frame).toContain("^");
  });

  it("names the place of what only the second lowering refuses", async () => {
    const lower: Lower = {
      engineHasUsing: false,
      transform: async (code) => {
        const column = (code.split("\n")[1] ?? "").indexOf("null") + 1;
        throw new LoweringError("no null here", { line: 2, column });
      },
    };
    const error = await failure(
      "let a: number = 1\nconst b: string = 'b'; using c = null",
      new CellCompiler({ globals: [], lower }),
    );
    expect([error.message, error.line, error.column]).toEqual(["no null here", 2, 34]);
  });

  it.each([
    "class E { f(@P x: number) { return x } }",
    "class E { f(@P { a }: any, @P b = 1, @P() @Q c?: string) {} static g(@P x) {} set h(@P v) {} }",
    "class E { constructor(@P private readonly x: T, @Q y = 1) {} }",
    "class E { f(@P ...rest: number[]) {} }",
    "function make() { class Inner { f(@P x) {} } return Inner }",
  ])("lowers the decorators of the parameters in %j", async (source) => {
    expect((await experimental().compile(source, { url })).code).not.toContain("@");
  });

  it("shows whole characters only", async () => {
    const emoji = "😀".repeat(100);
    for (const pad of ["", " "]) {
      const { frame } = await failure(`/* ${emoji} */${pad} f(1 2) /* ${emoji} */`);
      expect(Buffer.from(frame).toString()).toBe(frame);
    }
  });

  it("says in words that the cell ends too early", async () => {
    const error = await failure("const a = (");
    expect(error.message).toBe("The cell ends in the middle of a statement");
    expect([error.line, error.column]).toEqual([1, 12]);
  });

  it.each([
    ["1\nenum E { A }", "An enum", 2],
    ["namespace N { export const a = 1 }", "A namespace", 1],
    ["@dec class A {}", "A decorator", 1],
    ["class A { constructor(private a: 1) {} }", "A constructor parameter", 1],
    ["class A { accessor a = 1 }", "An accessor", 1],
    ["const a = <b/>", "JSX", 1],
    ["{ using a = b }", "A `using` declaration", 1],
  ])("says what it cannot run without a lowering: %j", async (source, what, line) => {
    const error = await failure(source, new CellCompiler({ globals: [] }));
    expect(error.message).toContain(what);
    expect(error.line).toBe(line);
  });

  it.each([
    ["parentheses", `${"(".repeat(50_000)}1${")".repeat(50_000)}`],
    ["operators", `${"1 + ".repeat(50_000)}1`],
    ["casts", `${"<T>(".repeat(40)}1${")".repeat(40)}`],
    ["open calls with type arguments", "f<T>(".repeat(40)],
  ])("gives up on %s without end", async (_, source) => {
    expect((await failure(source)).message).toBe("The cell is nested too deeply");
  });

  it("needs no lowering for anything else", async () => {
    const session = new CellCompiler({ globals: [] });
    const source =
      "declare enum E {}\ntype T = 1\nabstract class A<T> { private a?: T }\nlet a = <T>b!\nimport c = require('c')";
    expect((await session.compile(source, { url })).code).not.toMatch(
      /\b(?:type|private|declare)\b/,
    );
  });

  it("maps every word of the code to the same word of the cell", async () => {
    const source = [
      "type Big = {\n  a: string\n}",
      "const one: number = two as number",
      "three<Big>(four!, (five: Big, six?: number): void => { seven(five) })",
      "function eight(nine: Big): asserts nine { ten(nine) }",
    ].join("\n\n");
    const compiled = await compiler().compile(source, { url });
    const lines = source.split("\n");
    const words = /\b(?:one|two|three|four|five|six|seven|nine|ten)\b/g;
    let count = 0;
    compiled.code.split("\n").forEach((text, index) => {
      for (const match of text.matchAll(words)) {
        const place = mapPosition(compiled, index + 1, match.index + 1);
        const there = lines[(place?.line ?? 0) - 1]?.slice((place?.column ?? 0) - 1) ?? "";
        expect(there.startsWith(match[0])).toBe(true);
        count += 1;
      }
    });
    expect(count).toBe(11);
  });

  it("maps its own code to nothing", async () => {
    const compiled = await compiler().compile("var a = 1", { url });
    expect(compiled.code.startsWith('"use strict"')).toBe(true);
    expect(mapPosition(compiled, 1, 1)).toBeNull();
  });

  it("composes one source map, also over lowered code", async () => {
    const compiled = await compiler().compile("enum E { A }\nlet x = boom(E)", { url });
    const lines = compiled.code.split("\n");
    const line = lines.findIndex((text) => text.includes("boom"));
    const column = lines[line]?.indexOf("boom") ?? -1;
    const segments = compiled.map.mappings[line] ?? [];
    const segment = segments.filter((at) => at[0] <= column).at(-1);
    expect(segment?.slice(2, 4)).toEqual([1, 8]);
  });

  it("gives cells names of their own, until they declare these", async () => {
    const session = new CellCompiler({ globals: [], ofCells: { module: "cellModule" } });
    const codeOf = async (source: string) => (await session.compile(source, { url })).code;
    expect(await codeOf("module.id + typeof module")).toContain(
      "cellModule.id + typeof cellModule",
    );
    expect(await codeOf("({ module, id: 1 }).module")).toContain(
      "({ module: cellModule, id: 1 }).module",
    );
    expect(await codeOf("{ const module = 1; module }")).not.toContain("cellModule");
    expect(await codeOf("const module = 1")).toContain("let cellModule = 1");
  });

  it("honours a tsconfig's JSX options", async () => {
    const session = new CellCompiler({
      globals: [],
      helpers: { import: "$load" },
      lower: lowerWithEsbuild({ compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } }),
    });
    const { code } = await session.compile("<a/>", { url });
    expect(code).toContain('$load("preact/jsx-runtime")');
  });
});
