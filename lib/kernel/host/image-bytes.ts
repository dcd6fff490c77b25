import { isSvg } from "./element-look.ts";

const PNG = "89504e470d0a1a0a0000000d49484452";
const LARGEST_SVG = 1 << 24;

/** The MIME type of the picture that bytes hold, undefined if they do not hold a whole one. */
export function imageType(bytes: Buffer): string | undefined {
  if (bytes.length < 14) return undefined;
  const head = bytes.toString("latin1", 0, 16);
  if (bytes.toString("hex", 0, 16) === PNG) return endsIn(bytes, "IEND") ? "image/png" : undefined;
  if (head.startsWith("\xff\xd8\xff")) {
    return hasFrame(bytes) || endsIn(bytes, "\xff\xd9") ? "image/jpeg" : undefined;
  }
  if (/^GIF8[79]a/.test(head)) return endsIn(bytes, "\0;") ? "image/gif" : undefined;
  if (/^RIFF.{4}WEBPVP8[ LX]/s.test(head)) {
    return bytes.readUInt32LE(4) + 8 <= bytes.length ? "image/webp" : undefined;
  }
  return isSvgText(bytes) ? "image/svg+xml" : undefined;
}

function endsIn(bytes: Buffer, mark: string): boolean {
  return bytes.lastIndexOf(Buffer.from(mark, "latin1")) > 13;
}

/** Whether a JPEG's segments follow each other up to the one that holds its size. */
function hasFrame(bytes: Buffer): boolean {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const kind = bytes[at + 1] ?? 0;
    // All but the tables between them.
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)) return true;
    // Any number of bytes 0xff may stand before a marker.
    at += kind === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

function isSvgText(bytes: Buffer): boolean {
  // What begins in another way is not read any further.
  if (!/^(\xef\xbb\xbf)?\s*</.test(bytes.toString("latin1", 0, 64))) return false;
  if (bytes.length > LARGEST_SVG) return false;
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  return isSvg(text) && /(?:<\/svg\s*>|\/>)\s*$/i.test(text);
}
