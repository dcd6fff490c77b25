import { types } from "node:util";

const MOST_ROWS = 1_000;
const MOST_COLUMNS = 100;

type Row = Record<string, unknown>;
type Text = (cell: unknown) => string;

/** What a table shows: a corner, its columns, and rows that begin with a name of their own. */
interface Table {
  corner: string;
  columns: readonly string[];
  rows: readonly { name: unknown; cells: readonly unknown[] }[];
}

const EMPTY = Symbol("no such property");

/**
 * The HTML table of an array of records, of a Map of records, or of a Map of plain values; undefined
 * for any other value. `text` is asked for what a cell shows, but for texts, which show themselves. Of
 * the records in an array `wanted` may name the columns.
 */
export function tableOf(
  value: unknown,
  text: Text,
  wanted?: readonly string[],
): string | undefined {
  const entries = entriesOf(value);
  if (entries === undefined || entries.length === 0) return undefined;
  const corner = Array.isArray(value) ? "" : "key";
  const values = entries.map(([, inside]) => inside);
  if (values.every(isRecord)) {
    const all = () => [...new Set(values.flatMap((row) => Object.keys(row)))];
    const columns = (Array.isArray(value) ? wanted : undefined) ?? all();
    if (columns.length === 0 || columns.length > MOST_COLUMNS) return undefined;
    const cellsOf = (row: Row) =>
      columns.map((name) => (Object.hasOwn(row, name) ? row[name] : EMPTY));
    const rows = values.map((row, index) => ({ name: entries[index]?.[0], cells: cellsOf(row) }));
    return htmlOf({ corner, columns, rows }, text);
  }
  if (Array.isArray(value) || !values.every(isPlain)) return undefined;
  const rows = entries.map(([name, inside]) => ({ name, cells: [inside] }));
  return htmlOf({ corner, columns: ["value"], rows }, text);
}

/** The rows of an array or of a Map with plain keys, by name; of no subclass, whose code would run. */
function entriesOf(value: unknown): [name: unknown, value: unknown][] | undefined {
  if (Array.isArray(value)) {
    return value.length > MOST_ROWS ? undefined : Array.from(value, (row, index) => [index, row]);
  }
  if (!(value instanceof Map) || Object.getPrototypeOf(value) !== Map.prototype) return undefined;
  if (value.size > MOST_ROWS) return undefined;
  const entries = [...Map.prototype.entries.call(value)];
  return entries.every(([name]) => isPlain(name)) ? entries : undefined;
}

function htmlOf({ corner, columns, rows }: Table, text: Text): string {
  const show = (cell: unknown): string => {
    if (cell === EMPTY) return "";
    return escaped(typeof cell === "string" ? cell : text(cell));
  };
  const head = [corner, ...columns].map((name) => `<th>${escaped(name)}</th>`).join("");
  const body = rows.map(({ name, cells }) => {
    const inside = cells.map((cell) => `<td>${show(cell)}</td>`).join("");
    return `<tr><th>${show(name)}</th>${inside}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** A plain object whose properties are all plain values: no getter and no trap runs here. */
function isRecord(value: unknown): value is Row {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every(
    ({ get }) => get === undefined,
  );
}

/** What one short text says. */
function isPlain(value: unknown): boolean {
  return value === null || !/^(object|function)$/.test(typeof value) || value instanceof Date;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
