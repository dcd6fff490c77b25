import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { tableOf } from "../display/index.ts";

type Row = Record<string, unknown>;

/** Makes `console.table` of records show an HTML table beside the text; `show` takes the bundle. */
export function showConsoleTables(
  show: (bundle: Record<string, string>) => void,
  { colors }: { colors: boolean },
): void {
  const print = console.table.bind(console);
  const table = (data?: unknown, columns?: string[]): void => {
    const wanted = columns === undefined ? data : picked(data, columns);
    const html = tableOf(wanted, inspect);
    if (html === undefined) print(data, columns);
    else show({ "text/plain": printedTable(data, columns, colors), "text/html": html });
  };
  Reflect.set(console, "table", table);
}

function picked(data: unknown, columns: readonly string[]): unknown {
  if (!Array.isArray(data)) return data;
  return data.map((row: unknown) =>
    typeof row === "object" && row !== null
      ? Object.fromEntries(columns.map((name) => [name, (row as Row)[name]]))
      : row,
  );
}

/** What Node prints. */
function printedTable(data: unknown, columns: string[] | undefined, colors: boolean): string {
  let text = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  new Console({ stdout, colorMode: colors }).table(data, columns);
  return text.trimEnd();
}
