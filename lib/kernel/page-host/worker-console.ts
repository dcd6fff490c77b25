import { formatWithOptions, inspect } from "node:util";
import { tableOf } from "../display/index.ts";
import { textTable } from "./stand-ins/text-table.ts";

/** Where a console writes. */
export interface ConsoleSink {
  print(name: "stdout" | "stderr", text: string): void;
  show(bundle: Record<string, unknown>): void;
}

/** Makes the worker's `console` write what Node's would, where cells show what they print. */
export function captureConsole({ print, show }: ConsoleSink): void {
  let indent = "";
  const counts = new Map<string, number>();
  const began = new Map<string, number>();
  const writer =
    (name: "stdout" | "stderr") =>
    (...values: unknown[]): void => {
      const text = formatWithOptions({}, ...values);
      print(name, `${indent === "" ? text : text.replace(/^/gm, indent)}\n`);
    };
  const log = writer("stdout");
  const warn = writer("stderr");
  const elapsed = (label: string): string =>
    `${label}: ${(performance.now() - (began.get(label) ?? 0)).toFixed(3)}ms`;
  Object.assign(globalThis.console, {
    ...{ log, info: log, debug: log, dirxml: log, warn, error: warn },
    dir: (value: unknown, options?: object) =>
      log(inspect(value, { customInspect: false, ...options })),
    trace: (...values: unknown[]) => warn(`Trace: ${formatWithOptions({}, ...values)}`),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (holds) return;
      const [first, ...rest] = values;
      if (values.length === 0) warn("Assertion failed");
      else if (typeof first === "string") warn(`Assertion failed: ${first}`, ...rest);
      else warn("Assertion failed:", ...values);
    },
    table: (data?: unknown, columns?: readonly string[]) => {
      if (typeof data !== "object" || data === null) return log(data);
      const text = textTable(data, columns);
      const html = tableOf(data, inspect, columns);
      if (html === undefined) log(text);
      else show({ "text/plain": text, "text/html": html });
    },
    group: (...values: unknown[]) => {
      if (values.length > 0) log(...values);
      indent += "  ";
    },
    groupCollapsed: (...values: unknown[]) => globalThis.console.group(...values),
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = "default") => counts.delete(label),
    time: (label = "default") => began.set(label, performance.now()),
    timeLog: (label = "default", ...values: unknown[]) => log(elapsed(label), ...values),
    timeEnd: (label = "default") => {
      log(elapsed(label));
      began.delete(label);
    },
  });
}
