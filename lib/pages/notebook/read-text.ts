/**
 * A text of a notebook, a string or a list of them, as one string; undefined if nothing in it is
 * text.
 *
 * @param tell told each part that is no string, and whether it can be shown as text nevertheless
 */
export function readText(
  value: unknown,
  tell: (odd: unknown, isShown: boolean) => void,
): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    const parts = value.flatMap((part) => readText(part, tell) ?? []);
    return parts.length > 0 || value.length === 0 ? parts.join("") : undefined;
  }
  const isShown = typeof value === "number" || typeof value === "boolean";
  tell(value, isShown);
  return isShown ? `${value}` : undefined;
}

/** Whether it is a string or a list of strings. */
export function isPlainText(value: unknown): value is string | string[] {
  if (typeof value === "string") return true;
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}
