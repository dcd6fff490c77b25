import { PNG } from "pngjs";

/**
 * How many pixels of a PNG have a colour, rather than a shade of grey: what bars and markers are
 * made of, and neither text nor an empty frame.
 * @param {Buffer} png
 */
export function colourfulPixels(png) {
  const { data } = PNG.sync.read(png);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) count++;
  }
  return count;
}
