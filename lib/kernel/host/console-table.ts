import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { tableOf } from "../display/index.ts";

/** Makes `console.table` of records show an HTML table beside the text; `show` takes the bundle. */
export function showConsoleTables(
  show: (bundle: Record<string, string>) => void,
  { colors }: { colors: boolean },
): void {
  const print = console.table.bind(console);
  const table = (data?: unknown, columns?: string[]): void => {
    const html = tableOf(data, inspect, columns);
    if (html === undefined) print(data, columns);
    else show({ "text/plain": printedTable(data, columns, colors), "text/html": html });
  };
  Reflect.set(console, "table", table);
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
