import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../wire/index.ts";
import { type Exchange, LiveKernel } from "./testing/live-kernel.ts";

const colored = (value: unknown) => inspect(value, { colors: true });

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

describe("values on a kernel", () => {
  let kernel: LiveKernel;
  beforeAll(async () => {
    kernel = await LiveKernel.start();
  });
  afterAll(() => kernel?.stop());

  it("are coloured as results, when displayed, and in what console.log prints", async () => {
    const value = { a: [1, "x"], b: undefined };
    const exchange = await kernel.execute(`const value = { a: [1, "x"], b: undefined };
      console.log("text", value, 2); await jupyter.display(value); value`);
    expect(printed(exchange, "stdout")).toBe(`text ${colored(value)} ${colored(2)}\n`);
    const bundle = { "text/plain": colored(value) };
    expect(bundles(exchange)).toEqual([bundle, bundle]);
  });

  it("are not coloured in texts, raw bundles and user expressions", async () => {
    const exchange = await kernel.execute(
      `console.log("a %s", "b"); console.log(JSON.stringify({ a: 1 })); process.stdout.write("1\\n");
      await jupyter.display({ "text/plain": "{ a: 1 }" }, { raw: true })`,
      { user_expressions: { one: "({ a: 1 })" } },
    );
    expect(printed(exchange, "stdout")).toBe('a b\n{"a":1}\n1\n');
    expect(bundles(exchange)).toEqual([{ "text/plain": "{ a: 1 }" }]);
    expect(exchange.reply.content.user_expressions).toMatchObject({
      one: { data: { "text/plain": "{ a: 1 }" } },
    });
  });

  it("are not coloured on stderr, which follows console.group all the same", async () => {
    const exchange = await kernel.execute(`console.group("g"); console.error({ a: 1 });
      console.log({ a: 1 }); console.warn(2); console.groupEnd(); console.assert(false, "%o", [1])`);
    expect(printed(exchange, "stderr")).toBe(
      "  { a: 1 }\n  2\nAssertion failed: [ 1, [length]: 1 ]\n",
    );
    expect(printed(exchange, "stdout")).toBe(`g\n  ${colored({ a: 1 })}\n`);
  });

  it("are coloured in the text of a table, not in its cells", async () => {
    const [bundle] = bundles(await kernel.execute("console.table([{ town: 'Ulm', people: 3 }])"));
    expect(bundle?.["text/plain"]).toContain(`│ ${colored("Ulm")} `);
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
    expect(bundle?.["text/plain"]).toBe(colored(new Map([["Ulm", { people: 3 }]])));
    expect(bundle?.["text/html"]).toContain("<tr><th>Ulm</th><td>3</td></tr>");
  });
});

describe("a kernel with NO_COLOR", () => {
  it("prints values and errors without colours; set in a cell it changes nothing", async () => {
    const kernel = await LiveKernel.start({ env: { NO_COLOR: "1" } });
    const exchange = await kernel.execute(`process.env.NO_COLOR = "";
      console.log({ a: 1 }); console.table([{ a: 1 }]); throw new Error("no")`);
    await kernel.stop();
    expect(printed(exchange, "stdout")).toBe("{ a: 1 }\n");
    const { traceback } = exchange.reply.content as { traceback: string[] };
    expect(traceback.join("\n")).toContain("throw new Error");
    expect(JSON.stringify([bundles(exchange), traceback])).not.toContain("\\u001b");
    expect(bundles(exchange)[0]?.["text/html"]).toContain("<table>");
  });
});
