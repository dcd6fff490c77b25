/** The first and last byte of a part. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * What a Range header asks of so many bytes: one part, or "unsatisfiable" where there is no such
 * part (RFC 9110, 14.2). Undefined means the whole: other units, several parts, and what is no range
 * may be ignored.
 */
export function byteRange(
  header: string,
  { size }: { size: number },
): ByteRange | "unsatisfiable" | undefined {
  const [, from = "", to = ""] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header) ?? [];
  if (from === "" && to === "") return undefined;
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  return first <= last ? { first, last } : "unsatisfiable";
}
