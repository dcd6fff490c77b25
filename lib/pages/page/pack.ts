import { textOfDigits } from "./digit-text.ts";
import { compress } from "./lzma/index.ts";

/** Bytes, or a text, compressed, as text for a script element; `browser/unpack.ts` reads it. */
export function pack(content: string | Uint8Array): string {
  return textOfDigits(
    compress(typeof content === "string" ? new TextEncoder().encode(content) : content),
  );
}
