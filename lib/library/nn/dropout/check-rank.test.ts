import { beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { ones } from "../../tensor/index.ts";
import { Dropout2d, functional } from "../index.ts";

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => {});
});
const said = () => warn.mock.calls.map(([text]) => String(text));
const of = (rank: number) => ones(new Array<number>(rank).fill(2));

// The conditions and words are those of torch 2.13's F.dropout2d and F.dropout3d.
test("other ranks than their own warn in torch's words, each said once", () => {
  for (const drop of [functional.dropout2d, functional.dropout3d]) {
    for (let again = 0; again < 2; again++) {
      for (const rank of [2, 3, 4, 5, 6]) drop(of(rank), { training: false });
    }
  }
  new Dropout2d().forward(of(3));
  const texts = said();
  const starts = texts.map((text) => text.slice(0, 28));
  expect(starts).toEqual([
    "dropout2d: Received a 2-D in",
    "dropout2d: Received a 3D inp",
    "dropout2d: Received a 5-D in",
    "dropout2d: Received a 6-D in",
    "dropout3d: Received a 2-D in",
    "dropout3d: Received a 3-D in",
    "dropout3d: Received a 6-D in",
  ]);
  expect(texts.map(({ length }) => length)).toEqual([364, 393, 364, 364, 364, 364, 364]);
  expect(texts[6]).toBe(
    "dropout3d: Received a 6-D input to dropout3d, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. Note that dropout3d exists to provide channel-wise dropout on inputs with 3 spatial dimensions, a channel dimension, and an optional batch dimension (i.e. 4D or 5D inputs).",
  );
});

test("a bad p is found first, and nothing is warned of", () => {
  expect(() => functional.dropout2d(of(1), { p: 2 })).toThrow("between 0 and 1, but got 2");
  expect(said()).toEqual([]);
});
