import { inspect } from "node:util";
import { cutText } from "../text/index.ts";

const LARGEST_TEXT = 1 << 20;

/** The text of a value as Node prints it, cut when huge; a value that cannot be printed says so. */
export function inspectValue(value: unknown, { colors = false } = {}): string {
  const text = printed(value, colors);
  if (text.length <= LARGEST_TEXT) return text;
  // A cut could fall into the middle of a colour.
  return cutText(colors ? printed(value, false) : text, { characters: LARGEST_TEXT });
}

/** As Node prints it, without the methods or the getters of its own that throw at that. */
function printed(value: unknown, colors: boolean): string {
  let failure: unknown;
  const ways = [inspect, inspectPlainly, inspectProperties] as const;
  // Not `for … of`: a cell may have broken the iterator of arrays.
  for (let index = 0; index < ways.length; index += 1) {
    try {
      return (ways[index] as typeof inspect)(value, { colors });
    } catch (error) {
      failure ??= error;
    }
  }
  return `[a value that cannot be printed: ${safeMessage(failure)}]`;
}

function inspectPlainly(value: unknown, options: object): string {
  return inspect(value, { ...options, customInspect: false });
}

/** Of its own properties those that hold values: `Symbol.toStringTag` may be a getter that throws. */
function inspectProperties(value: unknown, options: object): string {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value as object));
  return inspect(Object.defineProperties({}, Object.fromEntries(properties)), options);
}

function safeMessage(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "it throws";
  }
}
