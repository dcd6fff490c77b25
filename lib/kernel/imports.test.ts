import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveKernel, plain, resultText } from "./testing/live-kernel.ts";

describe("imports from cells", () => {
  let kernel: LiveKernel;
  const write = (name: string, text: string) => {
    const path = join(kernel.directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const result = async (code: string) => resultText(await kernel.execute(code));
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("find Node's modules, JSON and CommonJS with all its names", async () => {
    write("data.json", '{ "k": 5 }');
    write("common.cjs", "const all = {}; all.c = 1; module.exports = all");
    expect(await result("import { sep } from 'path'; sep")).toBe("'/'");
    expect(await result("import data from './data.json'; data")).toBe("{ k: 5 }");
    expect(await result("import { c } from './common.cjs'; c")).toBe("1");
    expect(await result("require('./common.cjs').c")).toBe("1");
  });

  it("find local TypeScript with or without extension", async () => {
    write(
      "a.ts",
      "import type { T } from './t'\nexport const a: number = 1\nexport const t: T = 'x'\n",
    );
    write("t.ts", "export type T = string");
    write("m.mts", "export const here: string = import.meta.dirname ?? ''");
    expect(await result("import { a, t } from './a'; a + t")).toBe("'1x'");
    expect(await result("import { a as other } from './a.ts'; other")).toBe("1");
    expect(await result("import { here } from './m.mjs'; here === import.meta.dirname")).toBe(
      "true",
    );
  });

  it("see an edit, through importers too, and share what was not edited", async () => {
    write("deep.ts", "export const n: number = 1");
    write("outer.ts", "import { n } from './deep'\nexport const m = n + 1\nexport const key = {}");
    expect(await result("import { m, key } from './outer'; const before = key; m")).toBe("2");
    expect(await result("import { key } from './outer'; key === before")).toBe("true");
    write("deep.ts", "export const n: number = 10");
    expect(await result("import { m } from './outer'; m")).toBe("11");
  });

  it("complain once about a missing module and find it when it is there", async () => {
    const { reply } = await kernel.execute("import { late } from './late'; late");
    expect(reply.content.status).toBe("error");
    expect(reply.content.evalue).toContain("'./late'");
    write("late.ts", "export const late = 3");
    expect(await result("import { late } from './late'; late")).toBe("3");
  });

  it("map errors to the lines of local modules", async () => {
    write(
      "bad.ts",
      "interface Gone {\n  a: number\n}\n\nexport function bad(): never {\n  throw new Error('in bad')\n}\n",
    );
    const { reply } = await kernel.execute("import { bad } from './bad'; bad()");
    const traceback = plain((reply.content.traceback as string[]).join("\n"));
    expect(traceback).toMatch(/at bad \(.*bad\.ts, line 6, column 9\)/);
    expect(traceback).toContain("> 6 |   throw new Error('in bad')");
  });

  it("name the file and the line of a local module's syntax error", async () => {
    write("broken.ts", "export const fine = 1\nexport const broken: number = = 1\n");
    for (const cell of ["await import('./broken')", "require('./broken')"]) {
      const { content } = (await kernel.execute(`// @ts-nocheck\n${cell}`)).reply;
      expect(content).toMatchObject({
        ename: "SyntaxError",
        evalue: expect.stringMatching(/broken\.ts, line 2, column 31: Unexpected "="$/),
      });
      expect(plain((content.traceback as string[]).join("\n"))).not.toContain("warnings");
    }
  });

  it("say at run time too why a module is not found", async () => {
    const error = async (cell: string) =>
      (await kernel.execute(`// @ts-nocheck\n${cell}`)).reply.content.evalue;
    write("needy.ts", "import { gone } from 'not-installed'; export const needy = gone");
    const install = `run "npm install not-installed" in ${kernel.directory}`;
    expect(await error("await import('not-installed/sub')")).toMatch(`: ${install}`);
    expect(await error("require('not-installed')")).toMatch(`: ${install}`);
    expect(await error("import.meta.resolve('not-installed')")).toMatch(`: ${install}`);
    const by = `(imported by ${join(kernel.directory, "needy.ts")})`;
    expect(await error("import './needy'")).toMatch(`: ${install} ${by}`);
    expect(await error("import 'npm:lodash'")).toMatch('run "npm install lodash"');
    expect(await error("import 'node:ffs'")).toMatch("did you mean 'node:fs'?");
  });

  it("load an edited WebAssembly file anew, and name one that is none", async () => {
    const code =
      "0061736d0100000001070160027f7f017f030201000707010361646400000a09010700200020016a0b";
    const wasm = (operation: string) =>
      writeFileSync(
        join(kernel.directory, "math.wasm"),
        Buffer.from(code.replace("6a0b", operation), "hex"),
      );
    wasm("6a0b");
    expect(await result("import { add } from './math.wasm'; add(6, 3)")).toBe("9");
    wasm("6b0b");
    expect(await result("import math from './math.wasm'; math.add(6, 3)")).toBe("3");
    write("math.wasm", "text");
    const { content } = (await kernel.execute("import './math.wasm'")).reply;
    expect(content.evalue).toMatch(/math\.wasm: must be WebAssembly, got /);
  });

  it("keep cells' module and exports from packages", async () => {
    write(
      "looks.mjs",
      "export const seen = [typeof module, typeof exports, typeof __dirname].join()",
    );
    expect(await result("import { seen } from './looks.mjs'; seen")).toBe(
      "'undefined,undefined,undefined'",
    );
    expect(await result("require.main === module && module.filename === __filename")).toBe("true");
  });

  it("serve tslab's display API", async () => {
    const { outputs } = await kernel.execute(`import * as tslab from "tslab"
      tslab.display.html("<b>x</b>"); tslab.display.png(new Uint8Array([1, 2]))
      const one = tslab.newDisplay(); one.text("a"); one.text("b")`);
    const shown = outputs.filter(({ content }) => content.data !== undefined);
    expect(shown.map(({ header, content }) => [header.msg_type, content.data])).toEqual([
      ["display_data", { "text/html": "<b>x</b>" }],
      ["display_data", { "image/png": "AQI=" }],
      ["display_data", { "text/plain": "a" }],
      ["update_display_data", { "text/plain": "b" }],
    ]);
    expect(shown[2]?.content.transient).toEqual(shown[3]?.content.transient);
  });

  it("say which tslab's API that is", async () => {
    const { version } = createRequire(import.meta.url)("tslab/package.json");
    const shown = resultText(
      await kernel.execute(`import { versions } from "tslab"; versions.tslab`),
    );
    expect(shown).toBe(`'${version}'`);
  });
});

describe("require in cells", () => {
  let kernel: LiveKernel;
  const write = (name: string, text: string) => writeFileSync(join(kernel.directory, name), text);
  const result = async (code: string) => resultText(await kernel.execute(code));
  beforeAll(async () => {
    kernel = await LiveKernel.start();
    write("shape.ts", "export enum Shape { Round = 4 }\nexport let sides: number = 1");
    write(
      "user.mts",
      `import { Shape, sides } from "./shape.js"
       import type { Stats } from "node:fs"
       export const sum: number = Shape.Round + sides
       export const places = [import.meta.dirname, new URL(".", import.meta.url).pathname]
       export const later = () => import("./shape")
       export default (stats?: Stats) => typeof stats`,
    );
  });
  afterAll(() => kernel?.stop());

  it("gives local TypeScript, with or without its extension, once", async () => {
    expect(await result("require('./shape.ts').Shape.Round")).toBe("4");
    expect(await result("require('./shape') === require('./shape.ts')")).toBe("true");
    expect(await result("require('./user.mts').sum")).toBe("5");
    expect(await result("require('./user.mts').default()")).toBe("'undefined'");
    expect(await result("(await require('./user.mts').later()).sides")).toBe("1");
    const places = "require('./user.mts').places.map((place: string) => place.length)";
    expect(await result(places)).toBe(
      `[ ${kernel.directory.length}, ${kernel.directory.length + 1} ]`,
    );
    const found = "require.resolve('./shape') + import.meta.resolve('./shape')";
    expect(await result(found)).toMatch(/\/shape\.tsfile:\/\/\/.*\/shape\.ts'$/);
  });

  it("gives an edited module's new code, and that of its users", async () => {
    write("common.cjs", "module.exports = { sides: require('./data.json').sides }");
    write("data.json", '{ "sides": 1 }');
    write("module.js", "export const sides = 1");
    expect(await result("require('./user.mts').sum")).toBe("5");
    const all = "['./common.cjs', './module.js'].map((name) => require(name).sides)";
    expect(await result(all)).toBe("[ 1, 1 ]");
    write("shape.ts", "export enum Shape { Round = 40 }\nexport const sides: number = 2");
    write("data.json", '{ "sides": 2 }');
    write("module.js", "export const sides = 2");
    expect(await result("require('./user.mts').sum")).toBe("42");
    expect(await result(all)).toBe("[ 2, 2 ]");
  });

  it("says that what waits cannot be required, and loads it once it does not", async () => {
    write("waits.ts", "export const waited: number = await Promise.resolve(1)");
    const { content } = (await kernel.execute("require('./waits')")).reply;
    expect(content.evalue).toMatch(
      /waits\.ts, line 1, column 31: must have no top-level await to be required/,
    );
    write("waits.ts", "export const waited: number = 1");
    expect(await result("require('./waits').waited")).toBe("1");
  });

  it("loads a module that threw again, and maps its errors to its lines", async () => {
    write("throws.ts", "interface Gone {\n  a: number\n}\nthrow new Error('from the file')");
    const { content } = (await kernel.execute("require('./throws')")).reply;
    const traceback = plain((content.traceback as string[]).join("\n"));
    expect(traceback).toMatch(/throws\.ts, line 4, column 7/);
    expect(traceback).toContain("> 4 | throw new Error('from the file')");
    write("throws.ts", "export const calm = 1");
    expect(await result("require('./throws').calm")).toBe("1");
  });
});

describe("a notebook's tsconfig.json", () => {
  it("gives names to local files", async () => {
    const kernel = await LiveKernel.start();
    mkdirSync(join(kernel.directory, "src"));
    writeFileSync(join(kernel.directory, "src", "x.ts"), "export const x: number = 4");
    writeFileSync(
      join(kernel.directory, "tsconfig.json"),
      '{ // names\n  "compilerOptions": { "paths": { "@/*": ["./src/*"], }, },\n}',
    );
    const cell = "const module: any = await import('@/x' as string); module.x";
    expect(resultText(await kernel.execute(cell))).toBe("4");
    expect(resultText(await kernel.execute("require('@/x').x"))).toBe("4");
    await kernel.stop();
  });
});
