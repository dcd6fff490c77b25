import { pictureType } from "./picture-type.ts";

/**
 * Why a stored picture would show nothing; undefined if it shows something, or if it is of a type
 * that is not looked into.
 */
export function pictureFault(type: string, base64: string): string | undefined {
  if (base64.trim() === "") return "is empty";
  const bytes = Buffer.from(base64, "base64");
  if (!/^image\/(?:png|jpeg|gif|webp)$/.test(type)) return undefined;
  const name = type.slice("image/".length).toUpperCase();
  // Browsers look at the bytes, not at the type.
  switch (pictureType(bytes)) {
    case undefined:
      return `is no ${name}`;
    case "image/png":
      return pngFault(bytes);
    case "image/jpeg":
      return jpegFault(bytes);
    default:
      return undefined;
  }
}

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function pngFault(bytes: Buffer): string | undefined {
  if (bytes.toString("latin1", 12, 16) !== "IHDR" || bytes.length < 33) return "is a PNG cut off";
  if (bytes.readUInt32BE(16) === 0 || bytes.readUInt32BE(20) === 0)
    return "is a PNG without pixels";
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") return undefined;
  }
  return "is a PNG without pixels";
}

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.3 */
function jpegFault(bytes: Buffer): string | undefined {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    // The scan, which holds the pixels.
    if (marker === 0xda) return undefined;
    // A marker may be filled up with 0xff.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return "is a JPEG without pixels";
}
