import { isSameLesson } from "./known-lesson.ts";
import { type ExerciseProgress, type LessonProgress, noProgress } from "./progress.ts";

/** Two states of one lesson, and the last one that both sides knew. */
export interface Sides {
  readonly known: LessonProgress;
  readonly mine: LessonProgress;
  readonly theirs: LessonProgress;
}

/**
 * One state that loses no text of either side. Where one side alone changed a cell, its text is
 * taken; where both did, the newer text is, and the older one is kept among its `others`. Exercises
 * take the most of both. Two browsers, or a browser and a file, know nothing in common: `known` is
 * empty then.
 */
export function mergeProgress({ known, mine, theirs }: Sides): LessonProgress {
  const place =
    (mine.place?.at ?? 0) >= (theirs.place?.at ?? 0) ? mine.place : (theirs.place ?? mine.place);
  const texts = mine.texts ?? theirs.texts;
  return {
    format: mine.format,
    lesson: mine.lesson,
    title: mine.title || theirs.title,
    ...(texts === undefined ? {} : { texts }),
    exercises: mergeExercises(mine.exercises, theirs.exercises),
    ...(place === undefined ? {} : { place }),
    cells: mergeTexts(known.cells, mine.cells, theirs.cells),
    added: mergeTexts(known.added, mine.added, theirs.added),
  };
}

type Exercises = LessonProgress["exercises"];

function mergeExercises(mine: Exercises, theirs: Exercises): Exercises {
  return mapKeys([mine, theirs], (name): ExerciseProgress | undefined => {
    const [one, other] = [own(mine, name), own(theirs, name)];
    return one === undefined || other === undefined ? (one ?? other) : mergeExercise(one, other);
  });
}

/** The most of both. Of an exercise whose words have changed, the state that was changed last. */
export function mergeExercise(one: ExerciseProgress, other: ExerciseProgress): ExerciseProgress {
  const words = one.words ?? other.words;
  const [newer, older] = (one.at ?? 0) >= (other.at ?? 0) ? [one, other] : [other, one];
  if (newer.words !== older.words && newer.words !== undefined && older.words !== undefined) {
    return newer;
  }
  return {
    done: one.done || other.done,
    tries: Math.max(one.tries, other.tries),
    hints: Math.max(one.hints, other.hints),
    solution: one.solution || other.solution,
    ...(words === undefined ? {} : { words }),
    ...(newer.at === undefined ? {} : { at: newer.at }),
  };
}

/** A kept text of a cell, and texts that stand beside it. */
export interface Text {
  readonly source: string;
  readonly at: number;
  readonly others?: readonly string[];
}

type Texts<Entry> = Readonly<Record<string, Entry>>;

function mergeTexts<Entry extends Text>(
  known: Texts<Entry>,
  mine: Texts<Entry>,
  theirs: Texts<Entry>,
): Texts<Entry> {
  return mapKeys([mine, theirs], (id) => {
    const [before, one, other] = [own(known, id), own(mine, id), own(theirs, id)];
    if (isSame(one, before)) return other;
    if (isSame(other, before)) return one;
    // Taken away on one side and changed on the other: what was written stays.
    if (one === undefined || other === undefined) return one ?? other;
    const [newer, older] = one.at >= other.at ? [one, other] : [other, one];
    return withOthers(newer, [
      ...othersThatStay(before, one, other),
      ...(older.source === before?.source ? [] : [older.source]),
    ]);
  });
}

/** Those of both sides, but for what one side knew and has thrown away. */
function othersThatStay(before: Text | undefined, one: Text, other: Text): string[] {
  const had = before?.others ?? [];
  const has = (side: Text, text: string) => side.others?.includes(text) === true;
  return [...(one.others ?? []), ...(other.others ?? [])].filter(
    (text) => !had.includes(text) || (has(one, text) && has(other, text)),
  );
}

/** The same text, with other ones beside it; one that equals it says nothing new. */
export function withOthers<Entry extends Text>(entry: Entry, others: readonly string[]): Entry {
  const { others: _, ...rest } = entry;
  const different = [...new Set(others)].filter((text) => text !== entry.source);
  return (different.length === 0 ? rest : { ...rest, others: different }) as Entry;
}

function isSame(one: Text | undefined, other: Text | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Text>;
  return [...keys].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** A record's own entry: names such as `constructor` every object has. */
function own<Entry>(record: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A record of what `make` gives for each key of any of the records; undefined leaves a key out. */
function mapKeys<Entry>(
  records: readonly Readonly<Record<string, unknown>>[],
  make: (key: string) => Entry | undefined,
): Record<string, Entry> {
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  const made = [...keys].map((key) => [key, make(key)] as const);
  return Object.fromEntries(made.filter((pair): pair is [string, Entry] => pair[1] !== undefined));
}

/**
 * The lessons of two progress files that know nothing of one another, each lesson once. One that is
 * known by its name alone takes the key of its page where the other side has it.
 */
export function joinLessons(
  mine: readonly LessonProgress[],
  theirs: readonly LessonProgress[],
): LessonProgress[] {
  const joined = [...mine];
  for (const lesson of theirs) {
    const at = joined.findIndex((one) => isSameLesson(one, lesson));
    const there = joined[at];
    if (there === undefined) {
      joined.push(lesson);
      continue;
    }
    const key = there.texts === undefined ? lesson.lesson : there.lesson;
    const known = noProgress(key, "");
    joined[at] = mergeProgress({ known, mine: { ...there, lesson: key }, theirs: lesson });
  }
  return joined;
}
