import { base64OfText, bytesOf } from "./base64.ts";
import { pictureType } from "./picture-type.ts";

/** Where a picture of some prose comes from: inside the page, elsewhere, or nowhere. */
export type Picture =
  | { readonly kind: "inline"; readonly source: string; readonly isFromOutside?: boolean }
  | { readonly kind: "remote"; readonly address: string }
  | { readonly kind: "missing"; readonly reason: string };

/** A data: address from what a notebook stores: base64, or the text of an SVG. */
export function dataAddress(type: string, stored: string): string {
  const text = stored.trim();
  const svg = type.startsWith("image/svg") && text.startsWith("<");
  const base64 = svg ? base64OfText(stored) : text.replace(/\s+/g, "");
  return `data:${type};base64,${base64}`;
}

/** The width and height that a PNG says it has. */
export function pngSize(base64: string): { width: number; height: number } | undefined {
  const bytes = bytesOf(base64.slice(0, 64));
  if (bytes.length < 24 || pictureType(bytes) !== "image/png") return undefined;
  const view = new DataView(bytes.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
