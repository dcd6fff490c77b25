import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("./course.js", import.meta.url));
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "course-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args @param {string} [progress] */
function course(args, progress = folder) {
  const env = { ...process.env, DROPOUT_LAB_PROGRESS: progress };
  const run = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status: run.status, out: run.stdout, said: run.stderr };
}

/** A file of progress with one exercise of lesson 1. @param {object} exercise @param {object} [more] */
function fileWith(exercise, more = {}) {
  const kept = { done: false, tries: 0, hints: 0, solution: false, ...exercise };
  const lesson = {
    format: 1,
    lesson: "01-naive-dropout",
    title: "",
    cells: {},
    added: {},
    ...more,
  };
  return JSON.stringify({ format: 1, lessons: [{ ...lesson, exercises: { expected: kept } }] });
}

describe("npm run course", () => {
  test("joins the files of a page and of others, sums up, and writes them again", () => {
    const own = join(folder, "dropout-lab-progress.json");
    const page = { lesson: "01-naive-dropout/0123abcd", texts: { a: "01234567" }, title: "Naive" };
    writeFileSync(own, fileWith({ done: true, tries: 1 }));
    writeFileSync(join(folder, "page.json"), fileWith({ tries: 4, hints: 2 }, page));
    const merged = course(["progress", "merge", "page.json", own]);
    expect([merged.said, merged.status]).toEqual(["", 0]);
    const summary = course(["progress", "summary"]);
    expect(summary.out).toContain("  ✓ expected (4 tries, 2 hints)\n  ○ ");
    expect(summary.out).toContain("Self-assessed:");
    expect(summary.out.match(/expected/g)).toHaveLength(1);
    expect(course(["progress", "export", "out.json"]).status).toBe(0);
    expect(readFileSync(join(folder, "out.json"), "utf8")).toBe(readFileSync(own, "utf8"));
    const printed = course(["progress", "summary", "out.json", "--html", "print.html"]);
    expect(printed.out).toBe("The summary is print.html.\n");
    expect(readFileSync(join(folder, "print.html"), "utf8")).toContain("Self-assessed:");
  });

  test("takes all files or none, and leaves those that are named where they are", () => {
    writeFileSync(join(folder, "good.json"), fileWith({ done: true }));
    writeFileSync(join(folder, "newer.json"), '{"format":2}');
    const { status, said } = course(["progress", "merge", "good.json", "newer.json"]);
    expect([status, said]).toEqual([
      1,
      "dropout-lab: progress: newer.json: a progress file must have format 1, got 2, which a newer version wrote\n",
    ]);
    expect(readdirSync(folder)).toEqual(["good.json", "newer.json"]);
  });

  test.each([
    [[], 2, /^dropout-lab: course: must be followed by progress or scorm/],
    [["progress"], 2, /must be followed by summary, export or merge, got nothing; --help/],
    [["progress", "toString"], 2, /got toString/],
    [["progress", "export"], 2, /export: must be given exactly one file, got 0/],
    [["progress", "export", "a", "b"], 2, /exactly one file, got 2/],
    [["progress", "merge"], 2, /merge: must be given files, got 0/],
    [["progress", "merge", "a", "--html", "b"], 2, /--html: must go with summary, got merge/],
    [["progress", "summary", "--html", "kept.json"], 2, /ends in .html, got kept.json/],
    [
      ["progress", "summary", "."],
      1,
      /^dropout-lab: .: must be there to read and write, got EISDIR/,
    ],
    [["progress", "summary", "--all"], 2, /--help names the options/],
    [["progress", "summary", "missing.json"], 1, /missing.json: must be there to read/],
    [["progress", "export", "none.json"], 1, /there must be progress, got none yet/],
  ])("refuses %j", (args, status, sentence) => {
    const { status: got, said } = course(args);
    expect([got, said]).toEqual([status, expect.stringMatching(sentence)]);
  });

  test.each([
    [
      ["scorm", "--out", "course.tar"],
      2,
      /--out must name a file that ends in .zip, got course.tar/,
    ],
    [["scorm", "--all"], 2, /--help names the options/],
    [["scorm", "none"], 1, /none: no lesson's name begins so/],
    [["scorm", "01", "none"], 1, /scorm: none: no lesson's name begins so/],
  ])("refuses %j", (args, status, sentence) => {
    const { status: got, said } = course(args);
    expect([got, said]).toEqual([status, expect.stringMatching(sentence)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("writes over no file that is there", () => {
    writeFileSync(join(folder, "dropout-lab-progress.json"), fileWith({ done: true }));
    writeFileSync(join(folder, "page.json"), "a page's");
    const { status, said } = course(["progress", "export", "page.json"]);
    expect([status, said]).toEqual([
      1,
      "dropout-lab: progress: export: must be given a new file, got page.json, which is there\n",
    ]);
    expect(readFileSync(join(folder, "page.json"), "utf8")).toBe("a page's");
  });

  test("says that a folder is no file to keep progress in", () => {
    mkdirSync(join(folder, "kept.json"));
    for (const args of [["summary"], ["merge", "one.json"]]) {
      writeFileSync(join(folder, "one.json"), fileWith({ done: true }));
      const { status, said } = course(["progress", ...args], join(folder, "kept.json"));
      expect([status, said]).toEqual([1, expect.stringMatching(/^dropout-lab: .+, got EISDIR\n$/)]);
    }
  });

  test("says that nothing is kept where it is switched off", () => {
    expect(course(["progress", "summary"], "off")).toEqual({
      status: 1,
      out: "",
      said: "dropout-lab: progress: DROPOUT_LAB_PROGRESS must not be off, got off\n",
    });
  });
});
