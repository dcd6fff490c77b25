import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { rasterize, textWidth } from "./resvg.ts";
import { Pixels } from "./testing/pixels.ts";
import { textBox } from "./text-box.ts";

function element(svg: string): Element {
  const { document } = new JSDOM(`<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`).window;
  return document.querySelector("svg > *") as Element;
}

it("knows how wide a text is drawn, spaces and marks included", () => {
  const text = "AVA < 100 & more";
  const width = textWidth(text, 20);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><rect width="300" height="40" fill="#fff"/><text x="10" y="30" font-size="20" fill="#000">AVA &lt; 100 &amp; more</text></svg>`;
  const ink = new Pixels(rasterize(svg, 2)).extent([0, 0, 0], {
    left: 0,
    top: 0,
    right: 300,
    bottom: 40,
  });
  expect((ink?.right ?? 0) - 10).toBeGreaterThan(width - 3);
  expect((ink?.right ?? 0) - 10).toBeLessThan(width + 1);
  expect(textWidth("a  ", 20)).toBeGreaterThan(textWidth("a", 20) + 9);
  expect(textWidth("", 20)).toBe(0);
});

it("is twice as wide at twice the size", () => {
  expect(textWidth("neuron", 24) / textWidth("neuron", 12)).toBeCloseTo(2, 1);
});

it("stands where anchor, lines and transforms put it", () => {
  const width = textWidth("neuron", 10);
  const at = (svg: string) => textBox(element(svg));
  const style = 'style="font-size: 10px; fill: red"';
  const start = at(`<text x="50" y="20" ${style}>neuron</text>`);
  expect(start.left).toBe(50);
  expect(start.width).toBeCloseTo(width, 9);
  expect(start.top).toBeCloseTo(20 - 10.69, 9);
  expect(start.height).toBeCloseTo(13.62, 9);
  expect(at(`<text x="50" y="20" text-anchor="end" ${style}>neuron</text>`).right).toBeCloseTo(50);
  expect(at(`<text x="50" y="20" text-anchor="middle" ${style}>neuron</text>`).left).toBeCloseTo(
    50 - width / 2,
  );

  const moved = at(
    `<g transform="translate(100,7)"><text x="50" y="20" ${style}>neuron</text></g>`,
  );
  expect([moved.left, moved.top]).toEqual([150, start.top + 7]);
  // Turned left around (50, 20), the text runs upwards from there.
  const turned = at(`<text transform="rotate(-90,50,20)" x="50" y="20" ${style}>neuron</text>`);
  expect(turned.bottom).toBeCloseTo(20);
  expect(turned.height).toBeCloseTo(width);
  const scaled = at(`<text transform="scale(2)" x="50" y="20" ${style}>neuron</text>`);
  expect(scaled.width).toBeCloseTo(2 * width);

  const lines = at(
    `<text x="0" y="0" ${style}><tspan class="line" x="5" y="20" dy="0em">neuron</tspan><tspan class="line" x="5" y="20" dy="1.3em">a</tspan></text>`,
  );
  expect(lines.height).toBeCloseTo(13.62 + 13);
  expect(lines.left).toBe(5);
  expect(at(`<rect width="10" height="10"/>`).width).toBe(0);
});
