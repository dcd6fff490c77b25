import { Console } from "node:console";
import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { textTable } from "./text-table.ts";

function ofNode(data: object, columns?: string[]): string {
  let text = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  new Console({ stdout, colorMode: false }).table(data, columns);
  return text.trimEnd();
}

class Point {
  x = 1;
  get length() {
    return 1;
  }
}

it.each<[string, object, string[]?]>([
  ["records", [{ town: "Ulm", people: 3 }, { town: "Bern" }, { area: 1 }]],
  ["some columns", [{ a: 1, b: 2 }, 3, null], ["b", "c"]],
  ["records and plain values", [{ a: 1 }, 2, "three", null, undefined, () => 1]],
  ["arrays", [[1, 2], [3]]],
  ["an object of records", { first: { x: 1 }, second: { y: { z: { deep: 1 } } }, third: 3n }],
  [
    "a Map",
    new Map<unknown, unknown>([
      ["k", { z: 1 }],
      [{ key: 1 }, [1, 2, 3, 4, 5]],
    ]),
  ],
  ["a Set", new Set(["a", { b: 1, c: 2, d: 3 }])],
  ["numbers", new Float32Array([0.5, -0])],
  ["instances", [new Point(), Object.create(null), Symbol.iterator, new Date(0)]],
  ["long and nested values", [{ a: "x".repeat(200), b: { c: { d: 1 } }, e: [[1], [2]] }]],
  [
    "wide and empty characters",
    [{ 日本: "東京", b: "e\u0301👩‍👩‍👧", c: "한국\u200b" }, { b: "✅ ok" }],
  ],
  ["nothing", []],
  ["empty rows", [[], {}]],
])("draws %s as Node does", (_name, data, columns) => {
  expect(textTable(data, columns)).toBe(ofNode(data, columns));
});
