import type { Page } from "playwright-core";
import { PNG } from "pngjs";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many pixels of a part of the window a test holds for, as the reader sees it. */
export async function countPixels(
  page: Page,
  clip: Box,
  holds: (red: number, green: number, blue: number) => boolean,
): Promise<number> {
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (holds(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) count++;
  }
  return count;
}

/** Near a colour, by the largest difference of its parts. */
export function near(wanted: readonly [number, number, number], tolerance = 24) {
  return (red: number, green: number, blue: number) =>
    Math.max(Math.abs(red - wanted[0]), Math.abs(green - wanted[1]), Math.abs(blue - wanted[2])) <=
    tolerance;
}
