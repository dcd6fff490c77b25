import { PNG } from "pngjs";

/**
 * How far a channel of a pixel may be off, of 255: drawing is the same on every machine but for the
 * rounding of blended edges.
 */
export const CHANNEL_TOLERANCE = 2;

/**
 * What differs between two PNGs, each in base64, pixel by pixel; undefined if no channel of any
 * pixel is off by more than the tolerance.
 */
export function comparePictures(stored: string, fresh: string): string | undefined {
  if (stored === fresh) return undefined;
  const before = decode(stored);
  const after = decode(fresh);
  if (!before || !after) return "one of them is no PNG";
  if (before.width !== after.width || before.height !== after.height) {
    return `${before.width} x ${before.height} became ${after.width} x ${after.height} pixels`;
  }
  let pixels = 0;
  let furthest = 0;
  for (let pixel = 0; pixel < before.data.length; pixel += 4) {
    let distance = 0;
    for (let channel = pixel; channel < pixel + 4; channel++) {
      const difference = Math.abs((before.data[channel] ?? 0) - (after.data[channel] ?? 0));
      distance = Math.max(distance, difference);
    }
    if (distance > CHANNEL_TOLERANCE) pixels++;
    furthest = Math.max(furthest, distance);
  }
  if (pixels === 0) return undefined;
  return `${pixels} of ${before.data.length / 4} pixels differ, by up to ${furthest} of 255`;
}

function decode(base64: string): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
