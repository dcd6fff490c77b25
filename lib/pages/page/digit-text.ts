import { RADIX } from "./lzma/index.ts";

/** The characters of one byte, each of which stands for one digit: HTML would change or end a script
 * element at NUL, carriage return and `<`. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => code).filter(
  (code) => ![0x00, 0x0d, 0x3c].includes(code),
);

/** The first of the characters of two bytes. */
const WIDE = 0x80;

/**
 * Digits below `RADIX` as text for a script element, in as many bytes as there are digits: one that is
 * too large for a character of one byte stands with the next in one of two. This radix is the largest
 * for which there are enough of them: 7.1 bits a byte, where base64 has 6.
 */
export function textOfDigits(digits: Uint8Array): string {
  const codes: number[] = [];
  for (let at = 0; at < digits.length; at++) {
    const digit = digits[at] ?? 0;
    const plain = PLAIN[digit];
    codes.push(plain ?? WIDE + (digit - PLAIN.length) * RADIX + (digits[++at] ?? 0));
  }
  return Buffer.from(Uint16Array.from(codes).buffer).toString("utf16le");
}

/** The digits of a text that `textOfDigits` made; perhaps with a 0 behind them. */
export function digitsOfText(text: string): Uint8Array<ArrayBuffer> {
  const digitOf = new Uint8Array(WIDE);
  for (const [digit, code] of PLAIN.entries()) digitOf[code] = digit;
  const digits = new Uint8Array(2 * text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < WIDE) digits[length++] = digitOf[code] ?? 0;
    else {
      digits[length++] = PLAIN.length + Math.floor((code - WIDE) / RADIX);
      digits[length++] = (code - WIDE) % RADIX;
    }
  }
  return digits.subarray(0, length);
}
