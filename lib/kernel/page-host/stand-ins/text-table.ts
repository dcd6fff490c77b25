import { inspect } from "node-inspect-extracted";

const INDEX = "(index)";
const ITERATION = "(iteration index)";
const VALUES = "Values";

/** What Node's `console.table` prints of an object, by the names of columns if only these are wanted. */
export function textTable(data: object, wanted?: readonly string[]): string {
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], at) => [at, shown(key), shown(value)]);
    return drawn([ITERATION, "Key", VALUES], rows);
  }
  if (data instanceof Set) {
    const rows = [...data].map((value, at) => [at, shown(value)]);
    return drawn([ITERATION, VALUES], rows);
  }
  const entries = Object.entries(data);
  const isRow = (value: unknown) => wanted !== undefined || isObject(value);
  const names = new Set<string>();
  for (const [, value] of entries)
    if (isRow(value)) for (const name of wanted ?? Object.keys(value as object)) names.add(name);
  const hasPlain = entries.some(([, value]) => !isRow(value));
  const rows = entries.map(([key, value]) => [
    key,
    ...[...names].map((name) =>
      isObject(value) && Object.hasOwn(value, name) ? shown(Reflect.get(value, name)) : "",
    ),
    ...(hasPlain ? [isRow(value) ? "" : shown(value)] : []),
  ]);
  return drawn([INDEX, ...names, ...(hasPlain ? [VALUES] : [])], rows);
}

function shown(value: unknown): string {
  const isLarge = isObject(value) && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function drawn(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const texts = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, at) => Math.max(...texts.map((row) => widthOf(row[at] ?? ""))));
  const line = (left: string, middle: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const [first = "", ...others] = texts.map((row) => {
    const cells = row.map((text, at) => text + " ".repeat((widths[at] ?? 0) - widthOf(text)));
    return `│ ${cells.join(" │ ")} │`;
  });
  return [line("┌", "┬", "┐"), first, line("├", "┼", "┤"), ...others, line("└", "┴", "┘")].join(
    "\n",
  );
}

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const EMPTY = /[\p{M}\p{Cf}\p{Cc}]/u;

/** How many columns a text takes in a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    if (WIDE.test(character)) width += 2;
    else if (!EMPTY.test(character)) width += 1;
  return width;
}
