import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lessonStamp } from "./lesson-stamp.js";

/** @type {string} */ let root;
/** @param {string} path @param {string} text */
const put = (path, text) => writeFileSync(join(root, path), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stamp-"));
  for (const folder of [
    "lib/library/dist",
    "lib/kernel/dist",
    "notebooks/data",
    "notebooks/.ipynb_checkpoints",
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  put("lib/library/dist/.fingerprint", "build");
  put("lib/kernel/dist/.fingerprint", "build");
  put("notebooks/helper.ts", "1");
  put("notebooks/data/points.json", "[]");
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  "lib/library/dist/.fingerprint",
  "lib/kernel/dist/.fingerprint",
  "notebooks/helper.ts",
  "notebooks/data/points.json",
])("a change of %s makes all lessons run again", (path) => {
  const before = lessonStamp(root);
  put(path, "changed");
  expect(lessonStamp(root)).not.toBe(before);
});

test.each(["01-a.ipynb", "lessons.test.ts", ".ipynb_checkpoints/01-a-checkpoint.ipynb"])(
  "a change of %s does not",
  (path) => {
    const before = lessonStamp(root);
    put(`notebooks/${path}`, "changed");
    expect(lessonStamp(root)).toBe(before);
  },
);

test("a link to nothing beside the lessons keeps none from running", () => {
  const before = lessonStamp(root);
  symlinkSync("/no/such", join(root, "notebooks/nothing.txt"));
  symlinkSync("/no/such", join(root, "notebooks/data/nothing.txt"));
  expect(lessonStamp(root)).toBe(before);
});
