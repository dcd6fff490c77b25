import { describe, expect, test } from "vitest";
import { BAR_FIGURE } from "../../page/testing/sample-notebooks.ts";
import { contrast, parseColor } from "../contrast.ts";
import { BACKGROUNDS } from "../palette.ts";
import { adaptFigure } from "./adapt-figure.ts";

const { data, layout } = BAR_FIGURE;
const LIGHT = { dark: false, width: 700, fontFamily: "serif" };
const DARK = { ...LIGHT, dark: true };
const PHONE = { ...LIGHT, width: 350 };

describe("adaptFigure", () => {
  test("leaves the data of a light page as they are, and its own objects always", () => {
    const before = structuredClone(BAR_FIGURE);
    expect(adaptFigure(data, layout, LIGHT).data).toBe(data);
    adaptFigure(data, layout, DARK);
    expect(BAR_FIGURE).toEqual(before);
  });

  test("gives the title to the page, and its room too", () => {
    const titled = {
      title: { text: "A <b>finding</b><br>in two lines" },
      height: 400,
      margin: { t: 100 },
    };
    const adapted = adaptFigure(data, titled, LIGHT);
    expect(adapted.title).toBe("A finding in two lines");
    const formula = { title: "What is kept grows by 1 / (1 − p)" };
    expect(adaptFigure(data, formula, LIGHT).title).toBe(
      "What is kept grows by 1\u00a0/\u00a0(1\u00a0−\u00a0p)",
    );
    expect(adapted.layout).not.toHaveProperty("title");
    expect(adapted.height).toBe(400 - 56);
    expect(adapted.layout.margin).toMatchObject({ t: 100 - 56 });
    expect(adaptFigure(data, {}, LIGHT)).toMatchObject({ title: "", height: undefined });
  });

  test("lets the page's ground through", () => {
    for (const place of [LIGHT, DARK]) {
      const { paper_bgcolor, plot_bgcolor } = adaptFigure(data, layout, place).layout;
      expect([paper_bgcolor, plot_bgcolor]).toEqual(["rgba(0,0,0,0)", "rgba(0,0,0,0)"]);
    }
  });

  test("makes every colour of the dark one that can be seen there", () => {
    const figure = [
      {
        type: "bar",
        y: [1, 2],
        marker: { color: ["#000080", "rgba(0,0,60,0.5)"], line: { color: "black" } },
      },
      { type: "scatter", y: [1], line: { color: "#111" }, textfont: { color: "white" } },
    ];
    const adapted = adaptFigure(figure, { font: { color: "#222222" } }, DARK);
    const [bar, line] = adapted.data as [
      (typeof figure)[0] & { marker: { color: string[]; line: { color: string } } },
      (typeof figure)[1],
    ];
    const ground = parseColor(BACKGROUNDS.dark.page) ?? [0, 0, 0, 1];
    const seen = [
      ...bar.marker.color,
      bar.marker.line.color,
      `${(line as { line: { color: string } }).line.color}`,
      `${(adapted.layout.font as { color: string }).color}`,
    ];
    for (const one of seen)
      expect(contrast(parseColor(one) ?? ground, ground)).toBeGreaterThan(4.49);
    expect(bar.marker.color[1]).toMatch(/^rgba\(.*,0\.5\)$/);
    expect(bar.y).toBe(figure[0]?.y);
  });

  test("gives the labels of every axis room, unless the figure says how it does", () => {
    const own = { automargin: false, ticklabeloverflow: "hide past domain" };
    const adapted = adaptFigure(data, { yaxis: own, xaxis2: {} }, PHONE).layout;
    const room = { automargin: true, ticklabeloverflow: "allow" };
    expect(adapted).toMatchObject({ xaxis: room, xaxis2: room, yaxis: own });
  });

  test("puts the legend above the plot on a phone, unless it has a place of its own", () => {
    expect(adaptFigure(data, {}, PHONE).layout.legend).toMatchObject({ orientation: "h" });
    expect(adaptFigure(data, {}, LIGHT).layout.legend).toBeUndefined();
    const own = { legend: { y: 1.01 } };
    expect(adaptFigure(data, own, PHONE).layout.legend).toEqual({ y: 1.01 });
  });
});
