import { afterEach, expect, it } from "vitest";
import { LastValues } from "./last-values.ts";

const NAMES = ["_", "__", "___", "Out"];
const globals = globalThis as Record<string, unknown>;
const seen = () => [globals._, globals.__, globals.___];

function installed(): LastValues {
  const values = new LastValues();
  values.install();
  return values;
}

afterEach(() => {
  for (const name of NAMES) Reflect.deleteProperty(globalThis, name);
});

it("gives the last three values, and all by number", () => {
  const values = installed();
  expect(seen()).toEqual([undefined, undefined, undefined]);
  values.remember("a", 1);
  values.remember(null, 3);
  values.remember(undefined, 4);
  expect(seen()).toEqual([null, "a", undefined]);
  expect(globals.Out).toEqual({ 1: "a", 3: null });
});

it("leaves a name alone that the learner has given another value, until it is deleted", () => {
  const values = installed();
  values.remember("a", 1);
  globals._ = "mine";
  values.remember("b", 2);
  expect(seen()).toEqual(["mine", "a", undefined]);
  Reflect.deleteProperty(globalThis, "_");
  values.remember("c", 3);
  expect(seen()).toEqual(["c", "b", "a"]);
});

it("keeps a hundred values, and not itself", () => {
  const values = installed();
  for (let count = 1; count <= 150; count++) values.remember(count, count);
  values.remember(globals.Out, 151);
  const kept = Object.keys(globals.Out as object);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([100, "51", "150"]);
  expect(globals._).toBe(150);
});

it("hides the names from what copies the globals", () => {
  installed();
  expect(Object.keys(globalThis)).not.toContain("_");
});
