import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, LiveKernel, resultText } from "./testing/live-kernel.ts";
import type { Json } from "./wire/index.ts";

function printed({ outputs }: Exchange, name: "stdout" | "stderr"): string {
  return outputs
    .filter(({ header, content }) => header.msg_type === "stream" && content.name === name)
    .map(({ content }) => content.text)
    .join("");
}

/** The bundles of results and displays. */
function bundles({ outputs }: Exchange): Json[] {
  return outputs.flatMap(({ content }) =>
    content.data === undefined ? [] : [content.data as Json],
  );
}

const value = { a: [1, "x"], b: undefined };

describe("values on a kernel", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("are plain text as results, when displayed, and in what the console prints", async () => {
    const exchange = await kernel.execute(
      `const value = { a: [1, "x"], b: undefined }; console.log("text", value, 2);
      console.error(value); await jupyter.display(value); value`,
      { user_expressions: { one: "value" } },
    );
    expect(printed(exchange, "stdout")).toBe(`text ${inspect(value)} 2\n`);
    expect(printed(exchange, "stderr")).toBe(`${inspect(value)}\n`);
    const bundle = { "text/plain": inspect(value) };
    expect(bundles(exchange)).toEqual([bundle, bundle]);
    expect(exchange.reply.content.user_expressions).toMatchObject({ one: { data: bundle } });
  });

  it("are plain text on stderr, which follows console.group all the same", async () => {
    const exchange = await kernel.execute(`console.group("g"); console.error({ a: 1 });
      console.log({ a: 1 }); console.warn(2); console.groupEnd(); console.assert(false, "%o", [1])`);
    expect(printed(exchange, "stderr")).toBe(
      "  { a: 1 }\n  2\nAssertion failed: [ 1, [length]: 1 ]\n",
    );
    expect(printed(exchange, "stdout")).toBe("g\n  { a: 1 }\n");
  });

  it("are plain text in a table and in its cells", async () => {
    const [bundle] = bundles(await kernel.execute("console.table([{ town: 'Ulm', people: 3 }])"));
    expect(bundle?.["text/plain"]).toContain("│ 'Ulm' ");
    expect(bundle?.["text/html"]).toContain("<td>Ulm</td><td>3</td>");
  });

  it("tensors are printed as torch prints them", async () => {
    const exchange = await kernel.execute(`// @ts-nocheck
      import { ones } from "${import.meta.resolve("dropout-lab/tensor")}"
      console.log(ones([2])); ones([2])`);
    expect(printed(exchange, "stdout")).toBe("tensor([1., 1.])\n");
    expect(bundles(exchange)).toEqual([{ "text/plain": "tensor([1., 1.])" }]);
  });

  it("a Map comes as a table beside its text", async () => {
    const [bundle] = bundles(await kernel.execute("new Map([['Ulm', { people: 3 }]])"));
    expect(bundle?.["text/plain"]).toBe("Map(1) { 'Ulm' => { people: 3 } }");
    expect(bundle?.["text/html"]).toContain("<tr><th>Ulm</th><td>3</td></tr>");
  });
});

describe("the colours of a kernel", () => {
  /** What values and an error look like, and what packages are told. */
  async function look(env: Record<string, string>) {
    const kernel = await LiveKernel.start({ env });
    const exchange = await kernel.execute(`process.env.NO_COLOR = ""; delete process.env.FORCE_COLOR
      console.log({ a: 1 }); console.error({ a: 1 }); console.table([{ a: 1 }])
      await jupyter.display({ a: 1 }); throw new Error("no", { cause: new Error("why") })`);
    await kernel.stop();
    const { traceback } = exchange.reply.content as { traceback: string[] };
    const [table, shown] = bundles(exchange);
    return {
      printed: printed(exchange, "stdout"),
      told: printed(exchange, "stderr"),
      table: String(table?.["text/plain"]).includes("\u001b"),
      html: String(table?.["text/html"]).includes("\u001b"),
      shown: shown?.["text/plain"],
      errors: traceback.join("\n").split("\u001b[0m").length - 1,
    };
  }
  const colored = "{ a: \u001b[33m1\u001b[39m }";
  const plain = { printed: "{ a: 1 }\n", table: false, shown: "{ a: 1 }" };
  const told = { told: "{ a: 1 }\n", html: false };

  it("are those of errors only; set in a cell, no variable changes them", async () => {
    expect(await look({})).toEqual({ ...told, ...plain, errors: 4 });
  });

  it.each([
    { DROPOUT_LAB_COLORS: "on", NO_COLOR: "1" },
    { FORCE_COLOR: "1", NO_COLOR: "1" },
  ])("are those of values too, but not on stderr, with %j", async (env) => {
    const shown = { printed: `${colored}\n`, table: true, shown: colored };
    expect(await look(env)).toEqual({ ...told, ...shown, errors: 4 });
  });

  it.each([
    { DROPOUT_LAB_COLORS: "off", FORCE_COLOR: "1" },
    { NO_COLOR: "1" },
    { FORCE_COLOR: "0" },
  ])("are none with %j", async (env) => {
    expect(await look(env)).toEqual({ ...told, ...plain, errors: 0 });
  });
});

describe("packages and children that colour by themselves", () => {
  const picocolors = JSON.stringify(import.meta.resolve("picocolors"));
  const cell = `// @ts-nocheck
    const { default: pico } = await import(${picocolors}); console.log(pico.red("x"))
    import { Console } from "node:console"; new Console(process.stdout).log(1)
    import { execFileSync } from "node:child_process"
    const child = "console.log(JSON.stringify([process.env.NO_COLOR, process.env.FORCE_COLOR]))"
    execFileSync(process.execPath, ["-e", child], { stdio: "inherit" });
    [process.stdout.isTTY, process.stdout.hasColors(), process.stderr.getColorDepth() > 1]`;

  it.each([
    [{}, "x\n1\n", '["1","0"]', "[ false, false, false ]"],
    // picocolors and others colour there, whatever they print to.
    [{ CI: "true", TERM: "xterm-256color" }, "x\n1\n", '["1","0"]', "[ false, false, false ]"],
    [
      { DROPOUT_LAB_COLORS: "on" },
      "\u001b[31mx\u001b[39m\n\u001b[33m1\u001b[39m\n",
      '[null,"3"]',
      "[ false, true, true ]",
    ],
    [
      { FORCE_COLOR: "1" },
      "\u001b[31mx\u001b[39m\n\u001b[33m1\u001b[39m\n",
      '[null,"1"]',
      "[ false, true, true ]",
    ],
  ])("follow %j", async (env, own, variables, streams) => {
    const kernel = await LiveKernel.start({ env });
    const exchange = await kernel.execute(cell);
    await kernel.stop();
    expect(printed(exchange, "stdout")).toBe(`${own}${variables}\n`);
    expect(resultText(exchange)).toBe(streams);
  });
});
