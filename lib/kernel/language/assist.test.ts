import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Notebook, openNotebook } from "./testing/notebook.ts";

let notebook: Notebook;
beforeAll(async () => {
  notebook = await openNotebook({ "local.ts": "export const q = 1;" });
  notebook.publish(
    `/** Doubles.
 * @param x what is doubled
 * @returns twice as much */
function twice(x: number, ...more: string[]) { return x * 2 }
/** Halves. */ function half(x: number) { return x / 2 }
const config = { rows: 1, columns: "a" }; class Table { size = 1; clear() {} } interface Row { id: number }
let counter = 1;`,
    "function:twice function:half const:config class:Table interface:Row let:counter",
  );
});
afterAll(() => notebook.close());

/** The proposals at the bar in a text. */
async function proposals(marked: string) {
  const offset = marked.indexOf("|");
  return notebook.service.complete(marked.replace("|", ""), offset);
}

async function names(marked: string): Promise<string[]> {
  return (await proposals(marked)).items.map(({ text }) => text);
}

describe("completion", () => {
  test.each([
    ["config.|", ["columns", "rows"]],
    ["config.r|", ["rows"]],
    ["if (config.c|", ["columns"]],
    ["new Table().cl|", ["clear"]],
    ["const 😀x = 1; config.ro|", ["rows"]],
    ["\r\nconfig.ro|", ["rows"]],
    ["coun|", ["counter"]],
    ["con|", ["config", "console"]],
    ["let r: Ro|", ["Row"]],
    ["new Tab|", ["Table"]],
    ["Math.ma|", ["max"]],
    ["import { readF } from 'node:fs/prom|'", ["promises"]],
    ["import { q } from './loc|", ["local.ts"]],
    ["retur|", []],
    ["function f() { retur|", ["return"]],
    ["let inner = 1;\nfunction g() {\n  inn|\n", ["inner"]],
  ])("%j proposes %j", async (marked, expected) => {
    const found = await names(marked);
    for (const name of expected) expect(found).toContain(name);
    if (expected.length === 0) expect(found).not.toContain("counter");
  });

  test("earlier names come before the library's, with their kinds and the word's range", async () => {
    const { items, start, end } = await proposals("1; t|");
    expect(items[0]).toEqual({ text: "twice", start: 3, end: 4, type: "function", signature: "" });
    expect([start, end]).toEqual([3, 4]);
    expect(await names("config.|")).toEqual(["columns", "rows"]);
    const kinds = new Map((await proposals("|")).items.map(({ text, type }) => [text, type]));
    expect(kinds.get("Table")).toBe("class");
    expect(kinds.get("counter")).toBe("variable");
    expect(kinds.get("if")).toBe("keyword");
    expect([...kinds.keys()].some((name) => name.includes("__cell"))).toBe(false);
  });
});

describe("inspection", () => {
  test("shows signature, documentation and tags of an earlier cell's function", async () => {
    const found = await notebook.service.inspect("twice(1", 3);
    expect(found).toMatchObject({ start: 0, end: 5 });
    expect(found?.markdown).toMatch(
      /^```typescript\nfunction twice\(x: number, \.\.\.more: string\[\]\): number\n```\nDoubles\./,
    );
    expect(found?.markdown).toContain("*@param* `x` — what is doubled");
    expect(found?.text).toMatch(/^function twice.*\nDoubles\.\n\n@param x — what is doubled/);
  });

  test.each([
    ["counter", 7, "let counter: number"],
    ["Table", 2, "class Table"],
    ["Math.max", 7, "(method) Math.max(...values: number[]): number"],
    ["'😀';\nconfig.rows", 13, "(property) rows: number"],
    ["half", 1, "function half(x: number): number\nHalves."],
  ])("of %j at %i shows %j", async (source, offset, expected) => {
    expect((await notebook.service.inspect(source, offset))?.text).toContain(expected);
  });

  test("of nothing is nothing", async () => {
    expect(await notebook.service.inspect("  ", 1)).toBeUndefined();
    expect(await notebook.service.inspect("nowhere", 2)).toBeUndefined();
  });

  test("inside a call shows the call", async () => {
    expect((await notebook.service.inspect("twice( ", 6))?.text).toMatch(/^twice\(x: number/);
  });

  test("keeps documentation when the cell's document is evicted", async () => {
    for (let i = 0; i < 60; i++) notebook.publish(`const filler${i} = ${i};`, `const:filler${i}`);
    expect((await notebook.service.inspect("half(1)", 1))?.text).toContain("Halves.");
    expect(await notebook.errors("filler0 + filler59 + half(counter);")).toEqual([]);
  });
});

describe("isOpen", () => {
  test("says whether an expression has members of any name", async () => {
    notebook.publish(
      `const loose: any = 1; const record: Record<string, number> = {}; class Shut { private a = 1 }; const shut = new Shut();`,
      "const:loose const:record class:Shut const:shut",
    );
    const open = async (expression: string) => notebook.service.isOpen(expression);
    expect(await open("loose")).toBe(true);
    expect(await open("loose.a?.b[0]")).toBe(true);
    expect(await open("record")).toBe(true);
    expect(await open("process.env")).toBe(true);
    expect(await open("shut")).toBe(false);
    expect(await open("config.rows")).toBe(false);
    expect(await open("nobody")).toBe(false);
  });
});

describe("signature help", () => {
  test("tells the overloads and the parameter, while the text does not parse", async () => {
    const help = await notebook.service.signature("twice(1, ", 9);
    expect(help?.signatures[0]?.label).toBe("twice(x: number, ...more: string[]): number");
    expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1 });
    expect(help?.markdown).toContain("**`...more: string[]`**");
    const overloaded = await notebook.service.signature("new Date(1, 2, ", 15);
    expect(overloaded?.signatures.length).toBeGreaterThan(1);
  });

  test("is nothing outside of a call", async () => {
    expect(await notebook.service.signature("twice", 3)).toBeUndefined();
  });
});
