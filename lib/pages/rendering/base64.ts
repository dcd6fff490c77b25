/** The bytes of some base64, in either alphabet; what belongs to neither is passed over, as Node does. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const digits = base64
    .replace(/=[\s\S]*$/, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]+/g, "");
  // One digit alone is less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}

/** A text's bytes in UTF-8 as base64. */
export function base64OfText(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** Some bytes as characters of the same numbers. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = "";
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
}
