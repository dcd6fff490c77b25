import { PNG } from "pngjs";

/** A screenshot whose pixels can be looked at. */
export class Screenshot {
  #png;

  /** @param {Buffer} png */
  constructor(png) {
    this.#png = PNG.sync.read(png);
  }

  get width() {
    return this.#png.width;
  }

  get height() {
    return this.#png.height;
  }

  /** The colour of a pixel. @param {number} x @param {number} y */
  at(x, y) {
    const start = 4 * (y * this.width + x);
    return [...this.#png.data.subarray(start, start + 3)];
  }

  /**
   * Where upright lines are: the columns with at least so many pixels of about one colour.
   * @param {readonly number[]} color @param {number} least
   */
  columnsOf(color, least) {
    const { data, width, height } = this.#png;
    const counts = new Uint32Array(width);
    for (let start = 0; start < 4 * width * height; start += 4) {
      const isAlike = color.every((part, i) => Math.abs(part - (data[start + i] ?? 0)) <= 3);
      const x = (start / 4) % width;
      if (isAlike) counts[x] = (counts[x] ?? 0) + 1;
    }
    return [...counts.keys()].filter((x) => (counts[x] ?? 0) >= least);
  }
}
