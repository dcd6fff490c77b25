import { type LessonProgress, PROGRESS_FORMAT, type ProgressFile } from "./progress.ts";

/** What is not progress, or cannot be read here; `isNewer` if a newer version wrote it. */
export class ProgressError extends Error {
  override name = "ProgressError";
  readonly isNewer: boolean;

  constructor(message: string, { isNewer = false } = {}) {
    super(message);
    this.isNewer = isNewer;
  }
}

/**
 * Progress that was stored, or came from a file, looked through whole: what it answers with is what
 * its type says.
 *
 * @throws {ProgressError} for what is damaged, and for a format that is newer than this one
 */
export function readProgress(stored: unknown): LessonProgress {
  const record = readFormat(stored, "progress");
  const { lesson, title, texts = {}, exercises, place, cells, added } = record;
  must(typeof lesson === "string" && lesson !== "", "lesson must be a name", lesson);
  must(typeof title === "string", "title must be a text", title);
  must(isRecord(texts), "texts must be a record", texts);
  for (const one of entriesOf(exercises, "exercises")) {
    must(typeof one.done === "boolean", "done must be true or false", one.done);
    must(isCount(one.tries), "tries must be a count", one.tries);
    must(isCount(one.hints), "hints must be a count", one.hints);
    must(typeof one.solution === "boolean", "solution must be true or false", one.solution);
    must(["string", "undefined"].includes(typeof one.words), "words must be a text", one.words);
    must(one.at === undefined || isTime(one.at), "at must be a time", one.at);
  }
  for (const one of entriesOf(cells, "cells")) {
    mustBeText(one);
    must(typeof one.base === "string", "base must be a text", one.base);
  }
  for (const one of entriesOf(added, "added")) {
    mustBeText(one);
    must(typeof one.after === "string", "after must be a cell's id", one.after);
  }
  if (place !== undefined) {
    must(isRecord(place) && typeof place.cell === "string", "place must name a cell", place);
    must(isTime((place as Record<string, unknown>).at), "place must have a time", place);
  }
  return record as unknown as LessonProgress;
}

/**
 * The text of a progress file.
 *
 * @throws {ProgressError} for what is no progress file, is damaged, or of a newer format
 */
export function parseProgressFile(text: string): ProgressFile {
  let stored: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    stored = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new ProgressError("a progress file must be JSON, got other text");
  }
  const { lessons } = readFormat(stored, "a progress file");
  must(Array.isArray(lessons), "lessons must be a list", lessons);
  return { format: PROGRESS_FORMAT, lessons: (lessons as unknown[]).map(readProgress) };
}

/** The text of a progress file with these lessons. */
export function formatProgressFile(lessons: readonly LessonProgress[]): string {
  const file: ProgressFile = { format: PROGRESS_FORMAT, lessons };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

function readFormat(stored: unknown, subject: string): Record<string, unknown> {
  if (!isRecord(stored) || !isCount(stored.format)) {
    throw new ProgressError(`${subject} must have a format number, got ${shown(stored)}`);
  }
  const { format } = stored;
  if (format === PROGRESS_FORMAT) return stored;
  const isNewer = format > PROGRESS_FORMAT;
  throw new ProgressError(
    `${subject} must have format ${PROGRESS_FORMAT}, got ${format}${isNewer ? ", which a newer version wrote" : ""}`,
    { isNewer },
  );
}

function mustBeText({ source, at, others }: Record<string, unknown>): void {
  must(typeof source === "string", "source must be a text", source);
  must(isTime(at), "at must be a time", at);
  const isList = Array.isArray(others) && others.every((one) => typeof one === "string");
  must(others === undefined || isList, "others must be texts", others);
}

function entriesOf(value: unknown, subject: string): Record<string, unknown>[] {
  must(isRecord(value), `${subject} must be a record`, value);
  const entries = Object.values(value as object);
  must(entries.every(isRecord), `${subject} must hold records`, value);
  return entries;
}

function must(holds: boolean, rule: string, value: unknown): void {
  if (!holds) throw new ProgressError(`progress: ${rule}, got ${shown(value)}`);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** One that is a day, too. */
function isTime(value: unknown): boolean {
  return Number.isFinite(value) && !Number.isNaN(new Date(value as number).getTime());
}
