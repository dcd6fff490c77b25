import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { checkNumber, exercise, lesson } from "./index.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "progress-"));
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
    hints: ["Divide."],
    solution: "100 / 2",
    check: (answer: number) => checkNumber(answer, { expected: 50, why: "50 + 50 is 100." }),
  });
  return lesson("05-halves", { half });
}

it("keeps what is done for the next session, as an empty file", () => {
  halves().half.check(25);
  expect(halves().half.isDone).toBe(false);
  halves().half.check(50);
  expect(halves().progress().text).toMatch(/1 of 1 exercises done/);
  expect(readdirSync(join(folder, "05-halves"))).toEqual([
    expect.stringMatching(/^half-[0-9a-f]{12}$/),
  ]);
});

it("does not count an exercise whose words have changed", () => {
  halves().half.check(50);
  expect(halves("Half of one hundred?").half.isDone).toBe(false);
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
});

it("says once that the folder cannot be written, and counts in the session", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "file"), "");
  vi.stubEnv("DROPOUT_LAB_PROGRESS", join(folder, "file"));
  const session = halves();
  session.half.check(50);
  session.half.check(50);
  expect(session.half.isDone).toBe(true);
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/^Progress is kept in this session only, .*DROPOUT_LAB_PROGRESS/)],
  ]);
});
