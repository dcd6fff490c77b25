import { expect, it } from "vitest";
import { beforeAfter } from "./index.ts";

const TITLE = "Kept values grow, the rest is 0";

it("shows every input, what is left of it, and a cross where nothing is", () => {
  const { data, alt, layout } = beforeAfter([0.4, 0.8, 0.2, 0], [0.5, 0, 0.25, 0], {
    title: TITLE,
  });
  expect(data).toMatchObject([
    { type: "bar", name: "before", x: [0, 1, 2, 3], y: [0.4, 0.8, 0.2, 0] },
    { type: "bar", name: "after", x: [0, 2], y: [0.5, 0.25] },
    { type: "scatter", name: "dropped: 1 of 4", x: [1], y: [0] },
  ]);
  expect(alt).toBe(
    "Bar chart: Kept values grow, the rest is 0 (4 values, 1 dropped, the others times 1.25).",
  );
  expect((layout.yaxis as { range: number[] }).range[0]).toBe(0);
});

it("names no factor when there is not one, and needs no crosses", () => {
  const { data, alt } = beforeAfter([1, -1], [2, -3], { title: TITLE, names: ["x", "y"] });
  expect(data.map(({ name }) => name)).toEqual(["x", "y"]);
  expect(alt).toBe("Bar chart: Kept values grow, the rest is 0 (2 values, 0 dropped).");
});

it("refuses values that do not pair, or too many", () => {
  expect(() => beforeAfter([1, 2], [1], { title: TITLE })).toThrow(
    new RangeError("beforeAfter: both must have the same length, got 2 and 1"),
  );
  const many = new Float32Array(51);
  expect(() => beforeAfter(many, many, { title: TITLE })).toThrow(
    new RangeError("beforeAfter: shows 1 to 50 values, got 51"),
  );
});
