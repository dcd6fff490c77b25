const CHUNK = 1 << 15;

/** Bytes as base64, in browsers too. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    parts.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(""));
}
