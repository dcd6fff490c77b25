/// <reference lib="dom" />

/** The text that the page carries packed in the script element of an id. */
export async function unpackText(id: string): Promise<string> {
  const script = document.getElementById(id);
  if (script === null) throw new Error(`page: must carry ${id}, got none`);
  return await unpack(script).text();
}

/** What the page carries packed in a script element, as `pack` wrote it. */
export function unpack(script: Element): Response {
  const packed = new Blob([bytesOf(script.textContent ?? "")]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("gzip")));
}

/** Seven bits of each character. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((text.length * 7) >> 3);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    held = (held << 7) | (text.charCodeAt(index) & 127);
    bits += 7;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= 127;
  }
  return bytes;
}
