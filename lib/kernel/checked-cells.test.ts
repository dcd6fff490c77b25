import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { LiveKernel, plain, resultText, streamText } from "./testing/live-kernel.ts";

let kernel: LiveKernel;
afterEach(() => kernel?.stop());

async function start(env: Record<string, string> = {}): Promise<void> {
  kernel = await LiveKernel.start({ env });
}

/** What a cell fails with: its sentence and its traceback. */
async function failure(code: string): Promise<string> {
  const { content } = (await kernel.execute(code)).reply;
  const { evalue = "", traceback = [] } = content as { evalue?: string; traceback?: string[] };
  return plain([evalue, ...traceback].join("\n"));
}

describe("a type error in a local module", () => {
  const wrong = "export const one = 1;\nexport const two: string = 2;\n";

  it("keeps the importing cell from running, once, and says so", async () => {
    await start();
    writeFileSync(join(kernel.directory, "wrong.ts"), wrong);
    const said = await failure("import { one } from './wrong.ts'; one");
    expect(said).toMatch(/^Type 'number' is not assignable/);
    expect(said).toContain("> 2 | export const two: string = 2;");
    expect(said).toContain("at wrong.ts, line 2, column 14");
    expect(said).toMatch(/run the cell again to use it as it is\.$/);
    expect(resultText(await kernel.execute("import { one } from './wrong.ts'; one"))).toBe("1");
  });

  it("is only said with DROPOUT_LAB_TYPES=warn", async () => {
    await start({ DROPOUT_LAB_TYPES: "warn" });
    writeFileSync(join(kernel.directory, "wrong.ts"), wrong);
    const exchange = await kernel.execute("import { one } from './wrong.ts'; one");
    expect(streamText(exchange, "stderr")).toContain("at wrong.ts, line 2, column 14");
    expect(resultText(exchange)).toBe("1");
    const again = await kernel.execute("import { two } from './wrong.ts'; two");
    expect(streamText(again, "stderr")).toBe("");
  });

  it("is not looked for with DROPOUT_LAB_TYPES=off, where a syntax error is explained as ever", async () => {
    await start({ DROPOUT_LAB_TYPES: "off" });
    writeFileSync(join(kernel.directory, "wrong.ts"), wrong);
    const exchange = await kernel.execute("import { one } from './wrong.ts'; one");
    expect([resultText(exchange), streamText(exchange, "stderr")]).toEqual(["1", ""]);
    expect(await failure("const y = [1, 2;")).toMatch(/^',' or '\]' expected, got `;`/);
  });
});

describe("a cell that cannot be compiled", () => {
  it("names the place, also where only V8 knows it", async () => {
    await start();
    const zeros = "0,".repeat(70_000);
    const said = await failure(
      `// @ts-nocheck\nconst f = (...all: number[]) => all;\n  f(${zeros})`,
    );
    expect(said).toMatch(/^Too many arguments/);
    expect(said).toMatch(/at Cell \[1\], line 3, column \d+$/);
    expect(await failure("// @ts-nocheck\n\nclass E { f(@P x: number) {} }")).toContain(
      "at Cell [2], line 3, column 13",
    );
  });

  it("is explained where the cell is not checked, and in an expression of a client", async () => {
    await start();
    expect(await failure("// @ts-nocheck\nf(1, 2;")).toMatch(/^'\)' expected, got `;`/);
    const { reply } = await kernel.execute("1", {
      user_expressions: { broken: "[1", shown: "5;" },
    });
    expect(reply.content.user_expressions).toMatchObject({
      broken: { status: "error", evalue: "']' expected, but the cell ends here" },
      shown: { status: "ok", data: { "text/plain": "5" } },
    });
  });
});
