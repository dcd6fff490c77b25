import type { TransformFailure } from "esbuild";

/** The first fault that esbuild found in a source, at a 1-based place in UTF-16 units. */
export function firstFault(
  error: unknown,
): { text: string; line: number; column: number } | undefined {
  const [first] = (error as Partial<TransformFailure>).errors ?? [];
  if (first === undefined) return undefined;
  const { line = 1, column = 0, lineText = "" } = first.location ?? {};
  // esbuild counts bytes.
  const before = Buffer.from(lineText).subarray(0, column).toString();
  return { text: first.text, line, column: before.length + 1 };
}
