import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernelspec } from "dropout-lab-kernel";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeKernel } from "../client/testing/kernels.ts";
import { LessonCache } from "./lesson-cache.ts";
import { readGuides, readLessons } from "./lessons.ts";
import { type LessonEvent, type LessonResult, runLessons } from "./run-lessons.ts";
import { lesson, lessonText } from "./testing/lessons.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lessons-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const kernel = fakeKernel();
const summary = (result: LessonResult | undefined) => {
  if (!result) return "no result";
  if ("failure" in result) return result.failure;
  const texts = result.notebook.cells.flatMap((cell) =>
    cell.cell_type === "code" ? cell.outputs.map((output) => "text" in output && output.text) : [],
  );
  return `${result.lesson.name}: ${texts.join(" ")}${result.isCached ? " (cached)" : ""}`;
};

describe("readLessons", () => {
  test("takes the files NN-name.ipynb, in order", () => {
    const lessonNames = ["03-c", "01-a", "04-d", "02-b"].map((name) => `${name}.ipynb`);
    for (const name of [...lessonNames, "notes.ipynb", "05-e.txt", "1-f.ipynb"]) {
      writeFileSync(join(directory, name), lessonText(name));
    }
    const { lessons, failures } = readLessons(directory);
    expect(lessons.map(({ name }) => name)).toEqual(["01-a", "02-b", "03-c", "04-d"]);
    expect(failures).toEqual([]);
  });

  test("takes all notebooks of a folder of guides, which may lack", () => {
    for (const name of ["b.ipynb", "a.ipynb", "walk.ts"]) {
      writeFileSync(join(directory, name), lessonText(name));
    }
    expect(readGuides(directory).lessons.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(readGuides(join(directory, "none"))).toEqual({ lessons: [], failures: [] });
  });

  test("says so if there are none", () => {
    expect(() => readLessons(directory)).toThrow(
      `${directory}: must hold lessons named NN-name.ipynb, got none`,
    );
  });

  test("leaves out what cannot be used, with one sentence each, and gives the others", () => {
    const write = (name: string, content: string | Buffer) =>
      writeFileSync(join(directory, `${name}.ipynb`), content);
    write("01-good", lessonText("a"));
    write("02-python", lessonText("a").replace('"typescript"', '"python"'));
    write("03-text", "hello");
    write("04-empty", "");
    write("05-old", JSON.stringify({ nbformat: 3, worksheets: [] }));
    mkdirSync(join(directory, "06-folder.ipynb"));
    symlinkSync("/no/such.ipynb", join(directory, "07-dangling.ipynb"));
    symlinkSync("08-loop.ipynb", join(directory, "08-loop.ipynb"));
    write("09-latin", Buffer.from(lessonText("caf\u00e9"), "latin1"));
    write("10-utf16", Buffer.from(`\ufeff${lessonText("a")}`, "utf16le"));
    write(
      "11-odd",
      JSON.stringify({ nbformat: 4, metadata: { kernelspec: { language: 5 } }, cells: [] }),
    );
    write("12-cells", JSON.stringify({ nbformat: 4, metadata: {}, cells: [null] }));
    write("13-good", lessonText("b"));
    const { lessons, failures } = readLessons(directory);
    expect(lessons.map(({ name }) => name)).toEqual(["01-good", "13-good"]);
    expect(failures.map((sentence) => sentence.replace(`${directory}/`, ""))).toEqual([
      "02-python.ipynb: must be a TypeScript or JavaScript notebook, got python",
      expect.stringMatching(/^03-text\.ipynb: must be JSON, got /),
      "04-empty.ipynb: must be JSON, got an empty file",
      // It is upgraded, but says no language.
      expect.stringMatching(/^05-old\.ipynb: must have a kernelspec /),
      "06-folder.ipynb: must be a notebook file, got a folder",
      "07-dangling.ipynb: must be a notebook file, got a link to nothing",
      expect.stringMatching(/^08-loop\.ipynb: .*ELOOP/),
      "09-latin.ipynb: must be text in UTF-8, got bytes that are none",
      "10-utf16.ipynb: must be text in UTF-8, got bytes that are none",
      expect.stringMatching(/^11-odd\.ipynb: /),
      "12-cells.ipynb: must have an object in cell 1 of its list, got null",
    ]);
  });
});

describe("runLessons", () => {
  test("runs all, in the order given, also when one fails", async () => {
    const lessons = [
      lesson(directory, "01-a", "print a", "print b"),
      lesson(directory, "02-b", "print c", "error bad"),
      lesson(directory, "03-c", "exit 4"),
      lesson(directory, "04-d", "print d"),
    ];
    for (const parallel of [1, 3]) {
      const results = await runLessons(lessons, { kernel, parallel });
      expect(results.map(summary)).toEqual([
        "01-a: a b",
        "02-b, cell [2]: Error: bad",
        "03-c, cell [1]: Fake: must stay alive, got exit code 4; the last it wrote:\nlast words",
        "04-d: d",
      ]);
    }
  });

  test("takes a lesson whose cell leaves the kernel with an error as failed", async () => {
    const lessons = [
      lesson(directory, "01-a", "process.exit(0)", "console.log('goes on')"),
      lesson(directory, "02-b", "console.log(1)", "const kept = 1\nprocess.exit(3)"),
    ];
    const results = await runLessons(lessons, { kernel: createKernelspec() });
    expect(results.map(summary)).toEqual([
      "01-a: process.exit(0) ended the cell; the session goes on.\n goes on\n",
      "02-b, cell [2]: ended itself by process.exit(3)",
    ]);
  });

  test("says which lesson found no kernel", async () => {
    const spec = { ...kernel, argv: ["/no/such"] };
    const [result] = await runLessons([lesson(directory, "01-a")], { kernel: spec });
    expect(summary(result)).toBe(
      "01-a: Fake: must stay alive, got ENOENT for the program /no/such",
    );
  });

  test("tells of each cell and of each result", async () => {
    const events: LessonEvent[] = [];
    const lessons = [lesson(directory, "01-a", "print a", "print b")];
    await runLessons(lessons, { kernel, onProgress: (event) => events.push(event) });
    expect(events.map(({ done, cells, result }) => [done, cells, summary(result)])).toEqual([
      [0, 2, "no result"],
      [1, 2, "no result"],
      [2, 2, "no result"],
      [2, 2, "01-a: a b"],
    ]);
  });

  test("stops when it is aborted, with the given reason", async () => {
    const controller = new AbortController();
    const reason = new Error("stop");
    const lessons = ["01-a", "02-b"].map((name) => lesson(directory, name, "print a", "hang"));
    const running = runLessons(lessons, {
      kernel,
      parallel: 1,
      signal: controller.signal,
      onProgress: ({ done }) => done === 1 && controller.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
  });
});

describe("LessonCache", () => {
  const stored = () => readdirSync(join(directory, "cache"));
  const cache = (stamp: string, ignored = false) =>
    new LessonCache(join(directory, "cache"), { stamp, ignored });
  const run = async (text: string, from: LessonCache) => {
    const [result] = await runLessons([lesson(directory, "01-a", `print ${text}`)], {
      kernel,
      cache: from,
    });
    return summary(result);
  };

  test("gives back the last run of a lesson that has not changed, and keeps no other", async () => {
    expect(await run("a", cache("1"))).toBe("01-a: a");
    expect(await run("a", cache("1"))).toBe("01-a: a (cached)");
    expect(await run("b", cache("1"))).toBe("01-a: b");
    expect(await run("b", cache("2"))).toBe("01-a: b");
    expect(await run("b", cache("2"))).toBe("01-a: b (cached)");
    expect(stored()).toHaveLength(1);
  });

  test("is not asked when it is ignored, but filled", async () => {
    await run("a", cache("1"));
    expect(await run("a", cache("1", true))).toBe("01-a: a");
    expect(await run("a", cache("1"))).toBe("01-a: a (cached)");
  });

  test("runs a lesson again whose stored run is damaged", async () => {
    await run("a", cache("1"));
    writeFileSync(join(directory, "cache", stored()[0] ?? ""), "{");
    expect(await run("a", cache("1"))).toBe("01-a: a");
  });

  test("keeps nothing of a lesson that failed", async () => {
    const lessons = [lesson(directory, "01-a", "error bad")];
    for (let time = 0; time < 2; time++) {
      const [result] = await runLessons(lessons, { kernel, cache: cache("1") });
      expect(summary(result)).toBe("01-a, cell [1]: Error: bad");
    }
  });
});
