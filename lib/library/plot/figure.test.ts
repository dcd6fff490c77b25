import { inspect } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import { displaySymbol } from "../display/index.ts";
import { Figure } from "./index.ts";

const PARTS = {
  data: [{ type: "bar" as const, x: [1], y: [60] }],
  layout: { height: 300 },
  alt: "Bar chart: one bar.",
};

afterEach(() => vi.unstubAllGlobals());

it("reads as its alt sentence", () => {
  expect(inspect(new Figure(PARTS))).toBe("Bar chart: one bar.");
});

it("is plain data for a Plotly renderer", () => {
  const { data, layout, config } = JSON.parse(JSON.stringify(new Figure(PARTS)));
  expect(data).toEqual(PARTS.data);
  expect(layout).toEqual(PARTS.layout);
  expect(config).toEqual({ displaylogo: false, responsive: true });
});

it("has no picture in a page, and needs nothing of Node there", async () => {
  vi.stubGlobal("process", undefined);
  vi.stubGlobal("Buffer", undefined);
  const bundle = await new Figure(PARTS)[displaySymbol]();
  expect(Object.keys(bundle)).toEqual(["application/vnd.plotly.v1+json", "text/plain"]);
});

it("refuses traces that the page's Plotly cannot draw", () => {
  const data = [{ type: "heatmap" as never }];
  expect(() => new Figure({ ...PARTS, data })).toThrow(
    new TypeError("Figure: traces must be of type scatter or bar, got heatmap"),
  );
});
