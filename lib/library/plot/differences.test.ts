import { beforeAll, describe, expect, it } from "vitest";
import { differences } from "./index.ts";
import { HeadlessPlotly, type PlainFigure } from "./static/headless-plotly.ts";
import { rasterize } from "./static/resvg.ts";
import { Pixels } from "./static/testing/pixels.ts";
import { onWhite } from "./style.ts";

const TITLE = "One helps, the other is not established";
const ROWS = { helps: [-3, -2, -2, -1], open: [-2, 2, -1, 1] };

describe("its picture", () => {
  const BLUE = [94, 154, 200] as const;
  const ORANGE = [213, 94, 0] as const;
  const GREY = [125, 125, 125] as const;
  /** 540 x 168 pixels at (84, 92): 67.5 pixels a unit, 0 in the middle, 76 pixels a row. */
  const ZERO = 354;
  const UNIT = 67.5;
  const row = (i: number) => ({ left: 84, right: 624, top: 96 + 76 * i, bottom: 172 + 76 * i });

  let pixels: Pixels;
  beforeAll(async () => {
    const { data, layout } = differences(ROWS, { title: TITLE, x: "points", axis: [-4, 4] });
    const figure = { data, layout: onWhite(layout) } as unknown as PlainFigure;
    const svg = await new HeadlessPlotly().draw(figure, 640, layout.height as number);
    pixels = new Pixels(rasterize(svg, 2));
  });

  it("has a bar from end to end of each interval", () => {
    // Student's t for 3 degrees of freedom is 3.182; the sd are 0.8165 and 1.8257.
    for (const [i, low, high] of [
      [0, -2 - 1.2992, -2 + 1.2992],
      [1, -2.9052, 2.9052],
    ] as const) {
      const bar = pixels.extent(ORANGE, row(i));
      expect(bar?.left).toBeCloseTo(ZERO + UNIT * low, -0.3);
      expect(bar?.right).toBeCloseTo(ZERO + UNIT * high, -0.3);
    }
  });

  it("has a dot for each seed, those at one place above each other", () => {
    const dotsAt = (x: number) => {
      const place = Math.round(ZERO + UNIT * x);
      return pixels.extent(BLUE, { ...row(0), left: place - 8, right: place + 8 });
    };
    const height = (x: number) => {
      const { top, bottom } = dotsAt(x) ?? expect.fail(`must have a dot at ${x}`);
      return bottom - top;
    };
    expect(height(-3)).toBeGreaterThan(6);
    expect(height(-3)).toBeLessThan(10);
    expect(height(-2)).toBeGreaterThan(13);
    expect(dotsAt(0)).toBeUndefined();
    expect(dotsAt(2)).toBeUndefined();
  });

  it("has a line at no difference, through all rows", () => {
    const line = pixels.extent(GREY, { left: ZERO - 6, right: ZERO + 6, top: 92, bottom: 260 });
    expect(line?.top).toBeLessThan(105);
    expect(line?.bottom).toBeGreaterThan(245);
  });
});

it("says in words what it shows", () => {
  expect(differences(ROWS, { title: `${TITLE}.`, level: 0.9 }).alt).toBe(
    `Dot chart: ${TITLE} (helps, 4 differences, mean −2, 90 % interval −2.96 to −1.04; open, 4 differences, mean 0, 90 % interval −2.15 to 2.15).`,
  );
  expect(differences(ROWS, { title: TITLE, alt: "Mine." }).alt).toBe("Mine.");
});

it("reaches to the last dot or interval, and to 0", () => {
  const rangeOf = (values: number[]) =>
    (differences({ values }, { title: TITLE }).layout.xaxis as { range: number[] }).range;
  expect(rangeOf([3, 3, 3])).toEqual([-0.15, 3.15]);
  expect(rangeOf([0, 0])).toEqual([-1, 1]);
});

it.each([
  [{}, {}, "differences: takes 1 to 8 rows, got 0"],
  [{ one: [1] }, {}, "meanInterval: needs at least 2 numbers, got 1"],
  [{ one: [1, Number.NaN] }, {}, "differences: numbers must be finite, got NaN in one"],
  [ROWS, { axis: [1, 1] as const }, "differences: axis must be two numbers that rise, got [1,1]"],
])("refuses %o with %o", (rows, options, message) => {
  expect(() => differences(rows, { title: TITLE, ...options })).toThrow(new RangeError(message));
});
