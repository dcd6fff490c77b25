import { PNG } from "pngjs";

type Color = readonly [number, number, number];

/** A region of a picture in CSS pixels. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A picture whose pixels can be counted, in CSS pixels: `scale` device pixels make one. */
export class Pixels {
  readonly width: number;
  readonly height: number;
  readonly #png: PNG;
  readonly #scale: number;

  constructor(png: Uint8Array, scale = 2) {
    this.#png = PNG.sync.read(Buffer.from(png));
    this.#scale = scale;
    this.width = this.#png.width / scale;
    this.height = this.#png.height / scale;
  }

  /** The share of a region's pixels that have about this colour. */
  share(color: Color, region: Region): number {
    const { left, top, right, bottom } = region;
    const all = (right - left) * (bottom - top) * this.#scale * this.#scale;
    return [...this.#alike(color, region)].length / all;
  }

  /** The smallest region that holds all pixels of about this colour, or undefined. */
  extent(color: Color, within: Region): Region | undefined {
    const found = [...this.#alike(color, within)];
    if (found.length === 0) return undefined;
    const bounds = { left: within.right, top: within.bottom, right: 0, bottom: 0 };
    for (const { x, y } of found) {
      bounds.left = Math.min(bounds.left, x / this.#scale);
      bounds.top = Math.min(bounds.top, y / this.#scale);
      bounds.right = Math.max(bounds.right, (x + 1) / this.#scale);
      bounds.bottom = Math.max(bounds.bottom, (y + 1) / this.#scale);
    }
    return bounds;
  }

  *#alike(color: Color, { left, top, right, bottom }: Region): Generator<{ x: number; y: number }> {
    const { data, width } = this.#png;
    const [red, green, blue] = color;
    const near = (a: number, b: number | undefined) => Math.abs(a - (b ?? 0)) < 24;
    for (let y = top * this.#scale; y < bottom * this.#scale; y++) {
      for (let x = left * this.#scale; x < right * this.#scale; x++) {
        const at = (y * width + x) * 4;
        if (near(red, data[at]) && near(green, data[at + 1]) && near(blue, data[at + 2])) {
          yield { x, y };
        }
      }
    }
  }
}
