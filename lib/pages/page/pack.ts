import { gzipSync } from "node:zlib";

/** What cannot stand in a script element as it is: NUL, carriage return, `<`. */
const REFUSED = new Set([0x00, 0x0d, 0x3c]);

/**
 * Bytes, compressed, as text for a script element: seven bits a character, so that most take one byte
 * of UTF-8. What HTML would change stands 128 higher. `browser/unpack.ts` reads it.
 */
export function pack(content: string | Uint8Array): string {
  const bytes = gzipSync(content, { level: 9 });
  const codes: number[] = [];
  let held = 0;
  let bits = 0;
  const write = (code: number) => codes.push(REFUSED.has(code) ? code + 128 : code);
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      write((held >> bits) & 127);
    }
    held &= 127;
  }
  if (bits > 0) write((held << (7 - bits)) & 127);
  return Buffer.from(Uint16Array.from(codes).buffer).toString("utf16le");
}
