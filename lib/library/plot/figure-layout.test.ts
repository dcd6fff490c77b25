import { expect, it } from "vitest";
import { figureLayout } from "./figure-layout.ts";

function titleLines(title: string): string[] {
  return (figureLayout({ title }, { legend: 0 }).title as { text: string }).text.split("<br>");
}

it("breaks a title into lines that fit a phone and are about as long", () => {
  expect(titleLines("In training the neuron gets 60, not 100")).toEqual([
    "In training the neuron gets 60, not 100",
  ]);
  expect(titleLines("In training the neuron receives about 60, at inference 100")).toEqual([
    "In training the neuron receives",
    "about 60, at inference 100",
  ]);
  expect(titleLines("Kept values grow by 1 / (1 − 0.2), dropped ones are 0")).toEqual([
    "Kept values grow by",
    "1 / (1 − 0.2), dropped ones are 0",
  ]);
  expect(titleLines("a".repeat(60))).toEqual(["a".repeat(60)]);
});

it("grows with the title and the legend, and keeps the plot's height", () => {
  const heightOf = (title: string, legend: number) => {
    const { height, margin } = figureLayout({ title }, { legend }) as {
      height: number;
      margin: { t: number; b: number };
    };
    return { height, plot: height - margin.t - margin.b };
  };
  const [small, large] = [heightOf("short", 0), heightOf("word ".repeat(12).trim(), 2)];
  expect(large.height).toBeGreaterThan(small.height + 60);
  expect([small.plot, large.plot]).toEqual([260, 260]);
});

it("leaves colours of page and text to the place that shows the figure", () => {
  const layout = figureLayout({ title: "a", x: "p" }, { legend: 1 });
  expect(JSON.stringify(layout)).not.toMatch(/paper_bgcolor|plot_bgcolor|"color"|template/);
});
