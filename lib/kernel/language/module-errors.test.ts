import { mkdirSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook;
afterEach(() => notebook.close());

/** The errors in modules, as `path:line:column message`. */
async function inModules(source: string): Promise<string[]> {
  const found = await notebook.service.check(source);
  return found.flatMap(({ module, line, column, message }) =>
    module === undefined ? [] : [`${module.path}:${line}:${column} ${message}`],
  );
}

/** Writes a file that is newer than it was. */
function edit(name: string, text: string): void {
  const path = notebook.write(name, text);
  const later = new Date(Date.now() + 5000);
  utimesSync(path, later, later);
}

const WRONG = "export const a = 1;\nexport const b: string = 5;\n";
const AT_2 = "2:14 Type 'number' is not assignable to type 'string'.";

describe("type errors in a local module", () => {
  test.each([
    ["import { a } from './lib/m.ts'; a;"],
    ["import { a } from './lib/m'; a;"],
    ["import type { a } from './lib/m'; type A = typeof a;"],
    ["export { a } from './lib/m';"],
    ["const { a } = await import('./lib/m.ts'); a;"],
    ["const { a } = require('./lib/m.ts'); a;"],
    ["const { a } = require('./lib/m'); a;"],
    ["import m = require('./lib/m'); m.a;"],
  ])("are told by %j, once", async (source) => {
    notebook = await openNotebook({ "lib/m.ts": WRONG });
    expect(await inModules(source)).toEqual([`lib/m.ts:${AT_2}`]);
    expect(await inModules(source)).toEqual([]);
    expect(await inModules("import { b } from './lib/m'; b;")).toEqual([]);
  });

  test.each([
    ["require('./m.mts')"],
    ["require('./m')"],
    ["import { s } from './m'"],
    ["import { s } from './m.mjs'"],
  ])("are no others by %j, where a module uses what Node has", async (source) => {
    notebook = await openNotebook({
      "m.mts":
        "import type { Stats } from 'node:fs'; export let s: Stats | undefined; export const d = import.meta.dirname;",
      "n.mts": WRONG,
    });
    expect(await inModules(source)).toEqual([]);
    edit("m.mts", "export * from './n.mts'; export const s: string = 5;");
    expect(await inModules(source)).toHaveLength(2);
  });

  test("are told again when it changes, and not when they are mended", async () => {
    notebook = await openNotebook({ "m.ts": WRONG });
    const source = "import { a } from './m'; a;";
    expect(await inModules(source)).toHaveLength(1);
    edit("m.ts", `\n${WRONG}`);
    expect(await inModules(source)).toEqual([
      "m.ts:3:14 Type 'number' is not assignable to type 'string'.",
    ]);
    edit("m.ts", "export const a = 1;");
    expect(await inModules(source)).toEqual([]);
  });

  test("are told of modules that modules import, also where the import becomes wrong", async () => {
    notebook = await openNotebook({
      "m.ts": "import { n } from './n.ts';\nexport const a: number = n;",
      "n.ts": "export const n = 1;",
    });
    const source = "import { a } from './m'; a;";
    expect(await inModules(source)).toEqual([]);
    edit("n.ts", "export const n: string = 1;");
    expect(await inModules(source)).toEqual([
      "m.ts:2:14 Type 'string' is not assignable to type 'number'.",
      "n.ts:1:14 Type 'number' is not assignable to type 'string'.",
    ]);
  });

  test("come with the cell's own", async () => {
    notebook = await openNotebook({ "m.ts": WRONG });
    expect(await notebook.errors("import { a } from './m'; const c: string = a;")).toEqual([
      "1:32 TS2322 Type 'number' is not assignable to type 'string'.",
      `2:14 TS2322 ${AT_2.slice(5)}`,
    ]);
  });

  test.each([
    ["of one that asks not to be checked", { "m.ts": `// @ts-nocheck\n${WRONG}` }],
    ["of JavaScript", { "m.js": "export const a = 1; a.nope;" }],
    ["of declarations", { "m.d.ts": "export const a: Nope;" }],
    [
      "of one that only a comment names",
      { "m.ts": "export const a = 1; // from './n'", "n.ts": WRONG },
    ],
    [
      "of a package",
      { "m.ts": "import 'p'; export const a = 1;", "node_modules/p/index.ts": WRONG },
    ],
    [
      "of what cannot be parsed or found, which the import tells",
      { "m.ts": "import 'nope'; export const a = 1 +;" },
    ],
  ])("are not told %s", async (_, files) => {
    notebook = await openNotebook(files as Record<string, string>);
    expect(await inModules("import { a } from './m'; a;")).toEqual([]);
  });

  test("are not told to a cell that is not checked", async () => {
    notebook = await openNotebook({ "m.ts": WRONG });
    expect(await inModules("// @ts-nocheck\nimport { a } from './m'; a;")).toEqual([]);
  });
});

test("whatever a cell imports, the next one is checked", async () => {
  notebook = await openNotebook({ plain: "export default 1", "bin.ts": "\u0000\u0001\ufffd" });
  mkdirSync(join(notebook.directory, "folder.ts"));
  symlinkSync("nowhere", join(notebook.directory, "dangling.ts"));
  symlinkSync("circle.ts", join(notebook.directory, "circle.ts"));
  for (const name of [
    "./plain",
    "./plain/x",
    "./plain/x.ts",
    "./folder.ts",
    "./dangling.ts",
    "./circle.ts",
    "./bin.ts",
    "./a\\0b",
    `./${"long".repeat(100)}`,
    "/etc/passwd/x",
    "./%00",
    ".",
    "./",
    "",
  ]) {
    await notebook.errors(`import d from "${name}"; d;`);
    expect(await notebook.errors("const a: number = 'x';"), name).toHaveLength(1);
  }
  expect(notebook.notices).toEqual([]);
});

test("names that came to globalThis are known, until a cell declares them with a type", async () => {
  notebook = await openNotebook();
  expect(await notebook.errors("globalThis.x = 5; x.anything;")).toEqual([]);
  expect(await notebook.errors("x")).toHaveLength(1);
  notebook.service.addGlobals(["x", "typed", "new"]);
  expect(await notebook.errors("x.anything; globalThis.x = 6;")).toEqual([]);
  notebook.publish("declare global { var typed: number }", "");
  notebook.service.addGlobals(["other"]);
  expect(await notebook.errors("typed.nope; other;")).toHaveLength(1);
  expect(await notebook.errors("let x = 1; x.nope;")).toHaveLength(1);
  expect(await notebook.errors("globalThis.unknown;")).toHaveLength(1);
});
