import { expect, it } from "vitest";
import { lines } from "./index.ts";

const TITLE = "The mean falls with p";
const POINTS = [
  { x: 0.5, y: { mean: 50, low: 40, high: 60 } },
  { x: 0, y: { mean: 100, low: 100, high: 100 } },
];

it("draws a line through the means, sorted, and a band around it", () => {
  const { data, alt } = lines({ naive: POINTS }, { title: TITLE });
  const [band, line] = data;
  expect(line).toMatchObject({ name: "naive", x: [0, 0.5], y: [100, 50] });
  expect(band).toMatchObject({
    fill: "toself",
    x: [0, 0.5, 0.5, 0],
    y: [100, 60, 40, 100],
    showlegend: false,
  });
  expect(alt).toBe(
    "Line chart: The mean falls with p (naive from 100 (100 to 100) at 0 to 50 (40 to 60) at 0.5).",
  );
});

it("has no band around plain numbers, and a line at inference over the whole width", () => {
  const { data, alt } = lines(
    { naive: [0, 0.5].map((p) => ({ x: p, y: 100 * (1 - p) })) },
    { title: TITLE, inference: 100 },
  );
  expect(data).toHaveLength(2);
  expect(data[1]).toMatchObject({ name: "inference: always 100", x: [0, 0.5], y: [100, 100] });
  expect(alt).toBe(
    "Line chart: The mean falls with p (naive from 100 at 0 to 50 at 0.5; inference: always 100).",
  );
});

it("refuses a series without points", () => {
  expect(() => lines({ naive: [] }, { title: TITLE })).toThrow(
    new RangeError("lines: naive needs at least 1 point, got 0"),
  );
});
