import { expect, test } from "vitest";
import { lessonNames, weighLesson } from "./bench/page/weigh-lessons.js";
import { pageBytes, TRAINING, wholeRooms } from "./testing/page-bytes.js";

test.each([
  ["what trains a net with dropout", TRAINING, 45_000],
  ["all of nn", wholeRooms(["nn"]), 49_900],
])("%s, with the tensors and WebAssembly under it, is small enough for a page", async (...row) => {
  const [, contents, most] = row;
  const bytes = await pageBytes(contents);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(most);
});

test.each(lessonNames())("the page of %s weighs at most 1,000 kB", async (name) => {
  const bytes = await weighLesson(name);
  expect(bytes).toBeGreaterThan(800_000);
  expect(bytes).toBeLessThanOrEqual(1_000_000);
});
