import { latin1 } from "./base64.ts";

const SIGNATURES: readonly (readonly [type: string, start: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n.\n/s],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["image/avif", /^.{4}ftypavif/s],
  [
    "image/svg+xml",
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/,
  ],
];

/** What the bytes of a file are, by how they start; undefined if they are no picture. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes, 0, 2000);
  return SIGNATURES.find(([, pattern]) => pattern.test(start))?.[0];
}
