import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { displaySymbol, metadataOf } from "../display/index.ts";
import { tensor } from "../tensor/index.ts";
import { palette, weightedSums } from "./index.ts";

/** The thread that draws is JavaScript, so what it draws is tested of the built package. */
const built: typeof import("./index.ts") = await import(
  new URL("../dist/plot/index.js", import.meta.url).href
);

const TITLE = "In training the neuron receives 3";
const picture = ({ weightedSums } = built) =>
  weightedSums({ training: [1, 0, 1, 1, 0], inference: [1, 1, 1, 1, 1] }, [1, 1, 1, 1, 1], {
    title: TITLE,
  });

it("says in words what it shows", () => {
  expect(picture().alt).toBe(
    "Diagram: In training the neuron receives 3 (training: 5 neurons, 2 dropped, the sum is 3; inference: 5 neurons, none dropped, the sum is 5).",
  );
  expect(weightedSums({ one: [1] }, [2], { title: TITLE, alt: "Mine." }).alt).toBe("Mine.");
});

it("weighs what the neurons pass on, of tensors too", () => {
  const { alt } = weightedSums({ now: tensor([0.5, 0, 2]) }, [2, 7, -0.25], { title: TITLE });
  expect(alt).toContain("now: 3 neurons, 1 dropped, the sum is 0.5)");
});

/** How many pixels of a picture are nearly of a colour. */
async function pixels(color: string): Promise<number> {
  const { data } = PNG.sync.read(Buffer.from(await picture().toPng()));
  const wanted = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((part, i) => Math.abs(part - (data[at + i] as number)) < 12)) count += 1;
  }
  return count;
}

it("draws what is kept, what is dropped and the sums, as one sees in the PNG", async () => {
  expect(await pixels(palette.blue)).toBeGreaterThan(3000);
  expect(await pixels(palette.orange)).toBeGreaterThan(120);
  expect(await pixels(palette.green)).toBeGreaterThan(700);
});

it("shows itself as SVG, PNG and text, with its size and its words", async () => {
  const { svg, width, height, alt } = picture();
  const bundle = await picture()[displaySymbol]();
  expect(bundle).toEqual({
    "application/vnd.dropout-lab.diagram+xml": svg,
    "image/png": expect.stringMatching(/^iVBORw0KGgo/),
    "text/plain": alt,
  });
  const size = { width, height, alt };
  expect(metadataOf(bundle)).toEqual({
    "application/vnd.dropout-lab.diagram+xml": size,
    "image/png": size,
  });
});

it("lets no text of the caller's become a part of the drawing", () => {
  const { svg } = weightedSums({ "<b>&": [1] }, [1], { title: '"<script>' });
  expect(svg).toContain("&lt;b>&amp;");
  expect(svg).not.toContain("<script");
  expect(svg).not.toContain("<b>");
});

it.each<[string, () => unknown]>([
  ["takes 1 to 3 stages, got 0", () => weightedSums({}, [], { title: TITLE })],
  ["shows 1 to 8 neurons, got 0", () => weightedSums({ a: [] }, [], { title: TITLE })],
  ["shows 1 to 8 neurons, got 9", () => weightedSums({ a: Array(9) }, Array(9), { title: TITLE })],
  [
    "each neuron must have a weight, got 2 weights for 1 in a",
    () => weightedSums({ a: [1] }, [1, 1], { title: TITLE }),
  ],
])("refuses what it cannot show: %s", (message, call) => {
  expect(call).toThrow(new RangeError(`weightedSums: ${message}`));
});
