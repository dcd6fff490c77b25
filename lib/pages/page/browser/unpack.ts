/// <reference lib="dom" />
import { digitsOfText } from "../digit-text.ts";
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
  return decompress(digitsOfText(script.textContent ?? ""));
}
