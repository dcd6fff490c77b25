import { join } from "node:path";
import { createKernelspec } from "dropout-lab-kernel";
import { compareNotebooks, formatDifferences } from "dropout-lab-pages/notebook";
import { readGuides } from "dropout-lab-pages/site";
import { describe, expect, test } from "vitest";
import { directory, lessonsIn, readAll, runOn } from "./testing/run-lesson.ts";

const [lessons, solutions] = [lessonsIn("."), lessonsIn("solutions")];
const guides = readAll(join(directory, "guides"), readGuides);

describe("on the kernel, each lesson puts out what is stored", () => {
  test.each(lessons)("%s", async (_, lesson) => {
    const fresh = await runOn(createKernelspec(), lesson);
    expect(formatDifferences(compareNotebooks(lesson.notebook, fresh))).toBe("");
  });
});

describe("on the kernel, each solution puts out what is stored", () => {
  test.each(solutions)("%s", async (_, lesson) => {
    const fresh = await runOn(createKernelspec(), lesson);
    expect(formatDifferences(compareNotebooks(lesson.notebook, fresh))).toBe("");
  });

  test("and there is one for each lesson", () => {
    expect(solutions.map(([name]) => name)).toEqual(lessons.map(([name]) => name));
  });
});

describe("on the kernel, each guide puts out what is stored", () => {
  test.each(guides.map((guide) => [guide.name, guide] as const))("%s", async (_, guide) => {
    const fresh = await runOn(createKernelspec(), guide);
    expect(formatDifferences(compareNotebooks(guide.notebook, fresh))).toBe("");
  });
});
