import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

const MAX_COLORS = 256;

/**
 * A chart's PNG with a palette of at most 256 colours, about half as large: the most frequent
 * colours stay as they are, the few between them (smoothed edges) take the nearest. Base64 in and
 * out; what is no chart, with very many colours or with transparency, comes back as it is.
 */
export function indexedPng(base64: string): string {
  let picture: PNG;
  try {
    picture = PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return base64;
  }
  const { width, height, data } = picture;
  const counts = countColors(data);
  if (counts === undefined) return base64;
  const colors = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color);
  const kept = colors.slice(0, MAX_COLORS);
  const indices = new Map(kept.map((color, index) => [color, index]));
  for (const color of colors.slice(MAX_COLORS)) indices.set(color, nearest(color, kept));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indices.get(colorAt(data, 4 * (y * width + x))) ?? 0;
    }
  }
  const small = encode(width, height, kept, rows).toString("base64");
  return small.length < base64.length ? small : base64;
}

/** How often each colour is there; undefined if it is see-through anywhere, or a photograph. */
function countColors(data: Buffer): Map<number, number> | undefined {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) return undefined;
    const color = colorAt(data, at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
    if (counts.size > 8192) return undefined;
  }
  return counts;
}

function colorAt(data: Buffer, at: number): number {
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

function nearest(color: number, palette: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, other] of palette.entries()) {
    const red = (color >> 16) - (other >> 16);
    const green = ((color >> 8) & 255) - ((other >> 8) & 255);
    const blue = (color & 255) - (other & 255);
    const distance = red * red + green * green + blue * blue;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** @see https://www.w3.org/TR/png/#11Chunks */
function encode(width: number, height: number, palette: readonly number[], rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an index into the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("PLTE", colors),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
