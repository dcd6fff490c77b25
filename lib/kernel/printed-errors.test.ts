import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LiveKernel, plain, resultText, streamText } from "./testing/live-kernel.ts";

describe("an error's stack", () => {
  let kernel: LiveKernel;
  /** The number of the next cell. */
  let next: number;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());
  beforeEach(async () => {
    next = Number((await kernel.execute("0")).reply.content.execution_count) + 1;
  });

  const stack = (...lines: string[]) => lines.join("\n    at ");

  it("has the learner's places, printed, shown as a value and read", async () => {
    await kernel.execute(
      "interface Gone {\n  a: 1;\n}\nfunction make() {\n  return new Error('made');\n}",
    );
    const made = stack(
      "Error: made",
      `make (Cell [${next}], line 5, column 10)`,
      `Cell [${next + 1}], line 1, column 22`,
    );
    const exchange = await kernel.execute(
      "const made: Error = (make());\nconsole.log(made); console.error(made); console.log(made.stack); made",
    );
    expect(streamText(exchange)).toBe(`${made}\n${made}\n`);
    expect(streamText(exchange, "stderr")).toBe(`${made}\n`);
    expect(resultText(exchange)).toBe(made);
  });

  it("has those of causes, of classes and of what awaits", async () => {
    const exchange = await kernel.execute(
      `class Maker { error; constructor() { this.error = new Error("outer", { cause: new Error("inner") }) } }
async function later() { await null; return new Maker().error }
const outer = await later(); console.log(outer)`,
    );
    expect(streamText(exchange)).toBe(`Error: outer
    at new Maker (Cell [${next}], line 1, column 51)
    at later (Cell [${next}], line 2, column 45)
    at Cell [${next}], line 3, column 15 {
  [cause]: Error: inner
      at new Maker (Cell [${next}], line 1, column 79)
      at later (Cell [${next}], line 2, column 45)
      at Cell [${next}], line 3, column 15
}
`);
  });

  it("has those of local modules, imported and required, edited or not", async () => {
    const path = join(kernel.directory, "made.ts");
    const head = "interface Gone {\n  a: 1;\n}\n";
    writeFileSync(path, `${head}export const make = () => new Error("module");\n`);
    const code = (load: string) => `${load}\nconsole.log(make().stack)`;
    const at = (line: number) => `make (${path}, line ${line}, column 27)`;
    const load = "import { make } from './made.ts'";
    const first = await kernel.execute(code(load));
    expect(streamText(first)).toBe(
      `${stack("Error: module", at(4), `Cell [${next}], line 2, column 13`)}\n`,
    );
    writeFileSync(path, `\n${head}export const make = () => new Error("module");\n`);
    const loads = [load, "const { make }: { make(): Error } = require('./made.ts')"];
    for (const [index, each] of loads.entries()) {
      const cell = `Cell [${next + 1 + index}], line 2, column 13`;
      expect(streamText(await kernel.execute(code(each)))).toBe(
        `${stack("Error: module", at(5), cell)}\n`,
      );
    }
  });

  it("has no frames of Node's below the cell, and keeps those in between", async () => {
    const exchange = await kernel.execute(
      `const { promise, resolve } = Promise.withResolvers<Error>();
setTimeout(() => resolve(new Error("timer")));
console.log((await promise).stack); console.log([1].map(() => new Error("map"))[0]!.stack)
try { process.chdir("/no/such/folder") } catch (error) { console.log((error as Error).stack) }`.replace(
        "const { promise, resolve } = Promise.withResolvers<Error>();",
        "let resolve = (_: Error) => {}; const promise = new Promise<Error>((r) => (resolve = r));",
      ),
    );
    const [timer, map, folder] = streamText(exchange).split(/^(?=Error)/m);
    expect(timer).toMatch(
      /^Error: timer\n {4}at Timeout\S* \(Cell \[\d+\], line 2, column 26\)\n$/,
    );
    expect(map).toBe(
      `${stack("Error: map", `Cell [${next}], line 3, column 63`, `Array.map (<anonymous>)`, `Cell [${next}], line 3, column 53`)}\n`,
    );
    expect(folder).toMatch(
      /at .*chdir.* \(node:internal.*\n {4}at Cell \[\d+\], line 4, column 15\n$/,
    );
  });

  it("reaches the learner's places from deep in a package, and the traceback folds the rest", async () => {
    const folder = join(kernel.directory, "node_modules", "deep");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "index.js"),
      "exports.dive = (n) => {\n  if (n === 0) throw new Error('deep');\n  return exports.dive(n - 1);\n};\n",
    );
    const load = "const { dive }: any = require('deep')\n";
    const { reply } = await kernel.execute(`${load}dive(60)`);
    const traceback = plain((reply.content.traceback as string[]).join("\n"));
    expect(traceback).toBe(`Error: deep
  1 | const { dive }: any = require('deep')
> 2 | dive(60)
    | ^
    at exports.dive (node_modules/deep/index.js:2:22)
    … 60 more in node_modules/deep
    at Cell [${next}], line 2, column 1`);
    const printed = await kernel.execute(
      "try { dive(60) } catch (error: any) { console.log(error.stack) }",
    );
    const lines = streamText(printed).trim().split("\n");
    expect(lines).toHaveLength(63);
    expect(lines.at(-1)).toBe(`    at Cell [${next + 1}], line 1, column 7`);
  });

  it("has as many places as Node shows, of a recursion, or as many as are asked for", async () => {
    const dive = "const down = (n: number): Error => n === 0 ? new Error('x') : [down(n - 1)][0]!;";
    const count = "down(30).stack!.split('\\n').length - 1";
    const asked = `${dive} console.log(${count}); Error.stackTraceLimit = 20; console.log(${count})`;
    expect(streamText(await kernel.execute(asked))).toBe("10\n20\n");
  });

  it("is of the right cell, also where another had its number before", async () => {
    const cell = (type: string) =>
      `const same: ${type} = new Error("same"); console.log(same.stack)`;
    const at = (column: number) =>
      `${stack("Error: same", `Cell [${next}], line 1, column ${column}`)}\n`;
    expect(streamText(await kernel.execute(cell("Error")))).toBe(at(21));
    const hidden = await kernel.execute(cell("Error & {}"), { store_history: false });
    expect(streamText(hidden)).toBe(at(26));
  });

  it("that holds another's still gives its frames to the traceback", async () => {
    const { reply } = await kernel.execute(
      "const whole = new Error('whole'); whole.stack = 'mine\\n' + new Error('part').stack; throw whole",
    );
    const traceback = plain((reply.content.traceback as string[]).join("\n"));
    expect(traceback).toBe(stack("Error: whole", `Cell [${next}], line 1, column 60`));
  });

  it("is written when it is first read, and costs nothing before", async () => {
    const exchange = await kernel.execute(`const before = Error.prepareStackTrace; let written = 0
Error.prepareStackTrace = (...all) => { written++; return before!(...all) }
const unread = Array.from({ length: 100 }, () => new Error("unread")); console.log(String(written))
unread[0]!.stack; unread[0]!.stack; console.log(String(written)); Error.prepareStackTrace = before`);
    expect(streamText(exchange)).toBe("0\n1\n");
  });
});
