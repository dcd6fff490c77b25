import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLessons } from "dropout-lab-pages/site";
import { afterEach, beforeEach, expect, test } from "vitest";
import { faultsOf } from "./lesson-rules.js";
import { newLesson, writeFiles } from "./new-lesson.js";
import { readCourse } from "./read-course.js";

const README = "# Course\n\n| 1 | [One](notebooks/01-one.ipynb) | First. |\n\nMore.\n";
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "new-lesson-"));
  writeFileSync(join(root, "README.md"), README);
});
afterEach(() => rmSync(root, { recursive: true }));

test("a new lesson keeps all rules, but that it has not run yet", () => {
  writeFiles(root, newLesson(root, "02-fair-coins", "Fair coins"));
  const { lessons, failures } = readCourse(root, readLessons);
  expect(failures).toEqual([]);
  const faults = lessons.flatMap(faultsOf).map((fault) => fault.replace(/^.*?: /, ""));
  expect([...new Set(faults)]).toEqual([
    "must be stored as run from top to bottom: npm run store",
    "must be stored as not attempted: put yourTurn() in the answer's place",
    "must be answered rightly in the twin: put the answer there, and store",
  ]);
});

test("its row stands below those of earlier lessons", () => {
  writeFiles(root, newLesson(root, "02-fair-coins", "Fair coins"));
  expect(readFileSync(join(root, "README.md"), "utf8")).toBe(
    README.replace(
      "First. |\n",
      "First. |\n| 2 | [Fair coins](notebooks/02-fair-coins.ipynb) | What it shows, in a sentence. |\n",
    ),
  );
});

test.each([
  ["2-coins", "Coins", "name: must be as 08-fair-coins, got 2-coins"],
  ["02-Fair", "Coins", "name: must be as 08-fair-coins, got 02-Fair"],
  ["", "", "name: must be as 08-fair-coins, got nothing"],
  ["02-coins", " ", "title: must be words, got nothing"],
  ["02-coins", "A\nB", 'title: must be one line without | and [ ], got "A\\nB"'],
  ["02-coins", "A | B", 'title: must be one line without | and [ ], got "A | B"'],
  ["02-coins", "A ](b)", 'title: must be one line without | and [ ], got "A ](b)"'],
  ["01-coins", "Coins", "name: must have a number that no lesson has, got 01"],
  ["02-new", "New", "name: must not be a word of TypeScript or of its own file, got new"],
  ["02-lesson", "One", "name: must not be a word of TypeScript or of its own file, got lesson"],
  [
    "02-check-number",
    "N",
    "name: must not be a word of TypeScript or of its own file, got check-number",
  ],
])("refuses %s", (name, title, message) => {
  expect(() => newLesson(root, name, title)).toThrow(new RangeError(message));
});

test("takes a title in any language", () => {
  const title = "Würfel, 硬币 & `p`";
  const { "README.md": readme } = newLesson(root, "02-coins", title);
  expect(readme).toContain(`| 2 | [${title}](notebooks/02-coins.ipynb) |`);
});

test("takes no number of a notebook that has no row", () => {
  mkdirSync(join(root, "notebooks"));
  writeFileSync(join(root, "notebooks/02-dice.ipynb"), "");
  expect(() => newLesson(root, "02-coins", "Coins")).toThrow(
    new RangeError("name: must have a number that no lesson has, got 02"),
  );
});

test("overwrites nothing", () => {
  mkdirSync(join(root, "notebooks"));
  writeFileSync(join(root, "notebooks/02-coins.ipynb"), "");
  expect(() => newLesson(root, "02-coins", "Coins")).toThrow(
    new RangeError("name: must be new, and notebooks/02-coins.ipynb is there"),
  );
});
