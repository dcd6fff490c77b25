import { expect, it } from "vitest";
import { themeTemplate } from "./theme.ts";

const THEME = { background: "g", text: "i", mutedText: "f", line: "l", font: "sans" };

it("puts the background of the theme behind all that Plotly paints white", () => {
  expect(themeTemplate(THEME)).toMatchObject({
    layout: {
      paper_bgcolor: "g",
      plot_bgcolor: "g",
      font: { color: "i", family: "sans" },
      polar: { bgcolor: "g" },
      ternary: { bgcolor: "g" },
      geo: { bgcolor: "g" },
      scene: { xaxis: { backgroundcolor: "g" } },
    },
    data: { table: [{ cells: { fill: { color: "g" } }, header: { fill: { color: "g" } } }] },
  });
});

it("writes on buttons in a colour that is read on white, whatever the theme", () => {
  expect(themeTemplate({ ...THEME, text: "white" })).toMatchObject({
    layout: { updatemenudefaults: { bgcolor: "#ffffff", font: { color: "#24292f" } } },
  });
});
