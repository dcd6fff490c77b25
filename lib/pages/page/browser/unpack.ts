/// <reference lib="dom" />
import { DamagedError, decompress } from "../lzma/index.ts";

/** The script element of an id that holds something packed. What the page shows may have the id too, but is no script. */
export function packedScript(id: string): HTMLScriptElement | null {
  return document.querySelector(`script[id="${id}"]`);
}

/** The text that the page carries packed in the script element of an id. */
export function unpackText(id: string): string {
  const script = packedScript(id);
  if (script === null) throw new DamagedError();
  return new TextDecoder().decode(unpack(script));
}

/** What the page carries packed in a script element, as `pack` wrote it. */
export function unpack(script: Element): Uint8Array<ArrayBuffer> {
  return decompress(bytesOf(script.textContent ?? ""));
}

/** What a character of two bytes stands for beside its seven bits: see `pack`. */
const REFUSED = [0x00, 0x0d, 0x3c];

/** The bytes of a text that `pack` wrote. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  let held = 0;
  let count = 0;
  let length = 0;
  const put = (bits: number) => {
    held = (held << 7) | bits;
    count += 7;
    if (count < 8) return;
    count -= 8;
    bytes[length++] = held >> count;
    held &= 127;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const refused = code >> 7;
    if (refused > 0) put(REFUSED[(refused - 1) % REFUSED.length] ?? 0);
    if (refused <= REFUSED.length) put(code & 127);
  }
  return bytes.subarray(0, length);
}
