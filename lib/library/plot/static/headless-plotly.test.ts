import { beforeAll, expect, it } from "vitest";
import { HeadlessPlotly, type PlainFigure } from "./headless-plotly.ts";
import { rasterize } from "./resvg.ts";
import { Pixels } from "./testing/pixels.ts";

const RED = [255, 0, 0] as const;
const BLACK = [0, 0, 0] as const;

/** Two bars, the second twice the first, in a plot of 300 × 200 pixels at (50, 40). */
const BARS: PlainFigure = {
  data: [{ type: "bar", x: [0, 1], y: [1, 2], width: 0.5, marker: { color: "#f00" } }],
  layout: {
    margin: { l: 50, r: 50, t: 40, b: 60 },
    font: { color: "#000" },
    title: { text: "A title", x: 0, y: 0.95, yref: "container" },
    xaxis: { range: [-0.5, 1.5], showgrid: false, title: { text: "neuron" } },
    yaxis: { range: [0, 2], showgrid: false, zeroline: false },
  },
};

let plotly: HeadlessPlotly;
beforeAll(() => {
  plotly = new HeadlessPlotly();
});

async function picture(figure: PlainFigure): Promise<Pixels> {
  return new Pixels(rasterize(await plotly.draw(figure, 400, 300), 2));
}

it("draws bars where they should be, as high as they should be", async () => {
  const pixels = await picture(BARS);
  expect([pixels.width, pixels.height]).toEqual([400, 300]);
  // Bars of half a unit, 150 pixels a unit, around 0 and 1; one unit is 100 pixels high.
  expect(pixels.share(RED, { left: 89, top: 142, right: 161, bottom: 239 })).toBeGreaterThan(0.99);
  expect(pixels.share(RED, { left: 239, top: 42, right: 311, bottom: 239 })).toBeGreaterThan(0.99);
  expect(pixels.share(RED, { left: 0, top: 0, right: 86, bottom: 300 })).toBe(0);
  expect(pixels.share(RED, { left: 86, top: 0, right: 164, bottom: 138 })).toBe(0);
  expect(pixels.share(RED, { left: 164, top: 0, right: 236, bottom: 300 })).toBe(0);
});

it("writes title, axis title and tick labels", async () => {
  const pixels = await picture(BARS);
  const title = pixels.extent(BLACK, { left: 0, top: 0, right: 400, bottom: 38 });
  expect(title?.left).toBeLessThan(30);
  expect((title?.right ?? 0) - (title?.left ?? 0)).toBeGreaterThan(40);
  // Centred below the plot, whose middle is at 200.
  const neuron = pixels.extent(BLACK, { left: 100, top: 262, right: 300, bottom: 300 });
  expect(((neuron?.left ?? 0) + (neuron?.right ?? 0)) / 2).toBeCloseTo(200, -0.5);
  expect(pixels.extent(BLACK, { left: 0, top: 40, right: 48, bottom: 245 })).toBeDefined();
});

it("draws nothing where a figure has nothing", async () => {
  const pixels = await picture({ data: [], layout: { ...BARS.layout, title: {} } });
  expect(pixels.share(RED, { left: 0, top: 0, right: 400, bottom: 300 })).toBe(0);
  expect(pixels.share(BLACK, { left: 0, top: 0, right: 400, bottom: 30 })).toBe(0);
});

it("makes the same picture again, whatever was drawn in between", async () => {
  const first = await plotly.draw(BARS, 400, 300);
  await plotly.draw({ data: [{ type: "scatter", x: [1, 2], y: [2, 1] }], layout: {} }, 300, 200);
  expect(await plotly.draw(BARS, 400, 300)).toBe(first);
  await expect(new HeadlessPlotly().draw(BARS, 400, 300)).resolves.toBe(first);
});

it("gives legends and tick labels the room that their text takes", async () => {
  const long = "a name of some length";
  const svg = await plotly.draw(
    {
      data: [{ type: "scatter", x: [1, 2], y: [100000, 200000], name: long }],
      layout: {
        showlegend: true,
        margin: { l: 5 },
        yaxis: { automargin: true, tickformat: "d" },
      },
    },
    400,
    300,
  );
  const pixels = new Pixels(rasterize(svg.replaceAll("rgb(68, 68, 68)", "#000"), 2));
  // The legend's last letter ends inside the picture.
  const legend = pixels.extent(BLACK, { left: 200, top: 80, right: 400, bottom: 130 });
  expect(legend?.right).toBeGreaterThan(360);
  expect(legend?.right).toBeLessThan(399);
  // The margin of 5 grew to hold the six digits: none of them touches the edge.
  const digits = pixels.extent(BLACK, { left: 0, top: 60, right: 60, bottom: 240 });
  expect(digits?.left).toBeGreaterThan(0.5);
});
