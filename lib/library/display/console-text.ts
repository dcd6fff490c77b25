import { inspectSymbol } from "./mime-bundle.ts";

/**
 * The text that the console prints for a value: a string as it is, anything else as Node's inspect
 * writes it. Where there is no Node, a value's own inspect method or its JSON.
 *
 * @example
 * ```ts
 * import { consoleText } from "dropout-lab/display";
 * consoleText([0.5, "half"]) // → "[ 0.5, 'half' ]"
 * consoleText("half") // → 'half'
 * ```
 */
export function consoleText(value: unknown): string {
  if (typeof value === "string") return value;
  const util = globalThis.process?.getBuiltinModule?.("node:util");
  if (util !== undefined) return util.inspect(value);
  if (typeof value === "object" && value !== null) {
    const own = (value as { [inspectSymbol]?: unknown })[inspectSymbol];
    if (typeof own === "function") return String(own.call(value, 2, {}, consoleText));
    if (!(value instanceof Error)) return JSON.stringify(value) ?? String(value);
  }
  return String(value);
}
