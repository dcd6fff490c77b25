import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { showProgress } from "./show-progress.ts";
import { lesson } from "./testing/lessons.ts";

const lessons = [lesson("", "01-a", "1", "2"), lesson("", "02-b", "1")] as const;
const [first, second] = lessons;

/** What is written while the first lesson runs and the second fails. */
function written(isTTY: boolean): string {
  const stream = new PassThrough().setEncoding("utf8");
  const { onProgress, stop } = showProgress(
    lessons,
    Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream,
  );
  for (const done of [0, 1, 2]) onProgress({ lesson: first, done, cells: 2 });
  const result = { lesson: first, notebook: first.notebook, isCached: false };
  onProgress({ lesson: first, done: 2, cells: 2, result });
  onProgress({ lesson: second, done: 1, cells: 1, result: { lesson: second, failure: "bad" } });
  onProgress({ lesson: first, done: 2, cells: 2, result: { ...result, isCached: true } });
  stop();
  return stream.read();
}

test("writes a line for each lesson where there is no terminal, and how long those that ran took", () => {
  expect(written(false)).toMatch(
    /^01-a: ran 2 cells\n02-b: failed\n01-a: not changed since its last run\n1 of 2 notebooks ran in \d+ s\n$/,
  );
});

test("draws a bar over the cells of all lessons on a terminal", () => {
  const text = written(true);
  expect(text).toContain("0 of 3 cells");
  expect(text).toContain("3 of 3 cells");
  expect(text).toContain("█");
  expect(text).toMatch(/\n1 of 2 notebooks ran in \d+ s\n$/);
});
