import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { formatProgressFile, type LessonProgress, noProgress } from "../progress/index.ts";
import { checkNumber, exercise, lesson } from "./index.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "progress-"));
  file = join(folder, "dropout-lab-progress.json");
  vi.stubEnv("DROPOUT_LAB_PROGRESS", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** The lesson as a new session has it. */
function halves(question = "Half of 100?") {
  const half = exercise({
    question,
    hints: ["Divide.", "By two."],
    solution: "100 / 2",
    check: (answer: number) => checkNumber(answer, { expected: 50, why: "50 + 50 is 100." }),
  });
  return lesson("05-halves", { half });
}

const lessons = (): LessonProgress[] => JSON.parse(readFileSync(file, "utf8")).lessons;

it("keeps done, tries, hints and solution for the next session, in one file", () => {
  const { half } = halves();
  half.check(25);
  half.hint(2);
  half.hint(1);
  expect(halves().half.isDone).toBe(false);
  halves().half.check(50);
  halves().half.solution();
  expect(halves().progress().text).toBe(
    "05-halves: 1 of 1 exercises done.\n  ✓ half (2 tries, 2 hints, solution shown)",
  );
  expect(readdirSync(folder)).toEqual(["dropout-lab-progress.json"]);
  const { words, at, ...kept } = lessons()[0]?.exercises.half ?? {};
  expect(kept).toEqual({ done: true, tries: 2, hints: 2, solution: true });
  expect([words, typeof at]).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/), "number"]);
});

it("counts the same answer again, and what is not attempted, as no try", () => {
  const { half } = halves();
  for (const answer of [25, 25, undefined, 26, 25]) half.check(answer);
  expect(half.progress.tries).toBe(3);
  expect(lessons()[0]?.exercises.half?.tries).toBe(3);
});

it("opens an exercise again whose words have changed", () => {
  halves().half.check(50);
  const changed = halves("Half of one hundred?").half;
  expect(changed.progress).toMatchObject({ done: false, tries: 0 });
  changed.check(25);
  expect(lessons()[0]?.exercises.half).toMatchObject({ done: false, tries: 1 });
});

it("takes what a page has kept, and leaves there what it does not know", () => {
  const page: LessonProgress = {
    ...noProgress("05-halves/0123abcd", "Halves"),
    texts: { a: "01234567" },
    exercises: { half: { done: true, tries: 3, hints: 1, solution: false } },
    place: { cell: "a", at: 5 },
    cells: { a: { source: "mine", base: "theirs", at: 4 } },
  };
  writeFileSync(file, formatProgressFile([page]));
  const { half } = halves();
  expect(half.progress).toMatchObject({ done: true, tries: 3, hints: 1 });
  half.check(25);
  const [kept, ...others] = lessons();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ ...page, exercises: { half: { done: true, tries: 4, hints: 1 } } });
});

it("forgets when asked", () => {
  const first = halves();
  first.half.check(50);
  expect(first.progress({ forget: true }).text).toMatch(/0 of 1/);
  expect(halves().half.isDone).toBe(false);
});

it("keeps nothing when switched off, and in a place without files", () => {
  vi.stubEnv("DROPOUT_LAB_PROGRESS", "off");
  const off = halves();
  off.half.check(50);
  expect([off.half.isDone, halves().half.isDone]).toEqual([true, false]);
  vi.stubEnv("DROPOUT_LAB_PROGRESS", folder);
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
  const browser = halves();
  browser.half.check(50);
  expect([browser.half.isDone, halves().half.isDone]).toEqual([true, false]);
  expect(readdirSync(folder)).toEqual([]);
});

it("takes another file by its name", () => {
  vi.stubEnv("DROPOUT_LAB_PROGRESS", join(folder, "deep/mine.json"));
  halves().half.check(50);
  expect(halves().half.isDone).toBe(true);
  expect(readdirSync(join(folder, "deep"))).toEqual(["mine.json"]);
});

it("sets a damaged file aside with a notice, and goes on", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  writeFileSync(file, "{ half a file");
  const { half } = halves();
  expect(half.isDone).toBe(false);
  half.check(50);
  expect(halves().half.isDone).toBe(true);
  expect(readFileSync(`${file}.unreadable-1`, "utf8")).toBe("{ half a file");
  expect(warn.mock.calls).toEqual([
    [
      `The file of progress cannot be read and is set aside as ${file}.unreadable-1 (a progress file must be JSON, got other text); a new one is begun.`,
    ],
  ]);
});

it("says once that the file cannot be written, and counts in the session", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "file"), "");
  vi.stubEnv("DROPOUT_LAB_PROGRESS", join(folder, "file"));
  const session = halves();
  session.half.check(50);
  session.half.check(51);
  expect(session.half.progress).toMatchObject({ done: true, tries: 2 });
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/^Progress is kept in this session only, .*DROPOUT_LAB_PROGRESS/)],
  ]);
});

it.skipIf(process.getuid?.() === 0)("reads on in a folder that cannot be written", () => {
  vi.spyOn(console, "warn").mockReturnValue();
  halves().half.check(50);
  chmodSync(folder, 0o500);
  const { half } = halves();
  half.check(25);
  expect(half.progress).toMatchObject({ done: true, tries: 1 });
  chmodSync(folder, 0o700);
});
