import { expect, it } from "vitest";
import type { Cell } from "../notebook/index.ts";
import { pageKey } from "./page-key.ts";

const text = (source: string, id?: string): Cell => {
  return { cell_type: "markdown", metadata: {}, source, ...(id === undefined ? {} : { id }) };
};
const keyOf = (name: string, ...cells: Cell[]) =>
  pageKey(name, { nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

it("tells notebooks of one name apart by their title and their first cell", () => {
  const keys = [
    keyOf("a", text("# One", "x")),
    keyOf("a", text("# Two", "x")),
    keyOf("a", text("# One", "y")),
    keyOf("a", text("no title")),
    keyOf("a", text("no title either")),
    keyOf("b", text("# One", "x")),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys[0]).toMatch(/^a\/[0-9a-f]{8}$/);
});

it("is the same in a new version with the same title and first cell", () => {
  const first = keyOf("a", text("# One\n\nOld.", "x"), text("old", "y"));
  expect(keyOf("a", text("# One\n\nNew.", "x"), text("more", "z"))).toBe(first);
});
