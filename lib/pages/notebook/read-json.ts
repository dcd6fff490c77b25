/** Where the text of a file stops being JSON: a line and a column, both from 1. */
export class JsonError extends Error {
  override name = "JsonError";
}

/**
 * Reads JSON as Python writes it: `NaN`, `Infinity` and `-Infinity`, which JSON does not have, are
 * null; half of a surrogate pair, which no file and no page can hold, is U+FFFD.
 *
 * @throws {JsonError} if it is something else; the message says where
 */
export function readJson(text: string): unknown {
  const whole = withoutHalves(text);
  try {
    return JSON.parse(whole);
  } catch {
    try {
      return JSON.parse(withoutNaN(whole, "null"));
    } catch {
      // A zero is as long, so that the place is that of the file.
      throw new JsonError(placeOfError(withoutNaN(whole, "0")));
    }
  }
}

// An escaped backslash, an escaped surrogate pair, and half of one.
const SURROGATES = /\\\\|(?:\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2})|\\ud[89a-f][\da-f]{2}/gi;

function withoutHalves(json: string): string {
  if (!/\\ud/i.test(json)) return json;
  return json.replace(SURROGATES, (match) => (match.length === 6 ? "\ufffd" : match));
}

/** The text with a replacement for each number that JSON does not have. */
function withoutNaN(json: string, replacement: string): string {
  if (!/NaN|Infinity/.test(json)) return json;
  let result = "";
  // A pattern for whole strings would run out of stack on a picture of some megabytes.
  for (let at = 0; at < json.length; ) {
    const start = json.indexOf('"', at);
    const outside = json.slice(at, start === -1 ? undefined : start);
    result += outside.replace(/(?<![\w$.])-?(?:NaN|Infinity)(?![\w$])/g, (one) =>
      replacement.padEnd(one.length),
    );
    if (start === -1) break;
    at = endOfString(json, start);
    result += json.slice(start, at);
  }
  return result;
}

/** The index after a string's closing quote. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = json.indexOf('"', at);
    if (at === -1) return json.length;
    let slashes = 0;
    while (json[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** Says where a text that is no JSON stops being it. */
function placeOfError(json: string): string {
  const before = json.slice(0, positionOfError(json)).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

function positionOfError(json: string): number {
  const message = complaintAbout(json);
  if (message.includes("end of JSON")) return json.length;
  const said = /position (\d+)/.exec(message)?.[1];
  if (said !== undefined) return Number(said);
  // Node 20 does not say where an unexpected token is: it is the last one of the shortest text
  // that has one.
  let [without, having] = [0, json.length];
  while (having - without > 1) {
    const middle = Math.floor((without + having) / 2);
    if (complaintAbout(json.slice(0, middle)).startsWith("Unexpected token")) having = middle;
    else without = middle;
  }
  return having - 1;
}

function complaintAbout(json: string): string {
  try {
    JSON.parse(json);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}
