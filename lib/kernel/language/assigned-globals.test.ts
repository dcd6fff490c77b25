import { expect, test } from "vitest";
import { assignedGlobals, globalVariables } from "./assigned-globals.ts";

test.each([
  ["globalThis.x = 5; x", "x"],
  ["global.x ??= 5; globalThis['y'] += 1", "x y"],
  ["(globalThis as any).x = 1; (<any>globalThis).y = 2", "x y"],
  ["Object.assign(globalThis, { a: 1, b() {}, 'c': { d: 1 } })", "a b c"],
  ["Object.defineProperty(globalThis, 'x', { value: 1 }); Reflect.set(global, 'y', 1)", "x y"],
  ["globalThis.x == 5; globalThis.y === 1; globalThis.z => 1; globalThis.w", ""],
  ["globalThis.class = 1; myglobal.x = 1", ""],
])("%j gives %j", (source, names) => {
  expect([...assignedGlobals(source)].join(" ")).toBe(names);
});

test("only what can be a variable's name is declared", () => {
  expect(globalVariables(["x", "a-b", "new", "ä", "1"])).toBe(
    "declare var x: any;\ndeclare var ä: any;",
  );
});
