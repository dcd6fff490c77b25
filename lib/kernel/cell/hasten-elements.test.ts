import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { yieldsNumbers } from "./elements/index.ts";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import { ReplHost } from "./testing/repl-host.ts";

let host: ReplHost;
beforeAll(() => {
  host = new ReplHost({ lower: lowerWithEsbuild() });
});
afterAll(() => host.dispose());

function detached(): Float64Array {
  const gone = new Float64Array(2);
  structuredClone(gone, { transfer: [gone.buffer] });
  return gone;
}

function outOfBounds(): Uint8Array {
  const buffer = Reflect.construct(ArrayBuffer, [8, { maxByteLength: 8 }]) as ArrayBuffer & {
    resize(length: number): void;
  };
  const array = new Uint8Array(buffer, 4, 4);
  buffer.resize(2);
  return array;
}

function withGetter(owner: object, key: PropertyKey): object {
  return Object.defineProperty(owner, key, { get: never, configurable: true });
}

function never(): never {
  throw new Error("it was called");
}

const traps = new Proxy({}, { get: never });

describe("what yields numbers", () => {
  it.each([
    ["an array of numbers", [1, 2.5, Number.NaN]],
    ["an empty array", []],
    ["a frozen array", Object.freeze([1])],
    ["a typed array", new Float32Array(3)],
    ["a typed array of any length", new Uint8Array(100_000)],
  ])("%s", (_, value) => {
    expect(yieldsNumbers(value)).toBe(true);
  });

  it.each([
    ["a number", 1],
    ["nothing", null],
    ["an object", { length: 0 }],
    ["a function", never],
    // biome-ignore lint/suspicious/noSparseArray: the hole is the point
    ["a hole", [1, , 2]],
    ["room for more", new Array(3)],
    ["a text", [1, "a"]],
    ["undefined", [undefined]],
    ["a bigint", [1n]],
    ["an own getter", withGetter([1, 2], 1)],
    ["an own getter below", withGetter([1], "-1")],
    ["an own getter by a fraction", withGetter([1], "0.5")],
    ["an own getter by a boolean", withGetter([1], "true")],
    ["an own iterator", withGetter([1], Symbol.iterator)],
    ["a hole beside a key", withGetter(new Array(1), "true")],
    ["a proxy", new Proxy([1], traps)],
    ["a proxy of a typed array", new Proxy(new Uint8Array(1), traps)],
    ["a subclass", new (class extends Array {})()],
    ["another prototype", Object.setPrototypeOf([1], new Proxy([], traps))],
    ["bigints", new BigInt64Array(1)],
    ["bigints in disguise", Object.setPrototypeOf(new BigInt64Array(1), Uint8Array.prototype)],
    ["a detached buffer", detached()],
    ["a buffer too short", outOfBounds()],
    ["a typed array with a length", withGetter(new Uint8Array(1), "length")],
    ["a typed array with an iterator", withGetter(new Uint8Array(1), Symbol.iterator)],
    ["a typed array with a key", withGetter(new Uint8Array(1), "undefined")],
    ["a subclass of a typed array", new (class extends Uint8Array {})(1)],
    ["an array too long to look through", new Array(100_000).fill(0)],
  ])("not %s", (_, value) => {
    expect(yieldsNumbers(value)).toBe(false);
  });

  const iterator = Object.getPrototypeOf([].values()) as object;
  const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
  it.each<[string, object, PropertyKey, boolean, boolean]>([
    ["Array.prototype[5]", Array.prototype, 5, false, true],
    ["Object.prototype[5]", Object.prototype, 5, false, false],
    ["the values of arrays", Array.prototype, Symbol.iterator, false, true],
    ["next", iterator, "next", false, false],
    ["return", iterator, "return", false, false],
    ["return, further up", Object.getPrototypeOf(iterator) as object, "return", false, false],
    ["the length of typed arrays", typed, "length", true, false],
    ["the values of typed arrays", typed, Symbol.iterator, true, false],
    ["the length of one kind", Float64Array.prototype, "length", true, false],
  ])("not when %s is replaced", (_, owner, key, plain, ofKind) => {
    const array = [1];
    const floats = new Float64Array(1);
    const before = Object.getOwnPropertyDescriptor(owner, key);
    const answers: boolean[] = [];
    withGetter(owner, key);
    try {
      answers[0] = Reflect.apply(yieldsNumbers, null, { 0: array, length: 1 });
      answers[1] = Reflect.apply(yieldsNumbers, null, { 0: floats, length: 1 });
    } finally {
      if (before === undefined) Reflect.deleteProperty(owner, key);
      else Reflect.defineProperty(owner, key, before);
    }
    expect(answers).toEqual([plain, ofKind]);
    expect([yieldsNumbers(array), yieldsNumbers(floats)]).toEqual([true, true]);
  });
});

describe("a loop that reads elements comes to what it would have come to", () => {
  it.each([
    ["its sum", ["let a = 0; const as = [1, 2, 3]", "for (const x of as) a += x"], "a", 6],
    [
      "text among the numbers",
      ["let b: any = 0; const bs: any = [1, 'x', 3]", "for (const x of bs) b += x"],
      "b",
      "1x3",
    ],
    [
      "an index out of range",
      ["let c = 0, d = 0; const cs = [1]", "for (; d < 3; d++) c += cs[d - 1]! || 5"],
      "c",
      11,
    ],
    [
      "a getter that looks on",
      [
        "let e = 0; const seen: number[] = []; const es = [1, 2, 3]; Object.defineProperty(es, 1, { get() { seen.push(e); return 2 } })",
        "for (let i = 0; i < es.length; i++) e += es[i]!",
      ],
      "[e, seen]",
      [6, [1]],
    ],
    [
      "a proxy that looks on",
      [
        "let f = 0; const looks: number[] = []; const fs: number[] = new Proxy([1, 2], { get(t, k, r) { if (k === '1') looks.push(f); return Reflect.get(t, k, r) } })",
        "for (const x of fs) f += x",
      ],
      "[f, looks]",
      [3, [1]],
    ],
    [
      "two names of one array",
      [
        "let g = 0; const gs = [1, 2]; const hs = gs",
        "for (const x of gs) for (const y of hs) g += x * y",
      ],
      "g",
      9,
    ],
    [
      "a break",
      ["let h = 0; const ks = [1, 2, 3]", "for (const x of ks) { if (x > 2) break; h += x }"],
      "h",
      3,
    ],
    [
      "an outer continue",
      [
        "let p = 0; const ps = [1, 2, 3]",
        "for (let i = 0; i < 2; i++) { next: for (const x of ps) { if (x === 2) continue next; p += x } }",
      ],
      "p",
      8,
    ],
    [
      "a for-of without a block before an else",
      [
        "let q = 0; const qs = [1, 2]",
        "for (let i = 0; i < 4; i++) if (i > 1) for (const x of qs) q += x; else q += 10",
      ],
      "q",
      26,
    ],
    [
      "a name of the realm",
      ["let m = 0; const name = [1, 2]", "for (let i = 0; i < name.length; i++) m += name[i]!"],
      "m",
      3,
    ],
  ])("%s", async (_, cells, look, value) => {
    for (const cell of cells) expect((await host.run(cell)).error).toBeUndefined();
    expect((await host.run(look)).value).toEqual(value);
  });

  it("throws where the loop itself throws", async () => {
    await host.run("let n = 0; let gone: any = new Float64Array(1)");
    await host.run("structuredClone(gone, { transfer: [gone.buffer] })");
    const { error } = await host.run(
      "for (let i = 0; i < 3; i++) { n += 1; for (const x of gone) n += x }",
    );
    expect(String(error)).toMatch(/^TypeError: .*detached/);
    expect((await host.run("n")).value).toBe(1);
  });

  it("keeps its state when it is interrupted", async () => {
    await host.run("let turns = 0, twice = 0; const ones = [1, 1]");
    await host
      .run("while (true) for (const one of ones) { turns += one; twice += 2 * ones[0]! }", {
        interruptAfter: 500,
      })
      .catch(() => {});
    const { value } = await host.run("[turns > 1e4, twice - 2 * turns]");
    expect(value).toEqual([true, 0]);
  });

  it("keeps its state when it is interrupted in a long array", async () => {
    await host.run("let passed = 0; const many = new Uint8Array(1_000_000).fill(1)");
    await host
      .run("while (true) for (const one of many) passed += one", { interruptAfter: 300 })
      .catch(() => {});
    expect((await host.run("passed > 0")).value).toBe(true);
  });

  it("for any loop over any array", async () => {
    const key = fc.constantFrom(
      "i",
      "i - 2",
      "x",
      "j",
      "0.5",
      "-1",
      "i > 2",
      "2 ** 32",
      "xs.length",
    );
    const operand = fc.oneof(
      fc.constantFrom("i", "x", "y", "1", "0.5", "xs.length", "ys.length"),
      fc.tuple(fc.constantFrom("xs", "ys"), key).map(([array, at]) => `${array}[${at}]`),
    );
    const expression = fc
      .tuple(operand, fc.constantFrom("+", "-", "*", "|", "<", "&&", "??"), operand)
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`);
    const statement = fc.oneof(
      fc
        .tuple(fc.constantFrom("x", "y"), fc.constantFrom("=", "+=", "-=", "^=", "||="), expression)
        .map(([target, operator, value]) => `${target} ${operator} ${value};`),
      fc
        .tuple(fc.constantFrom("xs", "ys"), expression)
        .map(([array, value]) => `for (const k of ${array}) { y += k; x = ${value}; }`),
      fc.constantFrom("if (x > 1e6) break;", "if (i === 2) continue;"),
    );
    const array = fc.constantFrom(
      "[1, 2, 3]",
      "[0.5, -0, NaN, 2 ** 40]",
      "[]",
      "[1, , 3]",
      "[1, 'map', 2]",
      "[1, undefined]",
      "[true, null]",
      "new Array(3)",
      "new Uint8Array([1, 200])",
      "new Float32Array([0.1, 2])",
      "Object.assign([1, 2], { [-1]: 7, true: 'yes', 0.5: 3 })",
      "Object.assign(new Float64Array(2), { true: 4, NaN: 3 })",
      "Object.defineProperty([1, 2, 3], 1, { get: () => ++calls })",
      "new Proxy([1, 2], { get: (t, k) => (calls++, t[k]) })",
    );
    await fc.assert(
      fc.asyncProperty(
        array,
        array,
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        async (first, second, statements) => {
          const start = `let calls = 0, x = 1, y = 2, j = 4; const xs = ${first}, ys = ${second}`;
          const body = statements.map((each, at) => each.replace(/\bk\b/g, `k${at}`)).join(" ");
          const loop = `for (let i = 0; i < 6; i++) { y += xs[i]; ${body} }`;
          const expected: unknown = new Function(
            `"use strict"; ${start}; ${loop} return [x, y, calls]`,
          )();
          await host.run(start);
          const hastened = await host.run(loop);
          expect(hastened.error).toBeUndefined();
          expect(hastened.compiled.code).toContain("else for");
          expect((await host.run("[x, y, calls]")).value).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});
