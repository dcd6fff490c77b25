import { bytesOf, latin1 } from "./base64.ts";
import { pictureType } from "./picture-type.ts";

/**
 * Why a stored picture would show nothing; undefined if it shows something, or if it is of a type
 * that is not looked into.
 */
export function pictureFault(type: string, base64: string): string | undefined {
  if (base64.trim() === "") return "is empty";
  const bytes = bytesOf(base64);
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
function pngFault(bytes: Uint8Array): string | undefined {
  if (latin1(bytes, 12, 16) !== "IHDR" || bytes.length < 33) return "is a PNG cut off";
  const view = viewOf(bytes);
  if (view.getUint32(16) === 0 || view.getUint32(20) === 0) return "is a PNG without pixels";
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (latin1(bytes, at + 4, at + 8) === "IDAT") return undefined;
  }
  return "is a PNG without pixels";
}

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.3 */
function jpegFault(bytes: Uint8Array): string | undefined {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    // The scan, which holds the pixels.
    if (marker === 0xda) return undefined;
    // A marker may be filled up with 0xff.
    at += marker === 0xff ? 1 : 2 + viewOf(bytes).getUint16(at + 2);
  }
  return "is a JPEG without pixels";
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
