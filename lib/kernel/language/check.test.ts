import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook;
beforeAll(async () => {
  notebook = await openNotebook(
    { "local.ts": "export const q = 1;\n", "data.json": '{ "rows": [1, 2] }' },
    { globals: "declare const jupyter: { display(value: unknown): Promise<void> };" },
  );
});
afterAll(() => notebook.close());

describe("one cell", () => {
  test.each([
    ["const a: number = 'x';", "1:7 TS2322 Type 'string' is not assignable to type 'number'."],
    ["\nlet a = 1;\n  a.nope;", "3:5 TS2339 Property 'nope' does not exist on type 'number'."],
    ["const s = '😀'; s.nope;", "1:19 TS2339 Property 'nope' does not exist on type '\"😀\"'."],
    ["let a = 1;\r\n\r\na = '';", "3:1 TS2322 Type 'string' is not assignable to type 'number'."],
    ["lett;", "1:1 TS2304 Cannot find name 'lett'."],
    ["const f = (x) => x;", "1:12 TS7006 Parameter 'x' implicitly has an 'any' type."],
    ["const u: string = null;", "1:7 TS2322 Type 'null' is not assignable to type 'string'."],
    [
      "let late = late + 1;",
      "1:5 TS7022 'late' implicitly has type 'any' because it does not have a type annotation and is referenced directly or indirectly in its own initializer.",
    ],
  ])("%j is reported", async (source, expected) => {
    expect(await notebook.errors(source)).toContain(expected);
  });

  test.each([
    "const r = await Promise.resolve(1); r.toFixed();",
    "for await (const x of [1]) x.toFixed();",
    "let unused = 1; function alsoUnused(a: number) {}",
    "interface OnlyAType { a: number }",
    "#!/usr/bin/env node\nconst script = 1; script.toFixed();",
    "export const exported = 1;",
    "export default 1;",
    "const URL = 1; URL.toFixed(); const name = 2; name.toFixed();",
    "let process = 'a'; process.length;",
    "// @ts-nocheck\nconst a: number = 'x';",
    "/* about */ // first\n//@ts-nocheck\nnope;",
    "// @ts-expect-error\nconst a: number = 'x';",
    "import { readFile } from 'node:fs/promises'; (await readFile('a', 'utf8')).length;",
    "import type { Stats } from 'node:fs'; let s: Stats | undefined;",
    "import { q } from './local'; import { q as p } from './local.ts'; (q + p).toFixed();",
    "import data from './data.json'; data.rows[0]?.toFixed();",
    "import.meta.url; import.meta.dirname; require('node:fs');",
    "await jupyter.display(new URL('file:///a')); console.log(structuredClone(1), fetch);",
    "enum E { A } namespace N { export const z = 1 } E.A + N.z;",
    "class K { constructor(private readonly v: number) {} get() { return this.v } }",
    "function dec(v: unknown, c: ClassDecoratorContext) {} @dec class D { accessor x = 1 }",
    "using r = { [Symbol.dispose]() {} };",
    "const p = { a: 1 } satisfies Record<string, number>;",
    "const x = <number>(1 as unknown); const id = <T>(v: T) => v; id(x).toFixed();",
    "let arr = []; function f() { return arr } arr.push(1); f();",
    "return_: for (;;) { break return_ }",
  ])("%j is well typed", async (source) => {
    expect(await notebook.errors(source)).toEqual([]);
  });

  test("an error spans its words, with offsets into the cell", async () => {
    const source = "// 😀\r\nconst total: number = 'x';\n";
    const [found] = await notebook.service.check(source);
    expect(source.slice(found?.start, found?.end)).toBe("total");
    expect(found).toMatchObject({ line: 2, column: 7, endLine: 2, endColumn: 12, code: 2322 });
  });

  test("the reasons of an error are in its message, other places are related", async () => {
    const source =
      "interface P { at: { x: number } }\nconst p: P = { at: { x: 'a' } };\nlet f: (a: string) => void = (a: number) => {};";
    const [property, parameter] = await notebook.service.check(source);
    expect(property?.related).toHaveLength(1);
    expect(source.slice(property?.related[0]?.start, property?.related[0]?.end)).toBe("x");
    expect(parameter?.message).toMatch(
      /not assignable to type '\(a: string\) => void'\.\n +Types of/,
    );
  });

  test("a syntax error is reported once, where it is", async () => {
    expect(await notebook.errors("let a = ;")).toEqual(["1:9 TS1109 Expression expected."]);
  });

  test("JSX is understood, with a factory of the cell's own", async () => {
    const factory =
      "/** @jsx h */\nfunction h(tag: string, ...rest: unknown[]) { return { tag, rest } }\n";
    expect(await notebook.errors(`${factory}const e = <b>{1}</b>;`)).toEqual([]);
    expect(await notebook.errors(`${factory}const e: number = <b>{nope}</b>;`)).toContain(
      "3:23 TS2304 Cannot find name 'nope'.",
    );
  });
});

describe("a module that is not there", () => {
  test("is one error, until it appears", async () => {
    const source = "import { z } from 'appears'; z.toFixed();";
    const install = `run "npm install appears" in ${notebook.directory}`;
    expect(await notebook.errors(source)).toEqual([
      `1:19 TS2307 Cannot find package 'appears': ${install}`,
    ]);
    notebook.write("node_modules/appears/package.json", '{ "name": "appears", "types": "a.d.ts" }');
    notebook.write("node_modules/appears/a.d.ts", "export const z: string;");
    expect(await notebook.errors(source)).toEqual([
      "1:32 TS2551 Property 'toFixed' does not exist on type 'string'. Did you mean 'fixed'?",
    ]);
  });

  test("may be one that Node does not have", async () => {
    expect(await notebook.errors("import { z } from 'node:nothing'; z;")).toEqual([
      expect.stringMatching(/^1:19 TS\d+ Cannot import 'node:nothing': Node .* has no module/),
    ]);
  });

  test("is no error where the host knows the way", async () => {
    notebook.write("math.wasm", "");
    notebook.write("short.mts", "export const s = 1;");
    const sources = ["./math.wasm", "./short", "data:text/javascript,export const z = 1"];
    for (const source of sources)
      expect(await notebook.errors(`import { z } from "${source}"; z;`)).toEqual([]);
  });

  test("is explained for a file that is no module, however it is imported", async () => {
    notebook.write("style.css", "a {}");
    for (const source of ['import "./style.css"', 'import s from "./style.css"; s']) {
      const [error] = await notebook.errors(source);
      expect(error).toMatch(/Cannot import '\.\/style\.css': .* got a \.css file/);
    }
  });

  test("may be a local file", async () => {
    const source = "import { w } from './fresh'; w.toFixed();";
    expect(await notebook.errors(source)).toHaveLength(1);
    notebook.write("fresh.ts", "export const w = 1;");
    expect(await notebook.errors(source)).toEqual([]);
  });

  test("may be a local file that another imports, and that was never there or comes back", async () => {
    notebook.write("all.ts", "export * from './later.js';");
    const source = "import { w } from './all.ts'; w.toFixed();";
    expect(await notebook.errors(source)).toHaveLength(1);
    const path = notebook.write("later.js", "export const w = 1;");
    expect(await notebook.errors(source)).toEqual([]);
    // Before the file in JavaScript.
    notebook.write("later.ts", "export const w: string = 'text';");
    expect(await notebook.errors(source)).toHaveLength(1);
    rmSync(path.replace(/js$/, "ts"));
    rmSync(path);
    expect(await notebook.errors(source)).toHaveLength(1);
    notebook.write("later.ts", "export const w: number = 1;");
    expect(await notebook.errors(source)).toEqual([]);
  });

  test("may be a local file that was there, by itself or for another", async () => {
    const path = notebook.write("gone.ts", "export const w = 1;");
    notebook.write("through.ts", "export { w } from './gone.js';");
    const direct = "import { w } from './gone'; w.toFixed();";
    const through = "import { w } from './through.ts'; w.toFixed();";
    expect([await notebook.errors(direct), await notebook.errors(through)]).toEqual([[], []]);
    rmSync(path);
    expect(await notebook.errors(direct)).toEqual([
      `1:19 TS2307 Cannot find './gone': there is no file ${path.replace(/\.ts$/, "")} (nor with .ts or .js)`,
    ]);
    notebook.write("gone.ts", "export const w = 'text';");
    expect(await notebook.errors(direct)).toHaveLength(1);
    expect(await notebook.errors(through)).toHaveLength(1);
  });

  test("is seen as it is edited, through a link and a name of package.json", async () => {
    notebook.write("package.json", '{ "imports": { "#named": "./named.ts" } }');
    notebook.write("linked/package.json", '{ "name": "linked", "exports": "./src/i.ts" }');
    notebook.write("linked/src/i.ts", "export * from './inner.ts'");
    const paths = ["named.ts", "linked/src/inner.ts"];
    for (const path of paths) notebook.write(path, "export const before = 1;");
    mkdirSync(join(notebook.directory, "node_modules"), { recursive: true });
    symlinkSync(
      join(notebook.directory, "linked"),
      join(notebook.directory, "node_modules/linked"),
    );
    const source = (name: string, from: string) => `import { ${name} } from '${from}'; ${name};`;
    for (const from of ["#named", "linked"])
      expect(await notebook.errors(source("before", from))).toEqual([]);
    for (const path of paths) notebook.write(path, "export const after = 'text';");
    for (const from of ["#named", "linked"]) {
      expect(await notebook.errors(source("after", from))).toEqual([]);
      expect(await notebook.errors(source("before", from))).toHaveLength(1);
    }
  });

  test("a package without types is any", async () => {
    notebook.write("node_modules/untyped/package.json", '{ "name": "untyped", "main": "i.js" }');
    notebook.write("node_modules/untyped/i.js", "exports.a = 1;");
    expect(await notebook.errors("import { b } from 'untyped'; b.c.d;")).toEqual([]);
  });
});

test("a local module that is edited is seen anew, and what it imports too", async () => {
  notebook.write("inner.ts", "export const v = 1;");
  notebook.write("outer.ts", "export { v } from './inner.ts';");
  const source = "import { v } from './outer'; v.toFixed();";
  expect(await notebook.errors(source)).toEqual([]);
  notebook.write("inner.ts", "export const v = 'text';");
  expect(await notebook.errors(source)).toHaveLength(1);
});

test("a file that changed is read again when the host tells", async () => {
  const path = notebook.write("told.d.ts", "declare module 'told' { export const a: 1 }");
  const source = "/// <reference path='./told.d.ts' />\nimport { a } from 'told'; const b: 1 = a;";
  expect(await notebook.errors(source)).toEqual([]);
  notebook.write("told.d.ts", "declare module 'told' { export const a: 2 }");
  notebook.service.filesChanged([path]);
  expect(await notebook.errors(source)).toEqual([
    "2:33 TS2322 Type '2' is not assignable to type '1'.",
  ]);
});
