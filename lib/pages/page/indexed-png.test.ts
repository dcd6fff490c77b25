import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { indexedPng } from "./indexed-png.ts";

function png(paint: (x: number, y: number) => [number, number, number, number]): string {
  const picture = new PNG({ width: 64, height: 48 });
  for (let at = 0; at < 64 * 48; at++)
    picture.data.set(paint(at % 64, Math.floor(at / 64)), at * 4);
  return PNG.sync.write(picture).toString("base64");
}

const FLAT = 28;

/** A number without a pattern that a compressor could use. */
function scatter(x: number, y: number): number {
  return (((x + 1) * 7919 + (y + 1) * 104_729) * 2_654_435_761) % 65_521;
}

function pixels(base64: string): Buffer {
  return PNG.sync.read(Buffer.from(base64, "base64")).data;
}

describe("indexedPng", () => {
  test("keeps every pixel of a picture with up to 256 colours, in fewer bytes", () => {
    const chart = png((x, y) => {
      const index = scatter(x, y) % 200;
      return [index, 255 - index, (index * 37) % 256, 255];
    });
    const small = indexedPng(chart);
    expect(pixels(small)).toEqual(pixels(chart));
    expect(small.length).toBeLessThan(chart.length);
  });

  test("moves rare colours to near ones, and frequent ones not at all", () => {
    const many = png((x, y) => {
      const color = scatter(x, y);
      return y < FLAT ? [10, 20, 30, 255] : [color % 32, color % 128, (color >> 7) % 128, 255];
    });
    const moved = pixels(indexedPng(many));
    const before = pixels(many);
    expect(moved.subarray(0, FLAT * 64 * 4)).toEqual(before.subarray(0, FLAT * 64 * 4));
    expect(moved).not.toEqual(before);
    const largest = before.reduce(
      (most, part, at) => Math.max(most, Math.abs(part - (moved[at] ?? 0))),
      0,
    );
    expect(largest).toBeLessThan(48);
  });

  test("leaves pictures that are see-through or no PNG as they are", () => {
    const clear = png((x) => [x, 0, 0, 128]);
    expect(indexedPng(clear)).toBe(clear);
    expect(indexedPng("AAAA")).toBe("AAAA");
  });
});
