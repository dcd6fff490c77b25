import { isSvg } from "./element-look.ts";

const PNG = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const LARGEST_SVG = 1 << 24;

/** The MIME type of the picture that bytes hold, undefined if they do not hold a whole one. */
export function imageType(bytes: Uint8Array): string | undefined {
  if (bytes.length < 14) return undefined;
  const head = characters(bytes, 16);
  if (head === PNG) return endsIn(bytes, "IEND") ? "image/png" : undefined;
  if (head.startsWith("\xff\xd8\xff")) {
    return hasFrame(bytes) || endsIn(bytes, "\xff\xd9") ? "image/jpeg" : undefined;
  }
  if (/^GIF8[79]a/.test(head)) return endsIn(bytes, "\0;") ? "image/gif" : undefined;
  if (/^RIFF.{4}WEBPVP8[ LX]/s.test(head)) {
    return viewOf(bytes).getUint32(4, true) + 8 <= bytes.length ? "image/webp" : undefined;
  }
  return isSvgText(bytes) ? "image/svg+xml" : undefined;
}

/** The first bytes as characters, one each. */
function characters(bytes: Uint8Array, count: number): string {
  return String.fromCharCode(...bytes.subarray(0, count));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function endsIn(bytes: Uint8Array, mark: string): boolean {
  let at = bytes.length - mark.length;
  const isThere = () => {
    for (let index = 0; index < mark.length; index += 1)
      if (bytes[at + index] !== mark.charCodeAt(index)) return false;
    return true;
  };
  while (at > 13 && !isThere()) at -= 1;
  return at > 13;
}

/** Whether a JPEG's segments follow each other up to the one that holds its size. */
function hasFrame(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const kind = bytes[at + 1] ?? 0;
    // All but the tables between them.
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)) return true;
    // Any number of bytes 0xff may stand before a marker.
    at += kind === 0xff ? 1 : 2 + viewOf(bytes).getUint16(at + 2);
  }
  return false;
}

function isSvgText(bytes: Uint8Array): boolean {
  // What begins in another way is not read any further.
  if (!/^(\xef\xbb\xbf)?\s*</.test(characters(bytes, 64))) return false;
  if (bytes.length > LARGEST_SVG) return false;
  const text = new TextDecoder().decode(bytes);
  return isSvg(text) && /(?:<\/svg\s*>|\/>)\s*$/i.test(text);
}
