import { expect, it } from "vitest";
import { completeByValue } from "./value-completion.ts";

interface World {
  /** What the value has. */
  has: string[];
  /** What the type has. */
  typed?: string[];
  isOpen?: boolean;
}

async function complete(source: string, { has, typed = [], isOpen = false }: World) {
  const { items, start, end } = await completeByValue(source, source.length, {
    members: async () =>
      has.map((name) => ({ name, isOwn: name !== "at", isMethod: name === "at" })),
    types: async (at) => {
      const written = source.slice(at).length === 0 ? (/\w*$/.exec(source)?.[0] ?? "") : "";
      const fits = typed.filter((text) => text.startsWith(written));
      const item = { start: at - written.length, end: at, type: "property", signature: "" };
      return { ...item, items: fits.map((text) => ({ ...item, text })) };
    },
    isOpen: async () => isOpen,
  });
  return [items.map(({ text }) => text), start, end];
}

it("names what the value has where the type has nothing", async () => {
  expect(await complete("o.", { has: ["a", "at", "b c"] })).toEqual([["a", "at"], 2, 2]);
  expect(await complete("o.A", { has: ["a", "at", "b"] })).toEqual([["a", "at"], 2, 3]);
});

it("adds to what the type has where that is open, and else does not", async () => {
  const has = ["home", "tz"];
  expect(await complete("env.", { has, typed: ["tz"], isOpen: true })).toEqual([
    ["tz", "home"],
    4,
    4,
  ]);
  expect(await complete("cat.", { has, typed: ["tz"] })).toEqual([["tz"], 4, 4]);
  expect(await complete("cat.ho", { has, typed: ["tz"] })).toEqual([[], 4, 6]);
});

it("writes keys as they must stand in quotes and in brackets", async () => {
  const has = ["it's", 'q"q', "at", "7"];
  expect(await complete('o["', { has })).toEqual([["it's", 'q\\"q', "7"], 3, 3]);
  expect(await complete("o['", { has })).toEqual([["it\\'s", 'q"q', "7"], 3, 3]);
  expect(await complete("o[", { has, typed: ["variable"] })).toEqual([
    ['"it\'s"', '"q\\"q"', "7", "variable"],
    2,
    2,
  ]);
});
