import {
  type ExerciseProgress,
  fingerprint,
  type LessonProgress,
  noProgress,
  ProgressError,
  readProgress,
} from "dropout-lab/progress";

/** What SCORM 1.2 lets a lesson keep, in characters. */
export const LIMIT = 4096;

/** The number of this form. */
const FORM = 1;

/** Progress in few characters: what is often there has one letter, and place for what it is. */
interface Packed {
  readonly v: typeof FORM;
  /** Exercises: done 1 and solution shown 2, tries, hints, words, time. */
  readonly e: Record<string, [number, number, number, string, number]>;
  /** The place: its cell and time. */
  readonly p?: [string, number];
  /** Cells that were changed: text, time, fingerprint of the lesson's own text. */
  readonly c: Record<string, [string, number, string]>;
  /** Cells that were added: text, time, the cell above. */
  readonly a: Record<string, [string, number, string]>;
}

/**
 * Progress as the text of `cmi.suspend_data`, at most 4,096 characters of ASCII, which is as many
 * bytes. Exercises come first, those that are done before all; then the place; then texts, the newest
 * first. What does not fit is left out whole, and `isWhole` is false.
 */
export function packProgress({ exercises, place, cells, added }: LessonProgress): {
  readonly text: string;
  readonly isWhole: boolean;
} {
  let packed: Packed = { v: FORM, e: {}, c: {}, a: {} };
  let text = ascii(packed);
  let isWhole = true;
  const add = (more: (packed: Packed) => Packed) => {
    const next = more(packed);
    const nextText = ascii(next);
    if (nextText.length <= LIMIT) [packed, text] = [next, nextText];
    else isWhole = false;
  };
  const byDone = Object.entries(exercises).sort(
    ([, one], [, other]) => Number(other.done) - Number(one.done),
  );
  for (const [name, exercise] of byDone) {
    add((packed) => ({ ...packed, e: { ...packed.e, [name]: packedExercise(exercise) } }));
  }
  if (place !== undefined) add((packed) => ({ ...packed, p: [place.cell, place.at] }));
  const texts = [
    ...Object.entries(cells).map(([id, { source, at, base }]) => {
      return { id, kind: "c" as const, entry: [source, at, fingerprint(base)] as const };
    }),
    ...Object.entries(added).map(([id, { source, at, after }]) => {
      return { id, kind: "a" as const, entry: [source, at, after] as const };
    }),
  ].sort((one, other) => other.entry[1] - one.entry[1]);
  for (const { id, kind, entry } of texts) {
    add((packed) => ({ ...packed, [kind]: { ...packed[kind], [id]: entry } }));
  }
  return { text, isWhole };
}

function packedExercise({ done, solution, tries, hints, words = "", at = 0 }: ExerciseProgress) {
  const flags = Number(done) + 2 * Number(solution);
  return [flags, tries, hints, words, at] as [number, number, number, string, number];
}

/** JSON in which every character is one byte, however a system counts. */
function ascii(packed: Packed): string {
  return JSON.stringify(packed).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * The progress in `cmi.suspend_data`. A text of a cell whose own text is another one by now comes
 * back as one to be offered.
 *
 * @throws {ProgressError} for what this version has not written
 */
export function unpackProgress(
  text: string,
  { lesson, sources }: { readonly lesson: string; readonly sources: ReadonlyMap<string, string> },
): LessonProgress {
  const packed = parse(text);
  if (packed.v !== FORM) {
    const isNewer = Number(packed.v) > FORM;
    throw new ProgressError(`suspend data must have form ${FORM}, got ${packed.v}`, { isNewer });
  }
  const baseOf = (id: string, hash: unknown) => {
    const own = sources.get(id);
    return own !== undefined && fingerprint(own) === hash ? own : "";
  };
  const place = Array.isArray(packed.p) ? { place: { cell: packed.p[0], at: packed.p[1] } } : {};
  return readProgress({
    ...noProgress(lesson, ""),
    exercises: mapEntries(packed.e, ([flags, tries, hints, words, at]) => ({
      done: (Number(flags) & 1) === 1,
      solution: (Number(flags) & 2) === 2,
      ...{ tries, hints },
      ...(words === "" ? {} : { words }),
      ...(at === 0 ? {} : { at }),
    })),
    ...place,
    cells: mapEntries(packed.c, ([source, at, hash], id) => {
      return { source, at, base: baseOf(id, hash) };
    }),
    added: mapEntries(packed.a, ([source, at, after]) => ({ source, at, after })),
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const packed: unknown = JSON.parse(text);
    if (typeof packed === "object" && packed !== null) return packed as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ProgressError(`suspend data must be a lesson's own, got ${text.slice(0, 40)}`);
}

function mapEntries<Made>(
  entries: unknown,
  make: (entry: unknown[], id: string) => Made,
): Record<string, Made> {
  return Object.fromEntries(
    Object.entries(entries ?? {}).map(([id, entry]) => [
      id,
      make(Array.isArray(entry) ? entry : [], id),
    ]),
  );
}
