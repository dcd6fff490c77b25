import { expect, it } from "vitest";
import { maskStrip } from "./index.ts";

it("puts each neuron in its place, kept ones full and dropped ones empty", () => {
  const mask = Array.from({ length: 30 }, (_, i) => (i === 0 || i === 27 ? 0 : 1.25));
  const { data, alt } = maskStrip(mask, { title: "Two are dropped." });
  const [kept, dropped] = data as unknown as { name: string; x: number[]; base: number[] }[];
  expect(kept).toMatchObject({ name: "kept: 28", marker: { color: "#2878b5" } });
  expect(kept?.x.slice(0, 3)).toEqual([1, 2, 3]);
  expect(dropped).toMatchObject({
    name: "dropped: 2",
    x: [0, 2],
    base: [0.1, 1.1],
    marker: { color: "rgba(0,0,0,0)" },
    customdata: [1, 28],
  });
  expect(alt).toBe("Squares for 30 neurons: Two are dropped (28 kept, 2 dropped).");
});

it("refuses no neurons and too many to tell apart", () => {
  expect(() => maskStrip([], { title: "" })).toThrow(
    new RangeError("maskStrip: shows 1 to 500 neurons, got 0"),
  );
  expect(() => maskStrip(new Uint8Array(501), { title: "" })).toThrow(RangeError);
});
