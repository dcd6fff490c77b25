import { expect, it } from "vitest";
import { membersOf, summaryOf, valueAt } from "./value-members.ts";

const names = (value: unknown, ...path: string[]) =>
  membersOf(valueAt(value, path)).map(({ name }) => name);

it("finds what a path leads to", () => {
  const value = { list: [{ first: 1, "a b": 2 }], text: "abc" };
  expect(names(value)).toEqual(["list", "text"]);
  expect(names(value, "list", "0")).toEqual(["first", "a b"]);
  expect(names(value, "list")).toEqual(expect.arrayContaining(["length", "push", "map"]));
  expect(names(value, "text")).toEqual(expect.arrayContaining(["length", "slice"]));
  expect(names(value, "text", "length")).toContain("toFixed");
  expect(names(value, "none", "of", "these")).toEqual([]);
  expect(names(null)).toEqual([]);
});

it("knows methods, and what is inherited", () => {
  class Animal {
    speak() {}
  }
  class Cat extends Animal {
    legs = 4;
    get fur() {
      throw new Error("ran");
    }
  }
  expect(membersOf(new Cat())).toEqual([
    { name: "legs", isOwn: true, isMethod: false },
    { name: "fur", isOwn: false, isMethod: false },
    { name: "speak", isOwn: false, isMethod: true },
  ]);
});

it("runs no getter and no trap, and finds nothing behind them", () => {
  const ran: unknown[] = [];
  const trap = (...seen: unknown[]): never => {
    ran.push(seen);
    throw new Error("ran");
  };
  const proxy = new Proxy({ a: 1 }, { get: trap, ownKeys: trap, getPrototypeOf: trap });
  const value = {
    proxy,
    get lazy() {
      return trap("lazy");
    },
    heir: Object.create(proxy, { own: { value: 1 } }),
  };
  expect(names(value)).toEqual(["proxy", "lazy", "heir"]);
  expect(names(value, "proxy")).toEqual([]);
  expect(names(value, "lazy")).toEqual([]);
  expect(names(value, "heir")).toEqual(["own"]);
  expect(ran).toEqual([]);
});

it("finds the names of a module that has no values yet", async () => {
  expect(names(await import("./value-members.ts"))).toContain("membersOf");
});

it("takes its time for no huge value", () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, key) => [`k${key}`, key]));
  expect(names(many)).toHaveLength(500);
  expect(names(Array(1_000_000).fill(0))).toContain("push");
  expect(names(new Float64Array(1_000_000))).toContain("subarray");
});

it("says in short what a value is, without its code", () => {
  class Cat {
    legs = 4;
    get fur() {
      throw new Error("ran");
    }
  }
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, key) => [`k${key}`, key]));
  const values = ["a'b", 5n, null, [1, 2], { a: 1, b: 2 }, new Cat(), many];
  expect(values.map(summaryOf)).toEqual([
    `"a'b"`,
    "5n",
    "null",
    "Array(2)",
    "{ a, b }",
    "Cat { legs }",
    "{ k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, … }",
  ]);
  expect([undefined, () => {}, new Proxy({}, {})].map(summaryOf)).toEqual(Array(3).fill(undefined));
});
