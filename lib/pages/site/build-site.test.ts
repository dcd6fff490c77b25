import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeKernel } from "../client/testing/kernels.ts";
import { markdownCell } from "../notebook/testing/cells.ts";
import { buildSite } from "./build-site.ts";
import type { LessonEvent } from "./run-lessons.ts";
import { lesson } from "./testing/lessons.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "site-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const page = (name: string) => readFileSync(join(directory, `${name}.html`), "utf8");
const build = (...sources: string[]) =>
  buildSite({
    lessons: [
      lesson(directory, "01-a", "print first-lesson-says"),
      lesson(directory, "02-b", ...sources),
    ],
    output: directory,
    kernel: fakeKernel(),
  });

test("writes what the lessons put out now, and keeps the page of one that fails", async () => {
  expect(await build("print before-the-change")).toEqual([]);
  expect(readdirSync(directory).sort()).toEqual(["01-a.html", "02-b.html", "index.html"]);
  expect(page("01-a")).toContain("first-lesson-says");
  const before = page("02-b");
  expect(before).toContain("before-the-change");

  expect(await build("print after-the-change")).toEqual([]);
  const after = page("02-b");
  expect(after).toContain("after-the-change");
  expect(after).not.toContain("before-the-change");

  expect(await build("print not-to-be-seen", "error bad")).toEqual([
    "02-b, cell [2]: Error: bad\n  (its page stays as it was)",
  ]);
  expect(page("02-b")).toBe(after);
});

test("runs guides as lessons, and lists them apart", async () => {
  const options = { output: directory, kernel: fakeKernel() };
  const lessons = [lesson(directory, "01-a", "print first-lesson-says")];
  const guides = [lesson(directory, "tour", "print guide-says")];
  expect(await buildSite({ ...options, lessons, guides })).toEqual([]);
  expect(page("tour")).toContain("guide-says");
  expect(page("index").split("<h2>Guides</h2>")[1]).toContain("tour.html");
});

test("makes a page of what a new lesson's file stores, if it fails", async () => {
  expect(await build("print nightjar", "error bad")).toEqual([
    "02-b, cell [2]: Error: bad\n  (its page shows what its file stores)",
  ]);
  // In the cell, and not below it.
  expect(page("02-b").match(/nightjar/g)).toHaveLength(1);
});

test("makes the other pages when one cannot be made, and lists those that are there", async () => {
  const good = lesson(directory, "01-a", "print first-lesson-says");
  const odd = lesson(directory, "02-b", "print b");
  const cells = [...odd.notebook.cells, {}];
  const lessons = [good, { ...odd, notebook: { ...odd.notebook, cells: cells as never } }];
  const failures = await buildSite({ lessons, output: directory, kernel: fakeKernel() });
  expect(failures).toEqual([
    expect.stringMatching(/^02-b: must be a notebook that can be made a page, got /),
  ]);
  expect(readdirSync(directory).sort()).toEqual(["01-a.html", "index.html"]);
  expect(page("index")).toContain("01-a.html");
  expect(page("index")).not.toContain("02-b.html");
});

test("marks in the contents what did not run to its end", async () => {
  const mark = "It did not run to its end this time";
  await build("error bad");
  expect(page("index")).toMatch(new RegExp(`02-b\\.html.*${mark}`));
  expect(page("index").match(new RegExp(mark, "g"))).toHaveLength(1);
  await build("print good");
  expect(page("index")).not.toContain(mark);
});

test("tells what a page has to do without", async () => {
  const warnings: string[] = [];
  const plain = lesson(directory, "01-a", "print a");
  const picture = markdownCell("![A mask](nowhere.png)");
  const notebook = { ...plain.notebook, cells: [...plain.notebook.cells, picture] };
  await buildSite({
    lessons: [{ ...plain, notebook }],
    output: directory,
    kernel: fakeKernel(),
    warn: (sentence) => warnings.push(sentence),
  });
  expect(warnings).toEqual(["01-a: cell 3: picture nowhere.png does not exist"]);
});

test.each([
  ["while a lesson runs", "hang", ({ done }: LessonEvent) => done === 1],
  ["when all lessons have run", "print b", ({ result }: LessonEvent) => result !== undefined],
])("writes nothing when it is aborted %s", async (_, second, isTime) => {
  const controller = new AbortController();
  const building = buildSite({
    lessons: [lesson(directory, "01-a", "print a", second)],
    output: join(directory, "site"),
    kernel: fakeKernel(),
    signal: controller.signal,
    onProgress: (event) => isTime(event) && controller.abort(new Error("stop")),
  });
  await expect(building).rejects.toThrow("stop");
  expect(readdirSync(directory)).toEqual([]);
});
