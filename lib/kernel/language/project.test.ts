import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { languageServerExecutable } from "./executable.ts";
import { LanguageService } from "./language-service.ts";
import { nodeLibrary } from "./node-library.ts";
import { bootstrapDocuments, projectDocuments } from "./project.ts";
import { LanguageServer } from "./server.ts";
import { brief, type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook;
afterEach(() => notebook.close());

const UNINDEXED = "const list = [1]; list[0].toFixed();";

test("the notebook's tsconfig.json is honoured, with what it extends", async () => {
  notebook = await openNotebook({
    "base.json": '{ "compilerOptions": { "noUncheckedIndexedAccess": true } }',
    "tsconfig.json": `{
      // Comments and trailing commas are allowed.
      "extends": "./base.json",
      "compilerOptions": {
        "strict": false, "jsx": "react", "lib": ["es2020", "dom"],
        "module": "commonjs", "verbatimModuleSyntax": true, "noUnusedLocals": true,
        "baseUrl": ".", "paths": { "#lib/*": ["./source/*"] },
      },
    }`,
    "source/a.ts": "export const a: number = 1; export type T = string;",
  });
  const { errors, notices } = notebook;
  expect(
    await errors("import { a, T } from '#lib/a'; const t: T = ''; await a.toFixed();"),
  ).toEqual([]);
  expect(await errors("const f = (x) => x; const s: string = null; document.title;")).toEqual([]);
  expect(await errors("[1].findLast((x) => x);")).toHaveLength(1);
  expect(await errors("new (class { #p = process.pid; })();")).toEqual([]);
  expect(notices).toEqual([]);
});

test("its aliases and its own conditions lead to files that are seen as they are edited", async () => {
  const exported = { source: "./src.ts", types: "./dist.d.ts", default: "./dist.js" };
  notebook = await openNotebook({
    "tsconfig.json": JSON.stringify({
      compilerOptions: { customConditions: ["source"], paths: { "@/*": ["./lib/*"] } },
    }),
    "lib/aliased.ts": "export const before = 1;",
    "linked/package.json": JSON.stringify({ name: "linked", exports: exported }),
    "linked/src.ts": "export const before = 1;",
    "linked/dist.d.ts": "export declare const built: number;",
    "node_modules/other/package.json": "{}",
  });
  const { directory, errors, write } = notebook;
  symlinkSync(join(directory, "linked"), join(directory, "node_modules/linked"));
  for (const from of ["@/aliased", "linked"])
    expect(await errors(`import { before } from '${from}'; before;`)).toEqual([]);
  for (const file of ["lib/aliased.ts", "linked/src.ts"]) write(file, "export const after = 'x';");
  for (const from of ["@/aliased", "linked"])
    expect(await errors(`import { after } from '${from}'; after.length;`)).toEqual([]);
});

test("one that covers another folder is not used, which is said once", async () => {
  const tsconfig = '{ "include": ["src"], "compilerOptions": { "strict": false } }';
  notebook = await openNotebook({ "tsconfig.json": tsconfig });
  expect(await notebook.errors("const f = (x) => x;")).toHaveLength(1);
  notebook.service.filesChanged([join(notebook.directory, "tsconfig.json")]);
  await notebook.errors("1;");
  expect(notebook.notices).toHaveLength(1);
  expect(notebook.notices[0]).toMatch(/tsconfig\.json does not cover this notebook's folder/);
});

test("one in a folder above counts, and its other files are not loaded", async () => {
  notebook = await openNotebook({
    "tsconfig.json": '{ "include": ["*/**/*"], "compilerOptions": { "strict": false } }',
    "other/big.ts": "declare global { var fromAbove: number }\nexport {};",
  });
  const directory = join(notebook.directory, "inner");
  mkdirSync(directory);
  const service = await LanguageService.start({ directory });
  expect((await service.check("const f = (x) => x; fromAbove;")).map(brief)).toEqual([
    "1:21 TS2304 Cannot find name 'fromAbove'.",
  ]);
  await service.dispose();
});

test("the server makes up no project for a tsconfig.json, which would load a browser's library", async () => {
  notebook = await openNotebook({ "tsconfig.json": '{ "include": ["src"] }' });
  const directory = join(notebook.directory, "inner");
  mkdirSync(directory);
  const executable = await languageServerExecutable();
  const server = await LanguageServer.start({ executable, directory, onDeath: () => {} });
  const library = nodeLibrary(directory, process.versions.node);
  const project = { library, options: {}, globals: "", roots: [] };
  for (const documents of [bootstrapDocuments(directory, []), projectDocuments(project)]) {
    for (const [name, text] of documents) server.write(join(directory, name), text);
    for (const folder of [directory, dirname(directory)]) {
      const path = join(folder, "tsconfig.json");
      const textDocument = { uri: pathToFileURL(path).href };
      const found = await server.request("custom/projectInfo", { textDocument });
      expect(found).toEqual({ configFilePath: path });
    }
  }
  await server.stop();
});

test("one that is edited counts from the next cell on", async () => {
  notebook = await openNotebook({ "tsconfig.json": "{}" });
  const { errors, write, service } = notebook;
  expect(await errors(UNINDEXED)).toEqual([]);
  const path = write(
    "tsconfig.json",
    '{ "compilerOptions": { "noUncheckedIndexedAccess": true } }',
  );
  service.filesChanged([path]);
  expect(await errors(UNINDEXED)).toHaveLength(1);
});

test("one that is broken is said, and the defaults hold", async () => {
  notebook = await openNotebook({ "tsconfig.json": "{ nonsense" });
  expect(await notebook.errors("const f = (x) => x;")).toHaveLength(1);
  expect(notebook.notices[0]).toMatch(/cannot be read as JSON/);
});

test.each([
  ["20.19.0", "[1].toSorted(); 'a'.isWellFormed();", "Promise.try(() => 1);"],
  ["20.19.0", "[1].findLast((x) => x > 0); process.pid;", "[1].values().map((x) => x);"],
  [
    "22.0.0",
    "[1].values().map((x) => x); Object.groupBy([1], () => 'a');",
    "Promise.try(() => 1);",
  ],
  ["22.0.0", "new Set([1]).union(new Set([2])); process.pid;", "RegExp.escape('a');"],
  ["22.0.0", "{ await using r = { async [Symbol.asyncDispose]() {} }; r; }", "DisposableStack;"],
  ["20.19.0", "{ using r = { [Symbol.dispose]() {} }; r; }", "SuppressedError;"],
  ["24.0.0", "Promise.try(() => 1); RegExp.escape('a'); process.pid;", "Temporal.Now;"],
  ["24.0.0", "using stack = new DisposableStack(); stack;", "Temporal.Now;"],
])("on Node %s, %j is typed and %j is not", async (nodeVersion, there, missing) => {
  notebook = await openNotebook({}, { nodeVersion });
  expect(await notebook.errors(there)).toEqual([]);
  expect(await notebook.errors(missing)).not.toEqual([]);
  expect(await notebook.errors("document.title;")).toHaveLength(1);
});

test("of each year of JavaScript the types are there", async () => {
  notebook = await openNotebook({}, { nodeVersion: "20.19.0" });
  const source = `
    JSON.parse("1"); new Proxy({}, Reflect); Symbol.iterator; [1].includes(2 ** 3);
    Object.entries({}); new SharedArrayBuffer(1); (async function* () {})().next();
    [[1]].flat(); 1n + 2n; new WeakRef({}); [1].at(-1); Object.hasOwn({}, "a"); [1].with(0, 2);
    function logged<F extends () => void>(f: F, _: ClassMethodDecoratorContext): F { return f; }
    class Logged { @logged method() {} }
    using _closed = { [Symbol.dispose]() {} }; Logged;`;
  expect(await notebook.errors(source)).toEqual([]);
});

test("the types of Node are those of its version", async () => {
  const source = "import { DatabaseSync } from 'node:sqlite'; DatabaseSync;";
  notebook = await openNotebook({}, { nodeVersion: "20.19.0" });
  expect(await notebook.errors(source)).toHaveLength(1);
  await notebook.close();
  notebook = await openNotebook({}, { nodeVersion: "24.0.0" });
  expect(await notebook.errors(source)).toEqual([]);
});

test("a folder that asks for types of Node gets its own", async () => {
  notebook = await openNotebook({
    "package.json": '{ "devDependencies": { "@types/node": "*" } }',
    "node_modules/@types/node/package.json": '{ "name": "@types/node", "version": "1.0.0" }',
    "node_modules/@types/node/index.d.ts": "declare const ownNode: number;",
  });
  expect(await notebook.errors("ownNode.toFixed();")).toEqual([]);
  expect(await notebook.errors("process.pid;")).toHaveLength(1);
});

test("a baseUrl holds, beside paths and packages", async () => {
  notebook = await openNotebook({
    "tsconfig.json":
      '{ "compilerOptions": { "baseUrl": "./source", "paths": { "@/*": ["deep/*"] } } }',
    "source/a.ts": "export const a: number = 1;",
    "source/deep/b.ts": "export const b: number = 1;",
    "node_modules/c/package.json": '{ "name": "c", "types": "c.d.ts" }',
    "node_modules/c/c.d.ts": "export declare const c: number;",
  });
  const imports = "import { a } from 'a'; import { b } from '@/b'; import { c } from 'c';";
  expect(await notebook.errors(`${imports} (a + b + c).toFixed();`)).toEqual([]);
  expect(await notebook.errors(`import { a } from 'a'; a.length;`)).toHaveLength(1);
});

test("a tsconfig.json names the packages of types that cells see", async () => {
  notebook = await openNotebook({
    "tsconfig.json": '{ "compilerOptions": { "types": ["bells"] } }',
    "node_modules/@types/bells/package.json": '{ "name": "@types/bells", "version": "1.0.0" }',
    "node_modules/@types/bells/index.d.ts": "declare const bell: string;",
    "node_modules/@types/node/index.d.ts": "declare const notChosen: number;",
  });
  expect(await notebook.errors("bell.length; process.pid;")).toEqual([]);
  expect(await notebook.errors("notChosen;")).toHaveLength(1);
});

test.each(["{}", '{ "compilerOptions": { "lib": ["es2023", "dom"] } }'])(
  "WebAssembly is known with the tsconfig.json %s",
  async (tsconfig) => {
    notebook = await openNotebook({ "tsconfig.json": tsconfig });
    const source = `const bytes = new Uint8Array(8); WebAssembly.validate(bytes);
    const { instance } = await WebAssembly.instantiate(bytes, { env: { f() {} } });
    new WebAssembly.Instance(new WebAssembly.Module(bytes)); instance.exports;`;
    expect(await notebook.errors(source)).toEqual([]);
    expect(await notebook.errors("WebAssembly.nonsense;")).toHaveLength(1);
  },
);
