import { expect, it } from "vitest";
import { readFigure } from "./read-figure.ts";

it("copies what an output holds, which stays as it is", () => {
  const stored = { data: [{ y: [1, 2] }], layout: { title: { text: "t" }, height: 248 } };
  const { data, layout, height } = readFigure(stored);
  expect({ data, layout, height }).toEqual({
    data: stored.data,
    layout: { title: { text: "t" } },
    height: 248,
  });
  expect(data[0]).not.toBe(stored.data[0]);
  expect(layout.title).not.toBe(stored.layout.title);
});

it("reads the size that a figure asks for", () => {
  expect(readFigure({ data: [] })).toMatchObject({ height: 360, width: undefined });
  expect(readFigure({ data: [], layout: { width: 400, height: "tall" } })).toMatchObject({
    height: 360,
    width: 400,
  });
});

it.each([
  [{}, false],
  [{ font: { size: 13 }, plot_bgcolor: "pink" }, false],
  [{ template: { layout: {} } }, true],
  [{ paper_bgcolor: "white" }, true],
  [{ font: { color: "black" } }, true],
])("leaves a figure with the layout %j its own colours: %s", (layout, hasOwnColors) => {
  expect(readFigure({ data: [], layout })).toMatchObject({ hasOwnColors });
});

it.each([["nope"], [null], [{ data: null }], [{}]])("refuses %j", (stored) => {
  expect(() => readFigure(stored)).toThrow("figure: its data must be a list of traces, got ");
});
