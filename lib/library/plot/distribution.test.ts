import { expect, it } from "vitest";
import { distribution, distributions } from "./index.ts";

const DRAWS = [58, 59, 59, 60, 60, 60, 60, 61, 61, 62];
const TITLE = "In training the neuron gets 60";

it("has a bar for each value, as high as its share of the draws", () => {
  const [bars] = distribution(DRAWS, { title: TITLE }).data;
  expect(bars).toMatchObject({
    type: "bar",
    x: [58, 59, 60, 61, 62],
    y: [0.1, 0.2, 0.4, 0.2, 0.1],
  });
});

it("marks the mean and the value at inference, both in sight", () => {
  const { data, layout } = distribution(DRAWS, { title: TITLE, inference: 100 });
  const [, mean, inference] = data;
  expect(mean).toMatchObject({ name: "training: mean 60, sd 1.15", x: [60, 60] });
  expect(inference).toMatchObject({ name: "inference: always 100", x: [100, 100] });
  const [low = 0, high = 0] = (layout.xaxis as { range: number[] }).range;
  expect(low).toBeLessThan(57.5);
  expect(high).toBeGreaterThan(100);
});

it("says in words what it shows", () => {
  expect(distribution(DRAWS, { title: `${TITLE}.`, inference: 100 }).alt).toBe(
    "Bar chart: In training the neuron gets 60 (training, 10 draws, mean 60, standard deviation 1.15, from 58 to 62; inference, always 100).",
  );
  expect(distribution(DRAWS, { title: TITLE, alt: "Mine." }).alt).toBe("Mine.");
});

it("takes bins of one's own", () => {
  const [bars] = distribution(DRAWS, { title: TITLE, width: 5, range: [50, 70] }).data;
  expect(bars).toMatchObject({ x: [52.5, 57.5, 62.5, 67.5], y: [0, 0.3, 0.7, 0] });
});

it("compares distributions by area when their values are scaled differently", () => {
  // Sums in float32 are off by their last digit, and still on the lattice.
  const scaled = DRAWS.map((draw) => Math.fround(Math.fround(draw) * Math.fround(1 / 0.6)));
  const { data, layout } = distributions({ naive: DRAWS, scaled }, { title: TITLE });
  const [first, second] = data as unknown as { x: number[]; y: number[]; width: number }[];
  expect(first?.y).toEqual([0.1, 0.2, 0.4, 0.2, 0.1]);
  expect(second?.x).toEqual([96.667, 98.333, 100, 101.67, 103.33]);
  expect(second?.y).toEqual([0.06, 0.12, 0.24, 0.12, 0.06]);
  expect((layout.yaxis as { title: { text: string } }).title.text).toBe("share of draws per unit");
});

it("stores little: 10,000 draws take less than 4 kB", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => Math.sin(i) * 17.123456789);
  expect(JSON.stringify(distribution(many, { title: TITLE })).length).toBeLessThan(4000);
});

it("refuses more series than it has colours for", () => {
  expect(() => distributions({}, { title: TITLE })).toThrow(
    new RangeError("distributions: takes 1 to 4 series, got 0"),
  );
});

it("keeps to an axis of one's own, so that two of them can be compared", () => {
  const [low, high] = [DRAWS, [1, 2]].map((values) => {
    return distribution(values, { title: TITLE, axis: [0, 100] }).layout.xaxis;
  });
  expect(low).toMatchObject({ range: [0, 100] });
  expect(high).toEqual(low);
  expect(() => distribution(DRAWS, { title: TITLE, axis: [1, 1] })).toThrow(
    new RangeError("distribution: axis must be two numbers that rise, got [1,1]"),
  );
});
