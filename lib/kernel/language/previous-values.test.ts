import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CellCompiler } from "../cell/index.ts";
import { brief, type Notebook, openNotebook } from "./testing/notebook.ts";

const compiler = new CellCompiler({ globals: ["URL", "process"] });

let notebook: Notebook;
beforeAll(async () => {
  notebook = await openNotebook();
  notebook.publish(
    "let m = 10; let o: { v?: number } = {}; class K { n = 1 }; var srv = { close() {} }; let i = 1; let blk = 1; const xs = [1];",
    "let:m let:o class:K var:srv let:i let:blk const:xs",
  );
});
afterAll(() => notebook.close());

async function errors(source: string): Promise<string[]> {
  const { declarations, previousReads } = await compiler.compile(source, { url: "cell" });
  const names = declarations.filter(({ kind }) => kind === "var").map(({ name }) => name);
  const vars = () => Promise.resolve({ names, previousReads });
  return (await notebook.service.check(source, vars)).map(brief);
}

describe("a var that is read before its cell gives it a value", () => {
  test.each([
    "var m = m + 1; m.toFixed();",
    "var m = String(m); m.length;",
    "const old = m; var m = 'text'; old.toFixed(); m.length;",
    "var { v: m = m } = o; m.toFixed();",
    "var o = { ...o, w: o }; o.w.v?.toFixed();",
    "var K = new K(); K.n.toFixed();",
    "if (typeof srv !== 'undefined') srv.close(); var srv = { close() {}, n: 1 }; srv.n;",
    "for (var i = i + 1; i < 5; i++) {} i.toFixed();",
    "{ var blk = blk + 1 } blk.toFixed();",
    "for (var xs of xs) xs;",
    "var m = (() => m + 1)(); m.toFixed();",
    "var m: number = m + 1;",
    "var m; m = m + 1;",
    "if (process.pid < 0) { var m = 3 } m.toFixed();",
    "for (const x of [1]) { if (x > 1) var m = x } m.toFixed();",
  ])("%j is well typed by the earlier value", async (source) => {
    expect(await errors(source)).toEqual([]);
  });

  test.each([
    "var fresh = fresh || 7; fresh.toFixed();",
    "var fresh = (fresh ?? 0) + 1; fresh.toFixed();",
    "var fresh: number = (fresh || 0) + 1;",
    "if (typeof fresh !== 'undefined') fresh.close(); var fresh = { close() {} };",
    "var fresh = fresh ? fresh.next() : { next: () => fresh };",
    "if (!fresh) { var fresh = new Map<string, number>() } fresh.set('a', 1);",
    "var fresh = { ...fresh, a: 1 }; fresh.a;",
    "var fresh = fresh || {}; fresh.x = 1;",
    "var URL = URL; new URL('file:///');",
    "var process = process || 1; process.pid;",
  ])("%j is well typed without one", async (source) => {
    expect(await errors(source)).toEqual([]);
  });

  test.each([
    ["var m = m + 1; m.nope;", "1:18 TS2339 Property 'nope' does not exist on type 'number'."],
    ["var m = m.nope;", "1:11 TS2339 Property 'nope' does not exist on type 'number'."],
    ["fresh.x; var fresh = { x: 1 };", "1:1 TS18048 'fresh' is possibly 'undefined'."],
    [
      "let fresh: number; fresh.toFixed();",
      "1:20 TS2454 Variable 'fresh' is used before being assigned.",
    ],
    [
      "if (m) { var fresh = 1 } fresh.toFixed();",
      "1:26 TS2454 Variable 'fresh' is used before being assigned.",
    ],
  ])("%j is reported", async (source, expected) => {
    expect(await errors(source)).toContain(expected);
  });
});
