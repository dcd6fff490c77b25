import type { IncomingHttpHeaders } from "node:http";

/** What a condition is about: the file in the form that would be sent. */
export interface Validators {
  etag: string;
  /** In whole seconds. */
  modified: Date;
}

/** What the conditions of a request for a file come to: send it, or only that status. */
export function evaluatePreconditions(
  headers: IncomingHttpHeaders,
  { etag, modified }: Validators,
): "send" | 304 | 412 {
  // In this order; a tag speaks for the date beside it (RFC 9110, 13.2.2).
  const match = headers["if-match"];
  const unmodifiedSince = httpDate(headers["if-unmodified-since"]);
  if (match === undefined ? modified.getTime() > unmodifiedSince : !names(match, etag)) return 412;
  const noneMatch = headers["if-none-match"];
  const modifiedSince = httpDate(headers["if-modified-since"]);
  const isKnown =
    noneMatch === undefined
      ? modified.getTime() <= modifiedSince
      : names(noneMatch.replace(/(^|,)\s*W\//g, "$1"), etag);
  return isKnown ? 304 : "send";
}

/** Whether a part may be added to what the browser has: If-Range names the file as it still is. */
export function isStillThat(condition: string | undefined, validators: Validators): boolean {
  if (condition === undefined || condition === validators.etag) return true;
  return validators.modified.getTime() === httpDate(condition);
}

/** Whether a list of tags has this one; a weak one is no tag of the same bytes. */
function names(list: string, etag: string): boolean {
  const tags = list.split(",").map((tag) => tag.trim());
  return tags.includes("*") || tags.includes(etag);
}

/** Milliseconds; NaN, which is neither before nor after any, for what is no date (RFC 9110, 5.6.7). */
function httpDate(text = ""): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return Number.NaN;
  // The oldest of the three forms has no zone.
  return Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
}
