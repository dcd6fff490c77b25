/**
 * JSON as Python's `json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)` writes it: keys
 * by code point, numbers in Python's notation.
 */
export function stableJson(value: unknown, indent = ""): string {
  const inner = `${indent} `;
  const block = (open: string, items: string[], close: string) =>
    items.length === 0
      ? open + close
      : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
  if (typeof value === "number") return pythonNumber(value);
  if (typeof value === "string") return jsonText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) {
    const items = value.map((item) => stableJson(item, inner));
    return block("[", items, "]");
  }
  const items = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([key, item]) => `${jsonText(key)}: ${stableJson(item, inner)}`);
  return block("{", items, "}");
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Half of a surrogate pair becomes U+FFFD: it would be escaped, and Python could not write it again. */
function jsonText(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\ud") ? JSON.stringify(decoder.decode(encoder.encode(text))) : json;
}

/** UTF-8 bytes sort as code points do; JavaScript's own order is that of UTF-16 units. */
function compareCodePoints(a: string, b: string): number {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

/** The digits are the same in both languages; they differ in when and how they use exponents. */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const [digits, exponent] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 16) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
