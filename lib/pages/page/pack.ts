import { compress } from "./lzma/index.ts";

/** What HTML would change or end a script element at: NUL, carriage return, `<`. */
const REFUSED = [0x00, 0x0d, 0x3c];

/**
 * Bytes, compressed, as text for a script element: seven bits a character of one byte. A refused one
 * stands with the seven bits after it in a character of two bytes, so that it costs nothing. Base64
 * would take 17 % more. `browser/unpack.ts` reads it.
 */
export function pack(content: string | Uint8Array): string {
  const codes: number[] = [];
  let refused = -1;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (const bits of sevenBits(compress(bytes))) {
    if (refused >= 0) {
      codes.push(((refused + 1) << 7) | bits);
      refused = -1;
    } else {
      refused = REFUSED.indexOf(bits);
      if (refused < 0) codes.push(bits);
    }
  }
  // Nothing comes after it.
  if (refused >= 0) codes.push((refused + 1 + REFUSED.length) << 7);
  return Buffer.from(Uint16Array.from(codes).buffer).toString("utf16le");
}

function* sevenBits(bytes: Uint8Array): Generator<number> {
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (count += 8; count >= 7; ) {
      count -= 7;
      yield (held >> count) & 127;
    }
    held &= 127;
  }
  if (count > 0) yield (held << (7 - count)) & 127;
}
