import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { fromBundle, showValue } from "./show-value.ts";

/** What Node tells an inspection method. */
interface Told {
  colors: boolean;
  stylize(text: string, style: string): string;
}

const jupyterDisplay = Symbol.for("Jupyter.display");
const show = async (value: unknown, { colors = false } = {}) => {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  return { ...(await showValue(value, { failed, colors })), failures };
};
const shownText = async (value: unknown, options?: { colors: boolean }) =>
  (await show(value, options)).data["text/plain"];

describe("showValue", () => {
  it("prints as Node prints", async () => {
    expect((await show("a'b")).data).toEqual({ "text/plain": `"a'b"` });
    expect((await show({ a: [1, new Map([[1, 2]])] })).data).toEqual({
      "text/plain": "{ a: [ 1, Map(1) { 1 => 2 } ] }",
    });
  });

  it("prints in Node's colours where they are wanted", async () => {
    expect(await shownText({ a: [1, "x"] }, { colors: true })).toBe(
      "{ a: [ \u001b[33m1\u001b[39m, \u001b[32m'x'\u001b[39m ] }",
    );
  });

  it("tells a value's own inspection method of the colours", async () => {
    const value = {
      [inspect.custom]: (_depth: number, { stylize, colors }: Told) =>
        `${stylize("5", "number")} ${colors}`,
    };
    expect(await shownText(value, { colors: true })).toBe("\u001b[33m5\u001b[39m true");
    expect(await shownText(value)).toBe("5 false");
  });

  it("cuts a huge text, and not in the middle of a colour", async () => {
    const huge = Array.from({ length: 100 }, () => Array(100).fill("x".repeat(200)));
    const text = String(await shownText(huge, { colors: true }));
    expect(text).toMatch(/\n… \d+ more characters$/);
    expect(text).not.toContain("\u001b");
    expect(text.lastIndexOf("\n")).toBe(1 << 20);
  });

  it("cuts no character of a huge text in two", async () => {
    for (const pad of ["", "-"]) {
      const emoji = "😀".repeat(4_000);
      const huge = { [inspect.custom]: () => pad + Array(200).fill(emoji).join("") };
      const text = String(await shownText(huge));
      expect(text).toMatch(/😀\n… \d+ more characters$/);
      expect(Buffer.from(text).toString()).toBe(text);
    }
  });

  it.each([
    [
      new Float32Array(1_000_000),
      /^Float32Array\(1000000\) \[(\s+0,)+\s+\.\.\. 999900 more items\s\]$/,
    ],
    [new BigInt64Array([1n, 2n]), /^BigInt64Array\(2\) \[ 1n, 2n \]$/],
    [Buffer.alloc(1000), /^<Buffer( 00)+ \.\.\. 950 more bytes>$/],
    [new ArrayBuffer(1000), /<00( 00)+ \.\.\. 900 more bytes>,\s/],
  ])("summarises bytes and numbers in bulk: %#", async (value, summary) => {
    const { data } = await show(value);
    expect(data["text/plain"]).toMatch(summary);
    expect(Object.keys(data)).toEqual(["text/plain"]);
  });

  it("adds a table to a Map of records, whose keys name the rows", async () => {
    const { data } = await show(
      new Map([
        ["<Ulm>", { people: 3 }],
        ["Rom", { rivers: "Tiber" }],
      ] as [string, object][]),
    );
    expect(data["text/html"]).toBe(
      "<table><thead><tr><th>key</th><th>people</th><th>rivers</th></tr></thead><tbody>" +
        "<tr><th>&#60;Ulm&#62;</th><td>3</td><td></td></tr>" +
        "<tr><th>Rom</th><td></td><td>Tiber</td></tr></tbody></table>",
    );
  });

  it("adds a table to a Map of plain values, and colours only the text", async () => {
    const { data } = await show(
      new Map<unknown, unknown>([
        [1, "one"],
        [null, 2n],
      ]),
      { colors: true },
    );
    expect(data["text/plain"]).toContain("\u001b[32m'one'\u001b[39m");
    expect(data["text/html"]).toBe(
      "<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody>" +
        "<tr><th>1</th><td>one</td></tr><tr><th>null</th><td>2n</td></tr></tbody></table>",
    );
  });

  it("adds a table to a Map of a thousand, as to an array, and to no larger one", async () => {
    const map = new Map(Array.from({ length: 1000 }, (_, i) => [i, i]));
    expect(Object.keys((await show(map)).data)).toEqual(["text/plain", "text/html"]);
    map.set(1000, 1000);
    expect(Object.keys((await show(map)).data)).toEqual(["text/plain"]);
  });

  it.each([
    [new Map()],
    [new Map([["a", [1]]])],
    [
      new Map<string, unknown>([
        ["a", { x: 1 }],
        ["b", 2],
      ]),
    ],
    [new Map([[{ x: 1 }, "object as a key"]])],
    [new Map([["a", {}]])],
    [new (class extends Map<string, number> {})([["a", 1]])],
  ])("adds no table to other Maps: %#", async (value) => {
    expect(Object.keys((await show(value)).data)).toEqual(["text/plain"]);
  });

  it("adds a table to an array of records", async () => {
    const { data } = await show([{ a: 1, b: "<x>" }, { a: 2 }]);
    expect(data["text/plain"]).toBe("[ { a: 1, b: '<x>' }, { a: 2 } ]");
    expect(data["text/html"]).toBe(
      "<table><thead><tr><th></th><th>a</th><th>b</th></tr></thead><tbody>" +
        "<tr><th>0</th><td>1</td><td>&#60;x&#62;</td></tr>" +
        "<tr><th>1</th><td>2</td><td></td></tr></tbody></table>",
    );
  });

  it.each([
    [[]],
    [[1, 2]],
    [[{ a: 1 }, null]],
    [[new Date(0)]],
    [
      [
        {
          get a() {
            throw new Error("ran");
          },
        },
      ],
    ],
  ])("adds no table to other arrays: %#", async (value) => {
    expect(Object.keys((await show(value)).data)).toEqual(["text/plain"]);
  });

  it("lets a value show itself, at once or later", async () => {
    const bundle = {
      "text/html": "<b>x</b>",
      [Symbol.for("Jupyter.metadata")]: { "text/html": { q: 1 } },
    };
    const shown = {
      data: { "text/html": "<b>x</b>" },
      metadata: { "text/html": { q: 1 } },
      failures: [],
    };
    expect(await show({ [jupyterDisplay]: () => bundle })).toEqual(shown);
    expect(await show({ [jupyterDisplay]: async () => bundle })).toEqual(shown);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no"))],
    ["gives no bundle", () => 5],
    ["gives what JSON cannot hold", () => ({ "text/plain": 5n })],
  ])("shows the text and reports a display method that %s", async (_name, method) => {
    const { data, failures } = await show({ [jupyterDisplay]: method });
    expect(data["text/plain"]).toContain("Symbol(Jupyter.display)");
    expect(failures).toHaveLength(1);
  });

  const refuse = (): never => {
    throw new Error("no");
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const anything: unknown = new Proxy(() => {}, {
    get: () => anything,
    apply: () => anything,
    has: () => true,
  });
  it.each([
    ["that throws for every name", new Proxy({}, { get: refuse }), "{}"],
    [
      "all of whose traps throw",
      new Proxy([1], { get: refuse, has: refuse, ownKeys: refuse }),
      "[ 1 ]",
    ],
    ["that has a method for every name", new Proxy({}, { get: () => () => 1 }), "{}"],
    ["that has itself for every name", anything, "[Function (anonymous)]"],
    ["that was revoked", revoked.proxy, "<Revoked Proxy>"],
  ])("prints a proxy %s, and reports nothing", async (_name, value, text) => {
    expect(await show(value)).toEqual({
      data: { "text/plain": text },
      metadata: {},
      failures: [],
    });
  });

  it("runs no trap of a proxy", async () => {
    const ran: string[] = [];
    const spy = new Proxy({}, { get: (_target, trap) => void ran.push(String(trap)) });
    await show(new Proxy({ a: 1 }, spy));
    await show(new Proxy([{ a: 1 }], spy));
    await show([new Proxy({ a: 1 }, spy)]);
    expect(ran).toEqual([]);
  });

  it("lets a proxy of what shows itself show itself", async () => {
    const shown = { [jupyterDisplay]: () => ({ "text/html": "<b>x</b>" }) };
    expect((await show(new Proxy(shown, {}))).data).toEqual({ "text/html": "<b>x</b>" });
  });

  it.each([
    ["inspection method", { x: 1, [inspect.custom]: refuse }, /^\{\s+x: 1,/],
    ["tag", Object.defineProperty({ x: 1 }, Symbol.toStringTag, { get: refuse }), /^\{ x: 1 \}$/],
    [
      "display getter",
      Object.defineProperty({ x: 1 }, jupyterDisplay, { get: refuse }),
      /^\{ x: 1/,
    ],
    ["toHTML", { x: 1, toHTML: refuse }, /^\{ x: 1/],
  ])("prints an object whose %s throws, and reports nothing", async (_name, value, text) => {
    const { data, failures } = await show(value);
    expect(data["text/plain"]).toMatch(text);
    expect(Object.keys(data)).toEqual(["text/plain"]);
    expect(failures).toEqual([]);
  });

  it("runs no getter of the value's own", async () => {
    const ran: string[] = [];
    const names = ["nodeType", "outerHTML", "toHTML", "then", "constructor", "toJSON"];
    const value = {};
    for (const name of names) {
      Object.defineProperty(value, name, { get: () => ran.push(name), enumerable: true });
    }
    await show(value);
    expect(ran).toEqual([]);
  });
});

describe("fromBundle", () => {
  it("encodes bytes as base64", () => {
    expect(fromBundle({ "image/png": new Uint8Array([1, 2]) }).data).toEqual({
      "image/png": "AQI=",
    });
  });
});
