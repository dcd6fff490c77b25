import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import { ReplHost } from "./testing/repl-host.ts";

let host: ReplHost;
beforeAll(() => {
  host = new ReplHost({ lower: lowerWithEsbuild() });
});
afterAll(() => host.dispose());

async function isHastened(setup: string, loop: string): Promise<boolean> {
  host.compiler.commit(await host.compiler.compile(setup, { url: "setup" }));
  const { code } = await host.compiler.compile(loop, { url: "loop" });
  return code.includes("else for") || code.includes("else while") || code.includes("else do");
}

const setup =
  "let sum = 0, n = 10, m = 3; const k = 2, xs = [1, 2]; let ys: any = [1]; function f() { return sum }";

describe("a loop that only calculates is hastened", () => {
  it.each([
    "for (let i = 0; i < n; i++) sum += i * k",
    "while (n > 0) { n--; sum += n % 2 === 0 ? n : -n }",
    "do { sum = (sum * 31 + m) | 0; if (sum < 0) break } while (n-- > 0)",
    "for (let i: number = 0; i < 3; i++) { const d = i as number; for (let j = i; j < 3; j++) sum += d * j }",
    "for (let i = 0; i < xs.length; i++) sum += xs[i]!",
    "for (const x of xs) sum += x",
    "for (let i = 0; i < n; i++) for (let x of xs as number[]) { x *= 2; sum += x + xs[i - m]! }",
  ])("%s", async (loop) => {
    expect(await isHastened(setup, loop)).toBe(true);
  });
});

describe("a loop that others can see, or that can throw, is left alone", () => {
  it.each([
    ["a call", "for (let i = 0; i < n; i++) sum += f()"],
    ["a property", "for (let i = 0; i < xs.size; i++) sum += i"],
    ["an element of an element", "for (let i = 0; i < 2; i++) sum += xs[i][0]"],
    ["an element written", "for (let i = 0; i < 2; i++) { sum += i; xs[i] = i }"],
    ["an element by a text", "for (let i = 0; i < 2; i++) sum += xs['map']"],
    ["an element by a kind", "for (let i = 0; i < 2; i++) sum += xs[typeof i]"],
    ["an optional element", "for (let i = 0; i < 2; i++) sum += xs?.[i]"],
    ["an array written", "for (let i = 0; i < m; i++) { sum += ys[i]; ys = 1 }"],
    ["a local array", "for (let i = 0; i < m; i++) { const l = i; sum += l[0] }"],
    ["an array in its dead zone", "for (let i = 0; i < 2; i++) for (const k of k) sum += i"],
    ["a method", "for (let i = 0; i < 2; i++) sum += xs.at(i)"],
    ["a closure", "for (let i = 0; i < 2; i++) { const g = () => sum; sum += i }"],
    ["an await", "for (let i = 0; i < 2; i++) { await null; sum += i }"],
    ["a throw", "for (let i = 0; i < 2; i++) { sum += i; throw i }"],
    ["a try", "for (let i = 0; i < 2; i++) { try { sum += i } catch {} }"],
    ["a constant written", "for (let i = 0; i < 2; i++) k += i"],
    ["a local constant written", "for (let i = 0; i < 2; i++) { const c = 1; sum += c; c = 2 }"],
    ["a dead zone", "for (let i = 0; i < 2; i++) { sum += late; let late = 1 }"],
    ["an own dead zone", "for (let i = 0; i < 2; i++) { let own = own + 1; sum += i }"],
    ["an unknown name", "for (let i = 0; i < 2; i++) nowhere += i"],
    ["an unknown name read", "for (let i = 0; i < 2; i++) sum += nowhere"],
    ["a bigint", "for (let i = 0; i < 2; i++) sum += 1n"],
    ["an object", "for (let i = 0; i < 2; i++) sum += /a/"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    ["a template", "for (let i = 0; i < 2; i++) sum += `${i}`"],
    ["a var", "for (var v = 0; v < 2; v++) sum += v"],
    ["a pattern", "for (let i = 0; i < 2; i++) [sum] = [i]"],
    ["instanceof", "for (let i = 0; i < 2; i++) sum += i instanceof n ? 1 : 0"],
    ["for-of a pattern", "for (const [x] of xs) sum += x"],
    ["for-of an outer name", "for (sum of xs) n++"],
    ["for-of a literal", "for (const x of [1]) sum += x"],
    ["for await", "for await (const x of xs) sum += x"],
    ["for-of a constant written", "for (const x of xs) { sum += x; x++ }"],
    ["nothing written", "for (let i = 0; i < n; i++) ;"],
  ])("%s", async (_, loop) => {
    expect(await isHastened(setup, loop)).toBe(false);
  });
});

describe("a hastened loop comes to what it would have come to", () => {
  it.each([
    ["its sum", ["let a = 0", "for (let i = 0; i < 5000; i++) a += i"], "a", 12497500],
    [
      "a function of the cell sees the sum",
      ["let b = 1; const seen = () => b", "while (b < 5000) b *= 2"],
      "seen()",
      8192,
    ],
    [
      "break and continue",
      ["let c = 0", "for (let i = 0; ; i++) { if (i % 2) continue; if (i > 6) break; c += i }"],
      "c",
      12,
    ],
    [
      "an outer break",
      ["let d = 0", "for (let i = 0; i < 9; i++) { in1: for (;;) { d++; break in1 } }"],
      "d",
      9,
    ],
    ["undefined", ["let e", "for (let i = 0; i < 3; i++) e = i"], "e", 2],
    ["text in the end", ["let g = 0", "for (let i = 0; i < 3; i++) g += 'x'"], "g", "0xxx"],
    ["text in the beginning", ["let h = 'a'", "for (let i = 0; i < 3; i++) h += i"], "h", "a012"],
    [
      "a bigint in the beginning",
      ["let p = 1n", "for (let i = 0; i < 3; i++) p += p"],
      "String(p)",
      "8",
    ],
    [
      "an object that looks on",
      [
        "let q = 0; const spy: any = { log: [], valueOf() { this.log.push(q); return 1 } }",
        "for (let i = 0; i < 3; i++) q += spy",
      ],
      "[q, spy.log]",
      [3, [0, 1, 2]],
    ],
    [
      "a name of the realm",
      ["let name: number = 0", "for (let i = 0; i < 3; i++) name += i"],
      "name",
      3,
    ],
    [
      "a declaration of the same cell",
      ["let r = 1; for (let i = 0; i < 3; i++) r *= 2; let t = r"],
      "[r, t]",
      [8, 8],
    ],
    [
      "a loop after a line without a semicolon",
      ["let u = 0\nu\nfor (let i = 0; i < 3; i++) u++\nu"],
      "u",
      3,
    ],
    [
      "a function after it",
      ["let w = g1()\nfor (let i = 0; i < 3; i++) w++\nfunction g1() { return 5 }"],
      "w",
      8,
    ],
    ["minus zero", ["let z = 0", "for (let i = 0; i < 1; i++) z *= -1"], "Object.is(z, -0)", true],
  ])("%s", async (_, cells, look, value) => {
    for (const cell of cells) expect((await host.run(cell)).error).toBeUndefined();
    expect((await host.run(look)).value).toEqual(value);
  });

  it("throws where the loop itself throws", async () => {
    const { error } = await host.run(
      "let early = 0\nfor (let i = 0; i < 3; i++) early += zone\nlet zone = 1",
    );
    expect(String(error)).toBe("ReferenceError: zone is not defined");
    expect(host.places(error)[0]).toMatchObject({ line: 2, column: 38 });
    const symbol = await host.run("let sym: any = Symbol()\nwhile (true) { sym += 1 }");
    expect(String(symbol.error)).toMatch(/^TypeError: Cannot convert a Symbol/);
    expect(host.places(symbol.error)[0]).toMatchObject({ line: 2 });
  });

  it("keeps its state when it is interrupted", async () => {
    await host.run("let turns = 0, twice = 0");
    await host
      .run("while (true) { turns += 1; twice += 2 }", { interruptAfter: 100 })
      .catch(() => {});
    const { value } = await host.run("[turns > 0, twice === 2 * turns, twice === 2 * (turns - 1)]");
    expect(value).toEqual([true, true, false]);
    expect((await host.run("turns = 5\nturns")).value).toBe(5);
  });

  it("for any loop of arithmetic", async () => {
    const operand = fc.constantFrom("i", "j", "x", "y", "z", "1", "0.5", "7");
    const expression = fc
      .tuple(
        operand,
        fc.constantFrom("+", "-", "*", "/", "%", "|", "^", ">>>", "<", "&&", "??"),
        operand,
      )
      .map(([left, operator, right]) => `${left} ${operator} ${right}`);
    const statement = fc.oneof(
      fc
        .tuple(
          fc.constantFrom("x", "y", "z"),
          fc.constantFrom("=", "+=", "-=", "*=", "^=", "||="),
          expression,
        )
        .map(([target, operator, value]) => `${target} ${operator} ${value};`),
      fc
        .tuple(expression, expression)
        .map(([test, value]) => `if (${test}) y = ${value}; else x++;`),
      fc.tuple(expression).map(([value]) => `for (let k = 0; k < 3; k++) { z += k; x = ${value} }`),
      fc.constantFrom("if (x > 1e6) break;", "if (i === 2) continue;"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 5 }), async (statements) => {
        const start = "let x: any = 1, y: any = 2, z: any = 3, j: any = 4";
        const loop = `for (let i = 0; i < 2000; i++) { z -= 1; ${statements.map((each, at) => each.replace(/\bk\b/g, `k${at}`)).join(" ")} }`;
        const expected: unknown = new Function(
          `"use strict"; ${start.replaceAll(": any", "")}; ${loop} return [x, y, z]`,
        )();
        await host.run(start);
        const hastened = await host.run(loop);
        expect(hastened.error).toBeUndefined();
        expect(hastened.compiled.code).toContain("else for");
        expect((await host.run("[x, y, z]")).value).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
